"""Passages of many documents in one pool, in batches of one length."""

from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np
import pytest

from app.engine.embedding import PassageEmbedding
from models.embedder import Embedded, Embedder
from store.schema import Page, ParsedDocument, Passage
from tests.fakes import FakeEmbedder


class Loader:
    """Hands out an embedder, another one, or the failure to load one."""

    def __init__(self, embedder: Embedder) -> None:
        self.future: Future[Embedder] = Future()
        self.future.set_result(embedder)

    def embedder(self) -> "Future[Embedder]":
        return self.future


class Recording(FakeEmbedder):
    """Knows the batches that it was given; takes no time that counts."""

    def __init__(self, space: str = "fake") -> None:
        super().__init__(space)
        self.batches: list[list[int]] = []

    def embed_passages(self, texts: Sequence[str]) -> Embedded:
        self.batches.append([len(text) for text in texts])
        return super().embed_passages(texts)


def document(name: str, *passages: str) -> ParsedDocument:
    parts = tuple(Passage(1, "", 0, len(text), text) for text in passages)
    return ParsedDocument(name, (Page(1, "\n".join(passages)),), parts)


def words(name: str, *counts: int) -> ParsedDocument:
    return document(name, *(" ".join(f"{name}{number}" for number in range(count)) for count in counts))


def drain(pool: PassageEmbedding) -> list[object]:
    done: list[object] = []
    while not pool.is_empty:
        done += pool.step()
    return done


def test_each_passage_gets_its_own_vector_whatever_was_beside_it():
    embedder = FakeEmbedder()
    pool = PassageEmbedding(Loader(embedder))
    contents = [words(f"d{number}", *range(1, number + 2), 9, 3) for number in range(30)]
    documents = [pool.add(content) for content in contents]
    assert pool.waiting == sum(len(content.passages) for content in contents)
    assert set(drain(pool)) == set(documents)
    for made, content in zip(documents, contents, strict=True):
        texts = [f"{content.title}\n{passage.text}" for passage in content.passages]
        np.testing.assert_array_equal(made.vectors, embedder.embed_passages(texts).vectors)


def test_a_batch_holds_passages_of_about_one_length_of_several_documents():
    embedder = Recording()
    pool = PassageEmbedding(Loader(embedder))
    for number in range(40):
        pool.add(words(f"d{number % 10}", 5, 40, 200))
    drain(pool)
    full = [batch for batch in embedder.batches if len(batch) > 4]
    assert full
    padding = sum(max(batch) * len(batch) - sum(batch) for batch in embedder.batches)
    assert padding < 0.2 * sum(map(sum, embedder.batches))


def test_the_document_that_waits_longest_is_among_the_first_done():
    pool = PassageEmbedding(Loader(FakeEmbedder()))
    first = pool.add(words("first", 300))
    for number in range(200):
        pool.add(words(f"d{number}", 3))
    done: list[object] = []
    while first not in done:
        done += pool.step()
    assert len(done) < 32


def test_cut_passages_are_counted_for_their_own_document():
    pool = PassageEmbedding(Loader(FakeEmbedder(window=10)))
    none, both = pool.add(words("none", 3, 4)), pool.add(words("both", 30, 40))
    drain(pool)
    assert (none.cut, both.cut) == (0, 2)


def test_a_model_chosen_meanwhile_makes_all_vectors_of_what_is_not_done():
    loader = Loader(FakeEmbedder("one"))
    pool = PassageEmbedding(loader)
    made = pool.add(words("d", *range(1, 40)))
    pool.step()
    other = FakeEmbedder("two", dimension=8)
    loader.future = Future()
    loader.future.set_result(other)
    drain(pool)
    assert made.space.startswith("two")
    texts = [f"d\n{passage.text}" for passage in made.content.passages]
    np.testing.assert_array_equal(made.vectors, other.embed_passages(texts).vectors)


def test_a_model_that_does_not_load_is_not_tried_for_ever():
    loader = Loader(FakeEmbedder())
    loader.future = Future()
    loader.future.set_exception(RuntimeError("damaged"))
    pool = PassageEmbedding(loader)
    pool.add(words("d", 3))
    for _ in range(2):
        assert pool.loading().done()
        with pytest.raises(RuntimeError):
            pool.step()
        loader.future = Future()  # what the loader would begin anew


def test_a_document_without_passages_is_done():
    pool = PassageEmbedding(Loader(FakeEmbedder()))
    empty = pool.add(document("empty"))
    assert drain(pool) == [empty]
    assert empty.vectors.shape == (0, 16)
