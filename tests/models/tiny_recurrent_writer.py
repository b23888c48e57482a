"""Makes a GGUF file of a writer that cannot go back: one layer of Mamba with random weights, under 1 MB.

Its vocabulary is that of `tiny_writer`: one byte of text is one token.
"""

from pathlib import Path

import numpy as np

from tests.models.tiny_writer import _CONTROL, _CONTROLS, _GPT2_LETTERS, _NORMAL, CHATML

_WIDTH, _INNER, _STATE, _KERNEL, _RANK = 32, 64, 16, 4, 2


def make_tiny_recurrent_writer(path: Path, context: int = 1024) -> Path:
    """Write the model to `path` and return it; the same file each time."""
    import gguf

    tokens = [*_CONTROLS, *(_GPT2_LETTERS[byte] for byte in range(256)), _GPT2_LETTERS[0] * 2]
    writer = gguf.GGUFWriter(path, "mamba")
    writer.add_name("Tiny recurrent writer")
    writer.add_context_length(context)
    writer.add_embedding_length(_WIDTH)
    writer.add_block_count(1)
    writer.add_feed_forward_length(0)
    writer.add_head_count(0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_ssm_conv_kernel(_KERNEL)
    writer.add_ssm_inner_size(_INNER)
    writer.add_ssm_state_size(_STATE)
    writer.add_ssm_time_step_rank(_RANK)
    writer.add_vocab_size(len(tokens))
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_merges([f"{_GPT2_LETTERS[0]} {_GPT2_LETTERS[0]}"])
    writer.add_token_types([_CONTROL] * len(_CONTROLS) + [_NORMAL] * 257)
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(False)
    writer.add_chat_template(CHATML)
    for name, tensor in _tensors(len(tokens)).items():
        writer.add_tensor(name, tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _tensors(count: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)

    def weights(*shape: int) -> np.ndarray:
        return random.normal(0, shape[-1] ** -0.5, shape)

    return {
        "token_embd.weight": random.normal(0, 1, (count, _WIDTH)),
        "output.weight": random.normal(0, 1, (count, _WIDTH)),
        "output_norm.weight": np.ones(_WIDTH),
        "blk.0.attn_norm.weight": np.ones(_WIDTH),
        "blk.0.ssm_in.weight": weights(2 * _INNER, _WIDTH),
        "blk.0.ssm_conv1d.weight": weights(_INNER, _KERNEL),
        "blk.0.ssm_conv1d.bias": np.zeros(_INNER),
        "blk.0.ssm_x.weight": weights(_RANK + 2 * _STATE, _INNER),
        "blk.0.ssm_dt.weight": weights(_INNER, _RANK),
        "blk.0.ssm_dt.bias": np.zeros(_INNER),
        "blk.0.ssm_a": -np.tile(np.arange(1.0, _STATE + 1), (_INNER, 1)),
        "blk.0.ssm_d": np.ones(_INNER),
        "blk.0.ssm_out.weight": weights(_WIDTH, _INNER),
    }
