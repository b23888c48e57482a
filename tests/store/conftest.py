"""A real archive in a temporary folder, and an easy way to put documents into it."""

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from store.archive import Archive, Document, Vectors
from store.schema import FIRST_COLLECTION, Page, ParsedDocument, Passage

SPACE = "ruimte"
DIMENSION = 8


def content_of(texts: Sequence[str], title: str = "Reglement") -> ParsedDocument:
    """A document of one page, with a passage for each text."""
    passages, start = [], 0
    for text in texts:
        passages.append(Passage(1, "Kop", start, start + len(text), text))
        start += len(text) + 1
    return ParsedDocument(title, (Page(1, "\n".join(texts)),), tuple(passages))


def vector_of(text: str, dimension: int = DIMENSION) -> Vectors:
    """A unit vector that is the same for the same text; (dimension,)."""
    seed = int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest())
    vector = np.random.default_rng(seed).standard_normal(dimension)
    return (vector / np.linalg.norm(vector)).astype(np.float32)


def vectors_of(texts: Sequence[str], dimension: int = DIMENSION) -> Vectors:
    return np.array([vector_of(text, dimension) for text in texts], np.float32).reshape(-1, dimension)


def put(archive: Archive, path: str, *texts: str, title: str = "Reglement", space: str = SPACE) -> Document:
    """Put a document with these passages; its hash is that of its texts."""
    content_hash = hashlib.sha256("\n".join(texts).encode("utf-8", "replace")).hexdigest()
    return archive.put(path, content_hash, content_of(texts, title), space, vectors_of(texts))


def numbers_of(archive: Archive, *documents: Document, space: str = SPACE) -> list[int]:
    """The numbers of the passages of these documents, in order."""
    ids = [document.id for document in documents]
    return [row.passage for row in archive.index_rows(space, ids, FIRST_COLLECTION)]


def start_child(code: str, *arguments: object) -> subprocess.Popen[str]:
    """A new process that runs `code`; it may import whatever a test may."""
    run = [sys.executable, "-u", "-c", code, *map(str, arguments)]
    path = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    return subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=path)


def kill(child: subprocess.Popen[str]) -> None:
    """As a power cut does: nothing is said goodbye to."""
    child.kill()
    child.communicate()
    assert child.returncode == -signal.SIGKILL


@pytest.fixture
def archive_path(tmp_path: Path) -> Path:
    return tmp_path / "archive.sqlite"


@pytest.fixture
def archive(archive_path: Path) -> Iterator[Archive]:
    opened = Archive(archive_path)
    yield opened
    opened.close()
