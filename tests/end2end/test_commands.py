"""The command line: results, progress, exit codes, both languages."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.engine.lock import FolderLock
from app.paths import Paths
from tests import documents
from tests.end2end.conftest import write_library


def binnenshuis(
    data: Path, *arguments: str, stdin: str = "", language: str = "C.UTF-8"
) -> "subprocess.CompletedProcess[str]":
    command, *rest = arguments
    words = [command, rest.pop(0)] if command == "models" else [command]
    return subprocess.run(
        [sys.executable, "-P", "-m", "app", *words, "--data-dir", str(data), *rest],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "LC_ALL": language},
    )


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small library, read by the command."""
    folder = tmp_path_factory.mktemp("command")
    library = write_library(folder / "library")
    done = binnenshuis(folder / "data", "index", str(library))
    assert (done.returncode, done.stdout) == (0, "Read: 4. Known already: 0. Not read: 0.\n"), done.stderr
    return folder / "data"


def test_documents_as_json_have_the_promised_shape(data: Path) -> None:
    done = binnenshuis(data, "documents", "--json")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 4
    for row in rows:
        assert set(row) == {"id", "path", "state", "pages", "passages", "error", "pinned"}
        assert Path(row["path"]).is_absolute()
        assert (row["state"], row["error"]) == ("ready", None)
    assert done.stderr == ""


def test_search_takes_questions_from_standard_input(data: Path) -> None:
    done = binnenshuis(data, "search", "--json", "--limit", "3", "-", stdin="kantine vrijdag\n\nfactuur\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [row["question"] for row in rows] == ["kantine vrijdag", "factuur"]
    for row in rows:
        assert 1 <= len(row["passages"]) <= 3
        assert all(set(p) == {"path", "page", "heading", "text", "score"} for p in row["passages"])
        scores = [passage["score"] for passage in row["passages"]]
        assert scores == sorted(scores, reverse=True)


def test_an_answer_as_json_has_the_promised_shape(data: Path) -> None:
    question = "Hoe laat sluit de kantine op vrijdag?"
    done = binnenshuis(data, "ask", "--json", "--max-tokens", "20", "--temperature", "0", question)
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert set(answer) == {
        "task",
        "model",
        "answer",
        "sections",
        "sentences",
        "sources",
        "coverage",
        "timing",
    }
    assert answer["task"] == "ask"
    assert answer["sentences"]
    for sentence in answer["sentences"]:
        assert sentence.keys() == {"text", "support", "sources"}
        assert sentence["text"] in answer["answer"]
    assert [set(section) for section in answer["sections"]] == [{"title", "text"}]
    assert answer["answer"].strip() == answer["sections"][0]["text"] != ""
    assert answer["coverage"] == {
        "documents": 4,
        "passages": len(answer["sources"]),
        "of_documents": 4,
        "unreadable": 0,
        "left_out": 0,
        "whole": False,
        "refused": False,
        "pinned": 0,
        "not_read_whole": [],
    }
    timing = answer["timing"]
    assert set(timing) == {
        "first_token_s",
        "total_s",
        "prompt_tokens",
        "cached_tokens",
        "generated_tokens",
        "drafted_tokens",
    }
    assert timing["generated_tokens"] <= 20
    for source in answer["sources"]:
        assert set(source) == {"number", "path", "page", "quote"}
        assert Path(source["path"]).is_file()
    printed = json.loads(binnenshuis(data, "search", "--json", question).stdout)
    assert {s["quote"] for s in answer["sources"]} == {p["text"] for p in printed["passages"]}


def test_a_person_sees_the_answer_and_what_was_read_and_has_it_as_files(data: Path, tmp_path: Path) -> None:
    files = [tmp_path / "antwoord.docx", tmp_path / "antwoord.md"]
    files[1].write_text("van gisteren")
    options = ["--max-tokens", "20", *(f"--export={file}" for file in files), "--replace"]
    done = binnenshuis(data, "ask", *options, "Wanneer sluit de kantine?", language="nl_NL.UTF-8")
    assert done.returncode == 0
    assert "Gelezen passages:\n[1] /" in done.stdout
    assert "eerste woord na" in done.stderr
    assert f"Opgeslagen: {files[0]}" in done.stderr
    assert files[0].read_bytes().startswith(b"PK")
    assert files[1].read_text().startswith("# ")


def test_an_answer_that_cannot_be_exported_is_not_begun(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_text("van iemand")
    done = binnenshuis(tmp_path / "data", "ask", "--export", str(tmp_path / "a.pdf"), "Wat?")
    assert (done.returncode, done.stdout) == (1, "")
    assert "a.pdf exists already. Choose another name for the file. Or give --replace." in done.stderr
    done = binnenshuis(tmp_path / "data", "ask", "--export", str(tmp_path / "a.doc"), "Wat?")
    assert done.returncode == 2
    assert ".docx, .odt, .pdf, .md, .eml" in done.stderr


def test_a_task_by_fields(data: Path) -> None:
    fields = ["--field", "subject=quiet rooms", "--field", "count=2", "--max-tokens", "90"]
    done = binnenshuis(data, "ask", "--task", "brainstorm", *fields, "--json")
    answer = json.loads(done.stdout)
    assert [section["title"] for section in answer["sections"]] == ["Introduction", "Ideas", "Next step"]
    assert answer["sections"][1]["text"].startswith("1. ")
    assert "\n2. " in answer["sections"][1]["text"]


def test_removing_erases_and_an_unknown_id_is_named(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "weg.md", "De zolder wordt opgeruimd in april.")
    binnenshuis(tmp_path / "data", "index", str(tmp_path / "weg.md"))
    (row,) = binnenshuis(tmp_path / "data", "documents", "--json").stdout.splitlines()
    identity = json.loads(row)["id"]
    done = binnenshuis(tmp_path / "data", "remove", identity)
    assert (done.returncode, done.stdout) == (0, "Erased: 1.\n")
    again = binnenshuis(tmp_path / "data", "remove", identity)
    assert (again.returncode, again.stdout) == (1, "")
    assert identity in again.stderr
    assert binnenshuis(tmp_path / "data", "search", "zolder").stdout == ""


def test_a_file_that_is_not_read_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    documents.write_scanned_pdf(tmp_path / "scan.pdf")
    done = binnenshuis(tmp_path / "data", "index", str(tmp_path / "scan.pdf"), language="nl_NL.UTF-8")
    assert done.returncode == 1
    assert done.stdout == "Gelezen: 0. Al bekend: 0. Niet gelezen: 1.\n"
    assert "scan.pdf is een scan" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("ask", "Hoeveel?"), 1, "no documents"),
        (("ask", "Hoeveel?"), 1, "binnenshuis index"),
        (("ask", "--task", "poem", "x"), 1, "poem"),
        (("ask", "--task", "write"), 1, "request"),
        (("ask", "--task", "write", "--field", "colour=red", "x"), 1, "colour"),
        (("ask", "--temperature", "9", "x"), 1, "between 0.0 and 2.0"),
        (("ask", "--task", "brainstorm", "--max-tokens", "20", "x"), 1, "at least 24"),
        (("ask", "--field", "x"), 2, "NAME=VALUE"),
        (("search",), 2, "QUESTION"),
        (("search", "--limit", "0", "x"), 2, "--limit"),
        (("models", "use", "nothing"), 1, "nothing"),
        (("models", "convert", "all-minilm-l6-v2-starter"), 1, "no faster copy"),
        (("fly",), 2, "fly"),
    ],
)
def test_what_goes_wrong_is_a_sentence_and_an_exit_code(
    tmp_path: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    done = binnenshuis(tmp_path / "data", *arguments)
    assert (done.returncode, done.stdout) == (code, "")
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_models_are_listed_and_one_is_chosen(tmp_path: Path) -> None:
    listed = [
        json.loads(line) for line in binnenshuis(tmp_path, "models", "list", "--json").stdout.splitlines()
    ]
    writer = next(model for model in listed if model["kind"] == "writer")
    done = binnenshuis(tmp_path, "models", "use", writer["path"])
    assert done.returncode == 0
    assert f"* {writer['path']}" in done.stdout
    assert f"models convert {writer['path']}" in done.stderr
    assert writer["bytes"] > 0 and writer["fast_bytes"] > 0 and not writer["converted"]
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"GGUF" + b"\0" * 100)
    assert binnenshuis(tmp_path, "models", "use", str(broken)).returncode == 0
    done = binnenshuis(tmp_path, "ask", "--task", "write", "x")
    assert done.returncode == 1
    assert "not a usable model" in done.stderr


