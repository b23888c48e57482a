"""Models of random weights: any size, with the vocabulary and chat template of a real one.

    python tests/bench/synthetic.py FOLDER [--quantisation Q4_K_M]

Speed depends on how many weights there are and on their quantisation, not on their values: such a model is
as fast as a trained one, and nobody has to fetch it. What it writes is nonsense that neither ends nor begins
a new line by itself, so every answer is as long as it may be. One size and quantisation are the same weights
everywhere.
"""

import argparse
import hashlib
import os
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import gguf
import numpy as np
from numpy.typing import NDArray

from models.catalogue import Catalogue
from models.fingerprint import fingerprint
from models.llama_library import send_errors_only

QUANTISATIONS = ("F16", "BF16", "Q8_0", "Q4_0", "Q4_1", "Q4_K_M", "Q5_K_M", "Q6_K")
CACHE = Path(tempfile.gettempdir()) / "binnenshuis-synthetic"

_SEED = 20240612
_SPACES = "Ġ▁"  # how vocabularies write them
_LOGIT_SPREAD = 3.0
"""The standard deviation of logits: about that of a trained model, so that samplers have a choice to make."""


@dataclass(frozen=True)
class Size:
    """The shape of a model of the llama architecture; its weights are those of `layers` blocks, and of two
    tables of the vocabulary's tokens, of `width` numbers each."""

    name: str
    layers: int
    width: int
    inner: int
    heads: int
    key_heads: int
    context: int = 8192

    @property
    def key_width(self) -> int:
        return self.width // self.heads * self.key_heads


ONE_BILLION = Size("1B", layers=20, width=2048, inner=5632, heads=32, key_heads=8)
TINY = Size("tiny", layers=2, width=64, inner=128, heads=4, key_heads=2)
"""A few MB, most of it the vocabulary's. Its rows are too short for the K quantisations."""


def made(size: Size, quantisation: str, folder: Path = CACHE) -> Path:
    """The GGUF file of this size and quantisation, made on first use: the 1B takes minutes, and 3 GB
    meanwhile.

    Raises:
        OSError
        ValueError: llama.cpp does not know this one.
    """
    shape = hashlib.sha256(repr((size, _SEED)).encode()).hexdigest()[:8]
    file = folder / f"synthetic-{size.name}-{shape}.{quantisation}.gguf"
    if file.is_file():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        whole, small = Path(unfinished, "whole.gguf"), Path(unfinished, "small.gguf")
        _write(size, whole)
        if quantisation != "F16":
            _quantise(whole, small, quantisation)
        (whole if quantisation == "F16" else small).replace(file)
    return file


def endless(model: Path, folder: Path = CACHE) -> Path:
    """A copy of a model that never ends by itself: its output weights for control tokens, which end a text,
    are zero, all else is as it was. A model whose input weights serve for output too gets output weights of
    its own, of the same size: it is as fast, and its file grows by them.

    Raises:
        OSError
    """
    file = folder / f"endless-{fingerprint(model)[:8]}-{model.name}"
    if file.is_file():
        return file
    folder.mkdir(parents=True, exist_ok=True)
    reader = gguf.GGUFReader(model)
    types = np.array(reader.fields["tokenizer.ggml.token_type"].contents())
    tensors = {tensor.name: (tensor.data, tensor.tensor_type) for tensor in reader.tensors}
    data, kind = tensors.get("output.weight", tensors["token_embd.weight"])
    data = data.copy()
    data[types == gguf.TokenType.CONTROL] = 0  # in every quantisation a row of zero bytes is a row of zeros
    tensors["output.weight"] = data, kind
    with tempfile.TemporaryDirectory(dir=folder) as unfinished:
        copy = Path(unfinished, model.name)
        writer = gguf.GGUFWriter(copy, reader.fields["general.architecture"].contents())
        _copy_fields(reader, writer, "")
        for name, (data, kind) in tensors.items():
            writer.add_tensor_info(name, data.shape, data.dtype, data.nbytes, kind)
        _write_begin(writer)
        for data, _ in tensors.values():
            writer.write_tensor_data(data)
        writer.close()
        copy.replace(file)
    return file


def context_bytes(model: Path, tokens: int) -> int:
    """What keys and values of so many tokens take in a model of the llama architecture, in 16 bits each."""
    fields = gguf.GGUFReader(model).fields
    name = fields["general.architecture"].contents()

    def of(key: str) -> int:
        return int(fields[key.format(arch=name)].contents())

    width = of(gguf.Keys.LLM.EMBEDDING_LENGTH) // of(gguf.Keys.Attention.HEAD_COUNT)
    keys = width * of(gguf.Keys.Attention.HEAD_COUNT_KV)
    return 2 * of(gguf.Keys.LLM.BLOCK_COUNT) * keys * 2 * tokens


