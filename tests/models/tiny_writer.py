"""Makes GGUF files of a writer of under 1 MB: real files, real loading, one layer of Llama.

One byte of text is one token, so a test can count tokens by eye. The weights are random, or a chain:
then the token that was read last decides alone what comes next, and a test can say what a model writes.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

CHATML = (
    "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\n' + message['content'] }}"
    "{{ '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
END = b"<end>"
"""Stands for the end of generation in a chain."""

_CONTROL, _NORMAL, _UNKNOWN, _BYTE = 3, 1, 2, 6
_CONTROLS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>")
_FIRST_BYTE = len(_CONTROLS)


def token_of(piece: bytes) -> int:
    """The token of one byte; of a whole text, ask the generator."""
    (byte,) = piece
    return _FIRST_BYTE + byte


def make_tiny_writer(
    path: Path,
    template: str | None = CHATML,
    *,
    chain: Mapping[bytes, Sequence[bytes]] | None = None,
    pieces: Sequence[bytes] = (),
    context: int = 1024,
    width: int = 32,
    sentencepiece: bool = False,
    add_bos: bool = False,
    name: str = "Tiny writer",
) -> Path:
    """Write the model to `path` and return it; the same arguments give the same file.

    `chain` maps a piece to what comes after it, likeliest first. `pieces` are tokens of several bytes,
    which the model may write and no text is cut into. `width` is that of random weights.
    """
    import gguf

    vocabulary = [*(bytes([byte]) for byte in range(256)), *pieces]
    count = _FIRST_BYTE + len(vocabulary) + 1  # the last one is "▁" of sentencepiece, or the merge's
    width = -(-count // 32) * 32 if chain is not None else width
    writer = gguf.GGUFWriter(path, "llama")
    if name:
        writer.add_name(name)
    writer.add_context_length(context)
    writer.add_embedding_length(width)
    writer.add_block_count(1)
    writer.add_feed_forward_length(width)
    writer.add_head_count(2)
    writer.add_head_count_kv(2)
    writer.add_rope_dimension_count(width // 2)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_vocab_size(count)
    if sentencepiece:
        spelled = [f"<0x{byte:02X}>" for byte in range(256)] + [piece.decode() for piece in pieces]
        kinds = [_BYTE] * 256 + [_NORMAL] * len(pieces)
        writer.add_tokenizer_model("llama")
        writer.add_token_list([*_CONTROLS, *spelled, "▁"])
        writer.add_token_scores([0.0] * count)
        writer.add_unk_token_id(0)
    else:
        spelled = ["".join(_GPT2_LETTERS[byte] for byte in piece) for piece in vocabulary]
        kinds = [_NORMAL] * len(vocabulary)
        nul = _GPT2_LETTERS[0]
        writer.add_tokenizer_model("gpt2")
        writer.add_tokenizer_pre("gpt-2")
        writer.add_token_list([*_CONTROLS, *spelled, nul + nul])
        writer.add_token_merges([f"{nul} {nul}"])  # llama.cpp wants one at least
    writer.add_token_types([_CONTROL] * _FIRST_BYTE + kinds + [_NORMAL])
    writer.add_bos_token_id(0)
    writer.add_eos_token_id(2)
    writer.add_add_bos_token(add_bos)
    if template is not None:
        writer.add_chat_template(template)
    tensors = _random_tensors(count, width)
    if chain is not None:
        tensors |= _chain_tensors(chain, vocabulary, count, width)
    for name, tensor in tensors.items():
        writer.add_tensor(name, tensor.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def _random_tensors(count: int, width: int) -> dict[str, np.ndarray]:
    random = np.random.default_rng(1)
    square = {
        f"blk.0.{name}.weight": random.normal(0, width**-0.5, (width, width))
        for name in ("attn_q", "attn_k", "attn_v", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
    }
    return square | {
        "token_embd.weight": random.normal(0, 1, (count, width)),
        "output.weight": random.normal(0, 1, (count, width)),
        "output_norm.weight": np.ones(width),
        "blk.0.attn_norm.weight": np.ones(width),
        "blk.0.ffn_norm.weight": np.ones(width),
    }


def _chain_tensors(
    chain: Mapping[bytes, Sequence[bytes]], vocabulary: list[bytes], count: int, width: int
) -> dict[str, np.ndarray]:
    """The layer adds nothing, a token's embedding is an axis of its own, and the output is a table."""
    ids = {piece: _FIRST_BYTE + place for place, piece in enumerate(vocabulary)} | {END: 2}
    table = np.zeros((count, width))
    for piece, choices in chain.items():
        for place, choice in enumerate(choices):
            table[ids[choice], ids[piece]] = 2.0 - 0.1 * place
    return {
        "blk.0.attn_output.weight": np.zeros((width, width)),
        "blk.0.ffn_down.weight": np.zeros((width, width)),
        "token_embd.weight": np.eye(count, width),
        "output.weight": table,
    }


def _gpt2_letters() -> list[str]:
    """GPT-2's spelling of the bytes: the printable ones as they are, the others from U+0100 on."""
    printable = {*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)}
    others = iter(range(0x100, 0x200))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]


_GPT2_LETTERS = _gpt2_letters()
