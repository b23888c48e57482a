"""Texts to vectors with a sentence-transformers model, and the identity of the space they lie in.

Where a model lies and what its prefixes are is `catalogue`'s; keeping and searching vectors is the store's.
`space_of` needs no torch, so "is anything still to be embedded?" is answered without loading a model.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from models.catalogue import ChosenModel, ModelFolder
from models.errors import ModelDamaged, ModelMissing

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]

# What decides a model's vectors, beside its weights: architecture, pooling, projection, tokenizer.
_DECISIVE = (
    "config.json",
    "modules.json",
    "sentence_bert_config.json",
    "tokenizer.json",
    "tokenizer_config.json",
    "special_tokens_map.json",
    "added_tokens.json",
    "vocab.txt",
    "vocab.json",
    "merges.txt",
    "sentencepiece.bpe.model",
)
_SAMPLES = 64
_SAMPLE_BYTES = 64 * 1024


@dataclass(frozen=True, eq=False)
class Embedded:
    """The vectors of some texts.

    Attributes:
        vectors: float32, shape (texts, dimension), each of length 1, in the order of the texts.
        cut: how many texts were longer than the model's window, prefix included; their end has no part
            in their vector.
    """

    vectors: Vectors
    cut: int


class Embedder(Protocol):
    """Texts to vectors; vectors may be compared only within one `space`.

    Attributes:
        space: an opaque name of the vector space, the same in every run and for every copy of a model.
        dimension: the length of a vector.
    """

    @property
    def space(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Embedded:
        """Embed the texts in one batch; ValueError if one of them is blank."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Embed a question, shape (dimension,), length 1; ValueError if it is blank."""
        ...


class SentenceEmbedder:
    """An embedder that runs a sentence-transformers folder in float32 on the CPU.

    Loading takes about 5 s with the imports, so not on a thread that steps jobs. `threads` holds for
    torch in the whole process. Each call is one batch: the caller decides how long a step may last.

    Raises ModelMissing if the folder is gone, ModelDamaged if it does not load, is of another dimension
    than the chosen model, or (from the embed methods) gives numbers that aren't finite.
    """

    def __init__(self, model: ChosenModel, threads: int) -> None:
        self.space = space_of(model)
        self.dimension = model.dimension
        self._model = model
        self._transformer = _load(model, threads)
        self._tokenizer = self._transformer.tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Embedded:
        """Embed the texts in one batch; ValueError if one of them is blank."""
        if not texts:
            return Embedded(np.empty((0, self.dimension), np.float32), 0)
        texts, prefix = [_tokenisable(text) for text in texts], self._model.passage_prefix
        return Embedded(self._encode(texts, prefix), self._count_cut(texts, prefix))

    def embed_query(self, text: str) -> Vectors:
        """Embed a question, shape (dimension,), length 1; ValueError if it is blank."""
        vector: Vectors = self._encode([_tokenisable(text)], self._model.query_prefix)[0]
        return vector

    def _encode(self, texts: list[str], prefix: str) -> Vectors:
        # A prompt that is given, even "", keeps the library from adding the folder's own.
        vectors = self._transformer.encode(
            texts,
            prompt=prefix,
            batch_size=len(texts),
            show_progress_bar=False,
            normalize_embeddings=True,
        )
        if not np.isfinite(vectors).all():
            raise ModelDamaged(self._model.path)
        return np.asarray(vectors, dtype=np.float32)

    def _count_cut(self, texts: list[str], prefix: str) -> int:
        # Tokenising a second time costs 1 % of a batch; encode doesn't say what it cut.
        tokens = self._tokenizer(
            [prefix + text for text in texts],
            truncation=False,
            return_attention_mask=False,
            return_token_type_ids=False,
            verbose=False,
        )
        return sum(len(ids) > self._model.max_tokens for ids in tokens["input_ids"])


def _tokenisable(text: str) -> str:
    if not text.strip():
        raise ValueError("a blank text has no meaning to embed")
    # A lone surrogate (from an undecodable argument or a clipboard) makes the tokenizer raise TypeError.
    return text.encode("utf-8", "replace").decode("utf-8")


def space_of(model: ChosenModel) -> str:
    """Name the vector space of an embedder without loading it.

    A hash of everything that decides its vectors: prefixes, window, dimension, configuration, tokenizer,
    and of the weights their size and 64 samples of 64 KiB spread evenly (4 MiB in all, so some
    milliseconds for a model of any size). Any training touches weights everywhere, so two models don't
    share all samples; a flipped bit goes unnoticed, which is `verify`'s business.

    Raises ModelMissing if the folder is gone, ModelDamaged if it isn't a model's.
    """
    path = Path(model.path)
    if not path.is_dir():
        raise ModelMissing(model.path)
    use = (model.dimension, model.max_tokens, model.query_prefix, model.passage_prefix)
    space = hashlib.blake2b(msgspec.json.encode(use), digest_size=16)
    try:
        for file in _decisive_files(path):
            space.update(msgspec.json.encode((file.relative_to(path).as_posix(), _fingerprint(file))))
    except OSError as error:
        raise ModelDamaged(model.path) from error
    return space.hexdigest()


def _decisive_files(path: Path) -> list[Path]:
    found: set[Path] = set()
    for folder in (path, *ModelFolder(path).module_folders):
        found.update(folder / name for name in _DECISIVE if (folder / name).is_file())
        found.update(folder.glob("*.safetensors"))
    return sorted(found)


def _fingerprint(file: Path) -> str:
    digest = hashlib.blake2b(digest_size=16)
    with file.open("rb") as stream:
        size = stream.seek(0, 2)
        digest.update(size.to_bytes(8, "big"))
        stride = max(_SAMPLE_BYTES, (size - _SAMPLE_BYTES) // (_SAMPLES - 1))
        for start in range(0, size, stride):
            stream.seek(start)
            digest.update(stream.read(_SAMPLE_BYTES))
    return digest.hexdigest()


def _load(model: ChosenModel, threads: int) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    torch.set_num_threads(threads)
    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        transformer = SentenceTransformer(
            model.path,
            device="cpu",
            local_files_only=True,
            trust_remote_code=False,
            model_kwargs={"use_safetensors": True, "dtype": torch.float32},
        )
    except MemoryError:
        raise
    except Exception as error:
        # A folder can be wrong in as many ways as four libraries have exceptions; all mean the same to us.
        raise ModelDamaged(model.path) from error
    if transformer.get_embedding_dimension() != model.dimension:
        raise ModelDamaged(model.path)
    transformer.max_seq_length = model.max_tokens
    return transformer
