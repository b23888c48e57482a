"""Copies of models in formats that this computer reads fast: which format, how large, and making one.

On x86 with AVX2 and on ARM, llama.cpp repacks some formats into kernels of their own (`repack.cpp` of 0.3.36:
Q4_0, Q4_K and IQ4_NL, on ARM Q8_0 and more); others are computed a block at a time. Measured here (one thread
of a Xeon with AVX-512 and VNNI, tokens a second of CPU time, a made-up model of 140M): reading and writing
Q4_0 479 and 72, Q4_K_M 533 and 78, Q5_K 671 and 57, Q6_K 618 and 69; but Q4_1 175 and 60, Q5_1 149 and 50,
Q5_0 309 and 51, Q8_0 352 and 55, F16 346 and 44, BF16 321 and 34. Whether a copy is faster in fact is
measured when it is made (`models.comparison`); a table is only a reason to try.
"""

import ctypes
import os
import platform
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from models.errors import ConversionFailed
from models.gguf_file import BLOCKS, GgufHeader, Tensor

TargetFormat = Literal["Q4_0", "Q4_K_M"]

_SLOW = frozenset({"Q4_1", "Q5_0", "Q5_1", "Q8_0", "F16", "BF16", "F32"})
_FAST_ON_ARM = frozenset({"Q8_0"})
_FLOATS = frozenset({"F16", "BF16", "F32"})
_ARM = frozenset({"arm64", "aarch64"})
_MOST = 0.5  # a share of the bytes of the layers
_EMBEDDINGS = ("token_embd.weight", "output.weight")
_ROLES = ("attn_q", "attn_k", "attn_v", "attn_qkv", "attn_output", "ffn_gate", "ffn_up", "ffn_down")
_DELICATE = frozenset({"attn_v", "attn_qkv", "attn_output"})
_BITS = {"Q4_K_M": 4.9, "Q4_0": 4.5, "Q4_K": 4.5, "Q8_0": 8.5}  # a weight, on average
_LARGEST_BUFFER = 256 << 20


@dataclass(frozen=True)
class Plan:
    """What to convert to. `parts` are the formats of matrices that get another than most, by their role;
    `embedding` is that of the tables of words, which are kept more precise ("" where llama.cpp decides);
    `bytes` is an estimate of the copy's size."""

    format: TargetFormat
    parts: tuple[tuple[str, str], ...]
    embedding: str
    bytes: int


def plan_for(header: GgufHeader, machine: str | None = None) -> Plan | None:
    """What a model should be converted to on a processor of this kind (`platform.machine()`), or None where
    it is read fast as it is, or cannot be converted."""
    layers = [tensor for tensor in header.tensors if _is_layer(tensor)]
    shares = Counter[str]()
    for tensor in layers:
        shares[tensor.format] += tensor.bytes or tensor.weights
    slow = _SLOW - _FAST_ON_ARM if (machine or platform.machine()).lower() in _ARM else _SLOW
    if header.is_split or sum(shares[format] for format in slow) <= _MOST * shares.total():
        return None
    embedding = _embedding(header.tensors)
    whole = sum(tensor.bytes for tensor in layers if _has_whole_blocks(tensor))
    if whole > _MOST * shares.total():
        return Plan("Q4_K_M", (), embedding, _size(header, "Q4_K_M", (), embedding))
    parts = _parts(layers)
    return Plan("Q4_0", parts, embedding, _size(header, "Q4_0", parts, embedding))


def convert(source: Path, destination: Path, plan: Plan, threads: int) -> None:
    """Write the copy. Takes some 15 s for 100M weights on one thread (Q4_0: two); nothing stops it but the
    end of the process.

    Raises:
        ConversionFailed: llama.cpp does not know the model, or the disk is full.
    """
    import llama_cpp

    from models.llama_library import send_errors_only

    api: Any = llama_cpp
    send_errors_only(api)
    parameters = api.llama_model_quantize_default_params()
    parameters.nthread = threads
    parameters.ftype = getattr(api, f"LLAMA_FTYPE_MOSTLY_{plan.format}")
    parameters.allow_requantize = True
    parameters.max_buf_size = _LARGEST_BUFFER
    if plan.embedding:
        kind = getattr(api, f"GGML_TYPE_{plan.embedding}")
        parameters.token_embedding_type = parameters.output_tensor_type = kind
    parts = _overrides(api, plan.parts)
    parameters.tt_overrides = ctypes.cast(parts, ctypes.POINTER(api.llama_model_tensor_override))
    code = api.llama_model_quantize(os.fsencode(source), os.fsencode(destination), parameters)
    if code != 0 or not destination.is_file():
        raise ConversionFailed(str(source))


def _overrides(api: Any, parts: Sequence[tuple[str, str]]) -> Any:
    """llama.cpp's list of patterns and formats, which ends in an empty one."""
    listed = (api.llama_model_tensor_override * (len(parts) + 1))()
    for place, (role, format) in enumerate(parts):
        listed[place].pattern = f"\\.{role}\\.".encode()
        listed[place].type = getattr(api, f"GGML_TYPE_{format}")
    return listed


def _is_layer(tensor: Tensor) -> bool:
    """What the time goes into: the matrices of the layers."""
    return tensor.name.startswith("blk.") and len(tensor.shape) >= 2 and tensor.weights > 0


def _has_whole_blocks(tensor: Tensor) -> bool:
    """Whether Q4_K and Q6_K can hold its rows; where not, llama.cpp would take a slow format instead."""
    return tensor.shape[0] % BLOCKS["Q4_K"][0] == 0


def _role(tensor: Tensor) -> str:
    return [*tensor.name.split("."), "", ""][2]


def _parts(layers: Iterable[Tensor]) -> tuple[tuple[str, str], ...]:
    """Where most rows only fit Q4_0, which knows no offsets: Q4_K, which does, where it fits, and more bits
    for what goes straight into the sum of all layers. Measured with the starter: a divergence of 0.18 in
    place of 0.45, for 4 % of time."""
    fits: dict[str, bool] = {}
    for tensor in layers:
        role = _role(tensor)
        fits[role] = fits.get(role, True) and _has_whole_blocks(tensor)
    known = [role for role in _ROLES if role in fits]
    return tuple(
        (role, "Q4_K" if fits[role] else "Q8_0") for role in known if fits[role] or role in _DELICATE
    )


def _embedding(tensors: Iterable[Tensor]) -> str:
    """The words' tables stay as they are where they are quantised, so that nothing is lost in them."""
    tables = {tensor.name: tensor for tensor in tensors if tensor.name in _EMBEDDINGS}
    table = tables.get("output.weight") or tables.get("token_embd.weight")
    if table is None or table.format not in BLOCKS:
        return ""
    if table.format not in _FLOATS:
        return table.format
    return "Q6_K" if _has_whole_blocks(table) else "Q8_0"


def _size(header: GgufHeader, target: str, parts: Sequence[tuple[str, str]], embedding: str) -> int:
    """Before it is made, so only nearly: words and settings are as large as in the original."""
    size = float(max(0, header.size - sum(tensor.bytes for tensor in header.tensors)))
    formats = dict(parts)
    for tensor in header.tensors:
        if _is_layer(tensor):
            size += tensor.weights * _BITS[formats.get(_role(tensor), target)] / 8
        elif tensor.name in _EMBEDDINGS and embedding:
            weights, taken = BLOCKS[embedding]
            size += tensor.weights / weights * taken
        else:
            size += tensor.bytes
    return int(size)
