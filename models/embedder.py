"""Texts to vectors with a sentence-transformers model, and the identity of the space they lie in.

Where a model lies and what its prefixes are is `catalogue`'s; keeping and searching vectors is the store's.
`space_of` needs no torch, so "is anything still to be embedded?" is answered without loading a model.
"""

import hashlib
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import msgspec
import numpy as np
import numpy.typing as npt

from models.catalogue import ChosenModel, ModelFolder
from models.compute import EmbedderCompute
from models.errors import ModelDamaged, ModelMissing
from models.fingerprint import fingerprint

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

LEAST_COSINE = 0.999
"""Between a text's vectors in half and in full precision, for every text."""

_SAMPLE = (
    "Het college van burgemeester en wethouders besluit binnen acht weken op de aanvraag van een vergunning. "
    "The municipality publishes its decision, with reasons, on its own website and in the local newspaper."
)


@dataclass(frozen=True, eq=False)
class Embedded:
    """The vectors of some texts.

    Attributes:
        vectors: float32, shape (texts, dimension), each of length 1, in the order of the texts.
        were_cut: which texts were longer than the model's window, prefix included; their end has no part in
            their vector. Boolean, shape (texts,).
    """

    vectors: Vectors
    were_cut: npt.NDArray[np.bool_]

    @property
    def cut(self) -> int:
        """How many texts were cut."""
        return int(self.were_cut.sum())


class Embedder(Protocol):
    """Texts to vectors; vectors may be compared only within one `space`.

    Attributes:
        space: an opaque name of the vector space, the same in every run and for every copy of a model.
        dimension: the length of a vector.
        batch: how many texts are best embedded at once, at most.
    """

    batch: int

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
    """An embedder that runs a sentence-transformers folder on the CPU.

    Loading takes about 5 s with the imports, so not on a thread that steps jobs. The threads of `compute`
    hold for torch in the whole process. Each call is one batch: the caller decides how long a step may last.
    In bfloat16 the transformer's weights and activations are half as long; tokens are pooled in float32,
    else sums over a passage lose what tells vectors apart (cosine to float32 0.998, so 0.9998). The space is
    the same.

    Raises ModelMissing if the folder is gone, ModelDamaged if it does not load, is of another dimension
    than the chosen model, or (from the embed methods) gives numbers that aren't finite.

    Attributes:
        number_format: that of `compute`; float32 where half precision was found to say something else.
    """

    def __init__(self, model: ChosenModel, compute: EmbedderCompute) -> None:
        self.space = space_of(model)
        self.dimension = model.dimension
        self.batch = compute.batch
        self.number_format = compute.number_format
        self._model = model
        _use_threads(compute.threads)
        self._transformer = _load(model)
        if compute.number_format == "bfloat16" and not self._says_the_same_in_half():
            self._transformer, self.number_format = _load(model), "float32"
        self._tokenizer = self._transformer.tokenizer

    def embed_passages(self, texts: Sequence[str]) -> Embedded:
        """Embed the texts in one batch; ValueError if one of them is blank."""
        if not texts:
            return Embedded(np.empty((0, self.dimension), np.float32), np.empty(0, np.bool_))
        return self._embed([_tokenisable(text) for text in texts], self._model.passage_prefix)

    def embed_query(self, text: str) -> Vectors:
        """Embed a question, shape (dimension,), length 1; ValueError if it is blank."""
        vector: Vectors = self._embed([_tokenisable(text)], self._model.query_prefix).vectors[0]
        return vector

    def _embed(self, texts: list[str], prefix: str) -> Embedded:
        vectors, tokens = self._encode(texts, prefix)
        if not np.isfinite(vectors).all():
            raise ModelDamaged(self._model.path)
        return Embedded(vectors, self._were_cut(texts, prefix, tokens))

    def _encode(self, texts: list[str], prefix: str) -> tuple[Vectors, npt.NDArray[np.int64]]:
        """What `SentenceTransformer.encode` does with one batch, by the library's own parts; and how many
        tokens of each text were read."""
        import torch

        with torch.inference_mode():
            # A prompt that is given, even "", keeps the library from adding the folder's own.
            features = self._transformer.preprocess(texts, prompt=prefix)
            tokens = features["attention_mask"].sum(dim=1).numpy()
            made = self._transformer(features)["sentence_embedding"]
            vectors = torch.nn.functional.normalize(made, p=2, dim=1).numpy()
        return np.asarray(vectors, dtype=np.float32), tokens

    def _says_the_same_in_half(self) -> bool:
        """Go over to bfloat16; whether it says what float32 said. With fewer threads than it counts on,
        oneDNN leaves out part of a product without a word."""
        import torch

        sample = [_SAMPLE[:letters] for letters in range(25, len(_SAMPLE), 25)]
        full, _ = self._encode(sample, "")
        self._transformer[0].to(torch.bfloat16).register_forward_hook(_widened)
        half, _ = self._encode(sample, "")
        return bool((full * half).sum(axis=1).min() >= LEAST_COSINE)

    def _were_cut(
        self, texts: list[str], prefix: str, tokens: npt.NDArray[np.int64]
    ) -> npt.NDArray[np.bool_]:
        """Only texts that fill the window can have been; the library doesn't say which."""
        window = self._model.max_tokens
        were_cut: npt.NDArray[np.bool_] = tokens >= window
        filling = np.flatnonzero(were_cut)
        if len(filling):
            counted = self._tokenizer(
                [prefix + texts[place] for place in filling],
                truncation=False,
                return_attention_mask=False,
                return_token_type_ids=False,
                verbose=False,
            )
            were_cut[filling] = [len(ids) > window for ids in counted["input_ids"]]
        return were_cut


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
            space.update(msgspec.json.encode((file.relative_to(path).as_posix(), fingerprint(file))))
    except OSError as error:
        raise ModelDamaged(model.path) from error
    return space.hexdigest()


def _decisive_files(path: Path) -> list[Path]:
    found: set[Path] = set()
    for folder in (path, *ModelFolder(path).module_folders):
        found.update(folder / name for name in _DECISIVE if (folder / name).is_file())
        found.update(folder.glob("*.safetensors"))
    return sorted(found)


def _use_threads(threads: int) -> None:
    import torch

    limit = os.environ.get("OMP_THREAD_LIMIT", "")
    torch.set_num_threads(min(threads, int(limit)) if limit.isdigit() and int(limit) else threads)


def _load(model: ChosenModel) -> "SentenceTransformer":
    import torch
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

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
    transformer.eval()
    return transformer


def _widened(_module: object, _inputs: object, features: dict[str, Any]) -> dict[str, Any]:
    """A forward hook: what was computed in half precision, in float32."""
    import torch

    return {
        name: value.float() if isinstance(value, torch.Tensor) and value.is_floating_point() else value
        for name, value in features.items()
    }