def _write(size: Size, path: Path) -> None:
    """The model in F16, tensor by tensor: it never lies in memory whole."""
    # Reading a real model's vocabulary takes seconds, for a tiny one too: it is the same for all.
    reader = gguf.GGUFReader(Catalogue.load().default("writer").path)
    writer = gguf.GGUFWriter(path, "llama")
    writer.add_name(f"Synthetic {size.name}")
    writer.add_context_length(size.context)
    writer.add_embedding_length(size.width)
    writer.add_block_count(size.layers)
    writer.add_feed_forward_length(size.inner)
    writer.add_head_count(size.heads)
    writer.add_head_count_kv(size.key_heads)
    writer.add_rope_dimension_count(size.width // size.heads)
    writer.add_rope_freq_base(100_000.0)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_F16)
    _copy_fields(reader, writer, "tokenizer.")
    silent = _silent_tokens(reader)
    shapes = dict(_shapes(size, len(silent)))
    for name, shape in shapes.items():
        number_type = np.float32 if len(shape) == 1 else np.float16
        kind = np.dtype(number_type)
        writer.add_tensor_info(name, shape, kind, int(np.prod(shape)) * kind.itemsize)
    _write_begin(writer)
    random = np.random.default_rng(_SEED)
    for name, shape in shapes.items():
        writer.write_tensor_data(_weights(name, shape, random, silent))
    writer.close()


def _copy_fields(reader: gguf.GGUFReader, writer: gguf.GGUFWriter, beginning: str) -> None:
    """Every field of this beginning: "tokenizer." is the vocabulary and the chat template."""
    for name, field in reader.fields.items():
        own = name.startswith("GGUF.") or name == gguf.Keys.General.ARCHITECTURE
        if name.startswith(beginning) and not own:
            kind = field.types[0]
            inner = field.types[-1] if kind == gguf.GGUFValueType.ARRAY else None
            writer.add_key_value(name, field.contents(), kind, sub_type=inner)


def _write_begin(writer: gguf.GGUFWriter) -> None:
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()


def _silent_tokens(reader: gguf.GGUFReader) -> NDArray[np.bool_]:
    """Which tokens the model never writes: control tokens, which end a text, newlines, and all that is not
    ASCII, among them pieces of characters, for which who decodes them waits for the rest. (vocabulary,)"""
    texts = reader.fields["tokenizer.ggml.tokens"].contents()
    types = np.array(reader.fields["tokenizer.ggml.token_type"].contents())
    plain = np.array([text.lstrip(_SPACES).isascii() for text in texts])  # a newline is written as "Ċ"
    silent: NDArray[np.bool_] = (types != gguf.TokenType.NORMAL) | ~plain
    return silent


def _shapes(size: Size, vocabulary: int) -> Iterator[tuple[str, tuple[int, ...]]]:
    """The model's tensors, as (rows, columns)."""
    yield "token_embd.weight", (vocabulary, size.width)
    for layer in range(size.layers):
        block = f"blk.{layer}"
        yield f"{block}.attn_norm.weight", (size.width,)
        yield f"{block}.attn_q.weight", (size.width, size.width)
        yield f"{block}.attn_k.weight", (size.key_width, size.width)
        yield f"{block}.attn_v.weight", (size.key_width, size.width)
        yield f"{block}.attn_output.weight", (size.width, size.width)
        yield f"{block}.ffn_norm.weight", (size.width,)
        yield f"{block}.ffn_gate.weight", (size.inner, size.width)
        yield f"{block}.ffn_up.weight", (size.inner, size.width)
        yield f"{block}.ffn_down.weight", (size.width, size.inner)
    yield "output_norm.weight", (size.width,)
    yield "output.weight", (vocabulary, size.width)


def _weights(
    name: str, shape: tuple[int, ...], random: np.random.Generator, silent: NDArray[np.bool_]
) -> NDArray[np.float16] | NDArray[np.float32]:
    """Norms are one; every matrix keeps the spread of what it is multiplied with, the last one makes logits
    of it. A row of zeros is a logit of 0, which is never the greatest."""
    if len(shape) == 1:
        return np.ones(shape, np.float32)
    weights = random.standard_normal(shape, dtype=np.float32)
    weights *= (_LOGIT_SPREAD if name == "output.weight" else 1.0) / np.sqrt(shape[1])
    if name == "output.weight":
        weights[silent] = 0.0
    return weights.astype(np.float16)


def _quantise(source: Path, target: Path, quantisation: str) -> None:
    import llama_cpp

    send_errors_only(llama_cpp)
    parameters = llama_cpp.llama_model_quantize_default_params()
    parameters.ftype = getattr(llama_cpp, f"LLAMA_FTYPE_MOSTLY_{quantisation}")
    if llama_cpp.llama_model_quantize(os.fsencode(source), os.fsencode(target), parameters) != 0:
        raise ValueError(quantisation)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, nargs="?", default=CACHE)
    parser.add_argument("--quantisation", choices=QUANTISATIONS, default="Q4_K_M")
    parser.add_argument("--tiny", action="store_true", help="a few MB, to try things with")
    options = parser.parse_args()
    print(made(TINY if options.tiny else ONE_BILLION, options.quantisation, options.folder))


if __name__ == "__main__":
    main()
