"""Makes a cross-encoder folder of 150 kB: real files, real loading, random weights."""

from pathlib import Path

from tests.models.tiny_embedder import WINDOW, tiny_tokenizer


def make_tiny_reranker(folder: Path, labels: int = 1) -> Path:
    """Write the model to `folder` and return it; the weights are the same every time."""
    import torch
    from transformers import XLMRobertaConfig, XLMRobertaForSequenceClassification
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    tokenizer = tiny_tokenizer()
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=WINDOW + 2,
        type_vocab_size=1,
        num_labels=labels,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        XLMRobertaForSequenceClassification(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder
