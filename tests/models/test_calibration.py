"""How models run best on this computer: tried for real, in a second or two."""

from collections.abc import Generator
from functools import partial
from typing import TypeVar

import numpy as np
import pytest

from models.calibration import WriterCalibration, WriterCalibrator
from models.compute import EmbedderCompute, WriterCompute
from models.embedder import Embedded, SentenceEmbedder
from models.embedder_calibration import EmbedderCalibrator, passages
from models.errors import ModelDamaged
from models.generator import LlamaGenerator
from models.interrupt import Interrupt
from models.llama_timing import TimedContext, context_beside, use_threads
from models.sample_texts import SampleTexts, words_per_token
from models.sampling import Sampling
from tests.fakes import FakeEmbedder

TWO = WriterCompute(threads=2, batch_threads=2)
_Result = TypeVar("_Result")


def measured(steps: Generator[float, None, _Result]) -> tuple[_Result, list[float]]:
    """What was found, and how far it was after each step."""
    shares = []
    while True:
        try:
            shares.append(next(steps))
        except StopIteration as end:
            result: _Result = end.value
            return result, shares


@pytest.fixture
def context(tiny_writer: LlamaGenerator) -> Generator[TimedContext, None, None]:
    made = context_beside(tiny_writer, tiny_writer.conversation((), SampleTexts.load().all), TWO)
    yield made
    made.close()


def test_a_measured_writer_has_a_way_that_can_be_used(starter_writer: LlamaGenerator) -> None:
    tokens = starter_writer.conversation((), SampleTexts.load().all)
    make = partial(context_beside, starter_writer, tokens)
    found, shares = measured(WriterCalibrator(make, TWO, seconds=2.0).measure())
    assert isinstance(found, WriterCalibration)
    assert found.compute.threads in (1, 2)
    assert found.compute.batch_threads in (1, 2)
    assert 64 <= found.compute.chunk <= 512
    assert found.read_rate > found.write_rate > 0
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] < 1
    if not found.steady:
        assert found.compute == TWO


def test_measuring_leaves_what_is_read_for_answers_alone(tiny_writer: LlamaGenerator) -> None:
    prompt = tiny_writer.conversation((), SampleTexts.load().english[:2])[:200]
    with tiny_writer.write(prompt, Sampling(temperature=0.0)) as writing:
        assert list(writing.read())[-1] == 200
    make = partial(context_beside, tiny_writer, prompt)
    steps = WriterCalibrator(make, TWO, seconds=0.5).measure()
    for _ in range(10):
        next(steps)
    steps.close()
    with tiny_writer.write(prompt, Sampling(temperature=0.0)) as writing:
        assert writing.cached > 0


def test_a_sample_ends_at_once_when_it_is_interrupted_and_does_not_count(
    context: TimedContext, shared_interrupt: Interrupt
) -> None:
    assert context.fill(64)
    shared_interrupt.set()
    try:
        assert context.read(128) is None
        assert context.write(4) is None
        assert not context.fill(64)
    finally:
        shared_interrupt.clear()
    assert context.depth == 64
    rate = context.read(32)
    assert rate is not None
    assert rate > 0


def test_threads_change_at_once_and_another_kernel_needs_a_new_context(tiny_writer: LlamaGenerator) -> None:
    before = tiny_writer._compute
    assert use_threads(tiny_writer, WriterCompute(2, 1, before.flash_attention, before.chunk))
    assert tiny_writer._api.llama_n_threads(tiny_writer._context) == 2
    assert use_threads(tiny_writer, before)
    assert not use_threads(tiny_writer, WriterCompute(1, 1, not before.flash_attention, before.chunk))
    assert not use_threads(tiny_writer, WriterCompute(1, 1, before.flash_attention, before.chunk * 2))
    assert tiny_writer._compute == before


def test_a_measured_embedder_has_a_way_that_can_be_used(tiny_embedder: SentenceEmbedder) -> None:
    calibrator = EmbedderCalibrator(tiny_embedder, None, EmbedderCompute(2), seconds=1.0)
    found, shares = measured(calibrator.measure())
    assert found.compute.threads in (1, 2)
    assert found.compute.number_format == "float32"
    assert 1 <= found.compute.batch <= 64
    assert found.rate > 0
    assert shares == sorted(shares)


class Timed:
    """An embedder that takes so many seconds of a clock for each text, and says `lie` more than it should."""

    space, dimension, batch = "timed", 16, 16

    def __init__(self, seconds: float, lie: float = 0.0) -> None:
        self._seconds, self._lie = seconds, lie
        self._maker = FakeEmbedder()
        self.now = 0.0

    def embed_passages(self, texts: list[str]) -> Embedded:
        Timed.clock += self._seconds * len(texts)
        made = self._maker.embed_passages(texts).vectors
        made[:, 0] += self._lie
        if self._lie == np.inf:
            raise ModelDamaged("")
        made /= np.linalg.norm(made, axis=1, keepdims=True)
        return Embedded(made.astype(np.float32), np.zeros(len(texts), np.bool_))

    def embed_query(self, text: str) -> np.ndarray:
        return self.embed_passages([text]).vectors[0]

    clock = 0.0


@pytest.mark.parametrize(
    ("half", "chosen"),
    [
        (Timed(0.004), "bfloat16"),
        (Timed(0.0098), "float32"),  # hardly faster
        (Timed(0.004, lie=0.5), "float32"),  # faster, and says something else
        (Timed(0.004, lie=np.inf), "float32"),  # its numbers are too large for it
        (Timed(0.1), "float32"),  # without the instructions for it
    ],
)
def test_half_precision_is_taken_where_it_is_faster_and_says_the_same(half: Timed, chosen: str) -> None:
    calibrator = EmbedderCalibrator(Timed(0.01), half, EmbedderCompute(1))
    calibrator._trials.clock = lambda: Timed.clock
    found, _ = measured(calibrator.measure())
    assert found.steady
    assert found.compute.number_format == chosen


def test_a_word_is_more_tokens_in_dutch_for_a_model_that_learnt_english(
    starter_writer: LlamaGenerator,
) -> None:
    texts = SampleTexts.load()
    dutch, english = (words_per_token(starter_writer.count, of) for of in (texts.dutch, texts.english))
    assert 0.3 < dutch < english < 1.0


def test_passages_to_measure_with_are_as_long_as_those_of_documents() -> None:
    made = passages(SampleTexts.load(), 64)
    assert len(made) == 64
    assert all(700 < len(passage) < 1300 for passage in made)