@pytest.mark.slow
def test_documents_of_another_search_model_are_not_mixed(data: Path, tmp_path: Path) -> None:
    from tests.models.tiny_embedder import make_tiny_embedder

    documents.write_md(tmp_path / "verlof.md", "Medewerkers hebben recht op verlof.")
    own = tmp_path / "data"
    binnenshuis(own, "index", str(tmp_path / "verlof.md"))
    model = make_tiny_embedder(tmp_path / "tiny")
    assert binnenshuis(own, "models", "use", str(model)).returncode == 0
    refused = binnenshuis(own, "search", "verlof")
    assert refused.returncode == 1
    assert "another search model" in refused.stderr
    again = binnenshuis(own, "index", str(tmp_path / "verlof.md"))
    assert again.stdout == "Read: 1. Known already: 0. Not read: 0.\n"
    assert "recht op verlof" in binnenshuis(own, "search", "verlof").stdout


def test_a_data_folder_in_use_is_named_to_who_does_not_wait(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path / "data")
    paths.create()
    lock = FolderLock(paths)
    assert lock.take(starter=4711)
    done = binnenshuis(paths.root, "documents", "--no-wait")
    assert (done.returncode, done.stdout) == (1, "")
    assert "process 4711" in done.stderr


def test_everything_is_in_order(data: Path) -> None:
    done = binnenshuis(data, "check", language="nl_NL.UTF-8")
    assert done.returncode == 0
    assert "✓ archief: documenten 4, waarvan niet gelezen 0" in done.stdout
    if sys.platform == "linux":
        assert "✓ netwerk: dicht" in done.stdout


def test_help_is_shown_to_who_asks(tmp_path: Path) -> None:
    command = [sys.executable, "-P", "-m", "app", "--help"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0
    assert "index" in done.stdout


@pytest.mark.thorough
def test_the_log_holds_nothing_of_documents_or_questions(tmp_path: Path) -> None:
    documents.write_md(tmp_path / "geheim.md", "De kluiscode is flinterbos.")
    documents.write_damaged_docx(tmp_path / "half.docx", "flinterbos")
    binnenshuis(tmp_path / "data", "index", str(tmp_path / "geheim.md"), str(tmp_path / "half.docx"))
    binnenshuis(tmp_path / "data", "ask", "--max-tokens", "12", "Is flinterbos de code?")
    binnenshuis(tmp_path / "data", "ask", "--task", "write", "--max-tokens", "9000", "flinterbos")
    log = (tmp_path / "data" / "logs" / "engine.log").read_text()
    assert "flinterbos" not in log
