"""The promises of the reranker: it comes from a safe folder, scores pairs, and keeps to the time."""

import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from app.engine import rerank as reranking
from app.engine.ranking import Ranked
from app.engine.rerank import rerank
from models.catalogue import Catalogue, ChosenModel
from models.errors import ModelDamaged, UnsafeModel
from models.reranker import Reranker
from tests.models.tiny_reranker import make_tiny_reranker


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_tiny_reranker(tmp_path_factory.mktemp("reranker") / "klein")


@pytest.fixture
def copy(folder: Path, tmp_path: Path) -> Path:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    return tmp_path


def chosen(folder: Path) -> ChosenModel:
    return Catalogue.load().resolve(str(folder))


def test_a_cross_encoder_is_known_by_its_folder(folder: Path) -> None:
    model = chosen(folder)
    assert (model.kind, model.name, model.max_tokens) == ("reranker", "klein", 64)


def test_a_pair_has_a_score_whatever_it_stands_beside(folder: Path) -> None:
    reranker = Reranker(chosen(folder), threads=1)
    texts = ["verlof", "De werkgever beslist binnen een week. " * 20, "\udc80"]
    scores = reranker.scores("Wie beslist?", texts)
    assert scores.shape == (3,) and ((scores >= 0) & (scores <= 1)).all()
    assert np.allclose(scores, [reranker.scores("Wie beslist?", [text])[0] for text in texts], atol=1e-5)
    assert reranker.scores("Wie beslist?", []).shape == (0,)


def test_a_folder_with_code_is_refused(copy: Path) -> None:
    (copy / "modeling.py").write_text("")
    with pytest.raises(UnsafeModel):
        chosen(copy)


def test_a_folder_that_asks_for_code_is_refused(copy: Path) -> None:
    config = json.loads((copy / "config.json").read_text())
    (copy / "config.json").write_text(json.dumps(config | {"auto_map": {"AutoModel": "own.Own"}}))
    with pytest.raises(UnsafeModel):
        chosen(copy)


def test_pickled_weights_are_refused(copy: Path) -> None:
    (copy / "model.safetensors").rename(copy / "pytorch_model.bin")
    with pytest.raises(UnsafeModel):
        chosen(copy)


def test_without_weights_it_is_damaged(copy: Path) -> None:
    (copy / "model.safetensors").unlink()
    with pytest.raises(ModelDamaged):
        chosen(copy)


def test_broken_weights_are_damaged(copy: Path) -> None:
    (copy / "model.safetensors").write_bytes(b"broken")
    with pytest.raises(ModelDamaged):
        Reranker(chosen(copy), threads=1)


def test_a_model_that_sorts_into_classes_is_no_reranker(tmp_path: Path) -> None:
    with pytest.raises(ModelDamaged):
        chosen(make_tiny_reranker(tmp_path, labels=3))


# --- reordering ---------------------------------------------------------------------------------------


def run(reranker: Reranker, ranked: Sequence[Ranked], texts: Sequence[str]) -> list[Ranked]:
    steps = rerank(reranker, "Wie beslist?", ranked, texts)
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value


RANKED = [Ranked(number, 1.0 - number / 1e6) for number in range(20)]
TEXTS = [letter * 5 for letter in "abcdefghijklmnopqrst"]


def test_what_the_reranker_finds_better_comes_first(folder: Path) -> None:
    reranker = Reranker(chosen(folder), threads=1)
    scores = [one.score + reranker.scores("Wie beslist?", [TEXTS[one.passage]])[0] for one in RANKED]
    found = run(reranker, RANKED, TEXTS)
    assert [one.passage for one in found] == sorted(range(20), key=lambda number: -scores[number])
    assert [one.passage for one in found] != list(range(20))
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


def test_what_was_not_read_again_comes_after_as_it_was(folder: Path) -> None:
    found = run(Reranker(chosen(folder), threads=1), RANKED, TEXTS[:3])
    assert {one.passage for one in found[:3]} == {0, 1, 2}
    assert [one.passage for one in found[3:]] == list(range(3, 20))
    assert found[3].score <= found[2].score


def test_a_reranker_that_is_too_slow_changes_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reranking, "SECONDS", 0.0)
    assert run(Reranker(chosen(folder), threads=1), RANKED, TEXTS) == RANKED


def test_nothing_found_is_nothing_reranked(folder: Path) -> None:
    assert run(Reranker(chosen(folder), threads=1), [], []) == []
