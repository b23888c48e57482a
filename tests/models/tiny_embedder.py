"""Makes a sentence-transformers folder of 150 kB: real files, real loading, random weights.

It is an XLM-RoBERTa like Multilingual E5, with a window of 64 tokens and one token per character, so a
test can count tokens by eye: a text of n letters in one word is n + 1 tokens ("▁") and 2 special ones.
"""

import string
from pathlib import Path

WINDOW = 64
DIMENSION = 32
_LETTERS = (
    string.printable.strip()
    + "éëïöüàè"
    + "абвгдежзийклмнопрстуфхцчшщъыьэюя"
    + "市政府公布了该决定"
    + "تنشرالبلديةق"
)
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")


def make_tiny_embedder(
    folder: Path, query_prefix: str = "query: ", passage_prefix: str = "passage: "
) -> Path:
    """Write the model to `folder` (made if need be) and return it; the weights are the same every time."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer
    from transformers import XLMRobertaConfig, XLMRobertaModel
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()
    tokenizer = tiny_tokenizer()
    config = XLMRobertaConfig(
        vocab_size=len(tokenizer),
        hidden_size=DIMENSION,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=WINDOW + 2,
        type_vocab_size=1,
    )
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(1)
        XLMRobertaModel(config).save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    modules = [Transformer(str(folder), max_seq_length=WINDOW), Pooling(DIMENSION), Normalize()]
    prompts = {"query": query_prefix, "passage": passage_prefix}
    model = SentenceTransformer(modules=modules, device="cpu", prompts=prompts, local_files_only=True)
    model.save(str(folder), create_model_card=False)
    return folder


def tiny_tokenizer():
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    # By hand: the library's trainers don't give the same vocabulary twice.
    pieces = [(piece, 0.0) for piece in (*_SPECIAL, "▁", *dict.fromkeys(_LETTERS))]
    tokenizer = Tokenizer(models.Unigram(pieces, unk_id=3))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        cls_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        sep_token="</s>",
        unk_token="<unk>",
        model_max_length=WINDOW,
    )
