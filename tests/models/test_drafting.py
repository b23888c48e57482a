import itertools
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest

from models.compute import WriterCompute
from models.drafting import SIZES, BatchCosts, Drafting, Lookup
from models.generator import LlamaGenerator, Slot
from models.interrupt import Interrupt
from models.sampling import Sampling
from tests.models.tiny_recurrent_writer import make_tiny_recurrent_writer
from tests.models.tiny_writer import make_tiny_writer

GREEDY = Sampling(temperature=0)
DOCUMENT = (
    "Article 4.1 The department decides on a request within six weeks after it was received. "
    "Article 4.2 An employee who does not agree can write to the committee of appeal before the first of "
    "March. The committee hears both sides and gives advice within twenty days. "
)
NEAR = 0.5
"""Where the two best logits lie nearer to each other, an answer may differ (issue 4, Equality)."""


def seen(text: Sequence[int]) -> Lookup:
    lookup = Lookup(text)
    lookup.skip(len(text))
    return lookup


def never(token: int) -> bool:
    return False


class Free(BatchCosts):
    """Batches that cost nothing, so that every draft pays and a test says when one is made."""

    @property
    def token_is_due(self) -> bool:
        return False

    def of(self, rows: int) -> float:
        return 0.5

    def is_known(self, rows: int) -> bool:
        return True


class TestLookup:
    def test_what_never_stood_before_is_not_found(self):
        assert seen([]).place is None
        assert seen([1]).place is None
        assert seen(range(50)).place is None

    def test_the_end_of_the_text_is_found_where_it_stood_before(self):
        lookup = seen([1, 2, 3, 4, 9, 9, 1, 2])
        assert (lookup.place, lookup.matched) == (2, 2)
        assert lookup.draft(2) == [3, 4]

    def test_the_latest_of_equal_places_counts(self):
        assert seen([1, 2, 3, 0, 1, 2, 4, 0, 1, 2]).draft(1) == [4]

    def test_a_longer_match_counts_more_than_a_later_one(self):
        lookup = seen([7, 8, 1, 2, 3, 0, 1, 2, 4, 7, 8, 1, 2])
        assert lookup.draft(1) == [3]
        assert lookup.matched == 4

    def test_a_text_that_goes_round_is_drafted_round_and_round(self):
        assert seen([5, 1, 2, 3, 1, 2, 3]).draft(7) == [1, 2, 3, 1, 2, 3, 1]

    def test_it_goes_on_where_the_text_goes_on_as_expected(self):
        text = [1, 2, 3, 4, 5, 0, 1, 2]
        lookup = seen(text)
        text += [3, 4, 9]
        assert [lookup.step() for _ in range(3)] == [True, True, False]
        assert lookup.place is None

    @pytest.mark.parametrize("seed", range(5))
    def test_it_does_not_matter_how_the_text_grew(self, seed):
        chance = random.Random(seed)
        text = [chance.randrange(4) for _ in range(120)]
        grown: list[int] = []
        lookup = Lookup(grown)
        while len(grown) < len(text):
            grown += text[len(grown) : len(grown) + chance.randrange(1, 9)]
            lookup.skip(len(grown))
        whole = seen(text)
        assert (lookup.place, lookup.matched) == (whole.place, whole.matched)
        assert lookup.place is not None
        matched = slice(lookup.place - lookup.matched, lookup.place)
        assert text[matched] == text[-lookup.matched :]


class TestBatchCosts:
    def measured(self, *costs: float, rows: int = 2) -> BatchCosts:
        known = BatchCosts()
        known.measured(1, 0.01)
        for cost in costs:
            known.measured(rows, 0.01 * cost)
        return known

    def test_what_was_measured_is_told_in_single_tokens(self):
        assert self.measured(1.6, 1.5, 1.7).of(2) == pytest.approx(1.5)

    def test_a_batch_that_was_held_up_is_tried_again(self):
        assert self.measured(20).of(2) < 1.3
        assert self.measured(20, 1.5, 20).of(2) == pytest.approx(1.5)

    def test_a_batch_is_never_cheaper_than_a_token(self):
        assert self.measured(0.1, 0.1, 0.1).of(2) == 1

    def test_a_larger_one_is_guessed_from_a_smaller_one(self):
        assert self.measured(2, 2, 2).of(4) == pytest.approx(4)
        assert self.measured(1.1, 1.1, 1.1).of(16) == pytest.approx(2.5)

    def test_what_did_not_pay_is_tried_again_but_seldom(self):
        known = self.measured(9, 9, 9)
        tokens = 0
        while known.of(2) > 2:
            known.measured(1, 0.01)
            tokens += 1
        assert 200 < tokens < 1000

    def test_every_answer_begins_with_measuring_a_token(self):
        known = self.measured(1.5)
        assert not known.token_is_due
        known.begin()
        assert known.token_is_due
        known.measured(1, 0.02)
        assert not known.token_is_due

    def test_a_token_is_measured_again_now_and_then(self):
        known = self.measured(*[1.5] * 40)
        assert not known.token_is_due
        for _ in range(40):
            known.measured(4, 0.02)
        assert known.token_is_due


def written(
    text: list[int], answer: Sequence[int], costs: dict[int, float], known: BatchCosts | None = None
) -> tuple[float, int, list[int]]:
    """How long the answer takes, in single tokens, where batches cost this; how many tokens of it were
    drafted, and how long each draft was."""
    drafting = Drafting(text, known or BatchCosts())
    drafting.begin()
    spent, drafted, place, sizes = 0.0, 0, 0, []
    while place < len(answer):
        draft = drafting.propose(len(answer) - place - 1, never)
        sizes.append(len(draft))
        drafting.measured(len(draft), 0.01 * costs[1 + len(draft)])
        spent += costs[1 + len(draft)]
        for expected in (*draft, None):
            text.append(answer[place])
            place += 1
            if expected != text[-1]:
                break
            drafted += 1
    return spent, drafted, sizes


CHEAP = {1: 1.0, 2: 1.1, 4: 1.3, 8: 2.0, 16: 3.0}
DEAR = {1: 1.0, 2: 2.0, 4: 4.0, 8: 8.0, 16: 16.0}


class TestDrafting:
    def test_a_text_that_repeats_what_it_holds_is_written_much_faster(self):
        spent, drafted, sizes = written(list(range(300)), list(range(40, 240)), CHEAP)
        assert drafted > 150
        assert spent < 80
        assert max(sizes) == max(SIZES)

    def test_nothing_is_drafted_of_a_text_that_repeats_nothing(self):
        spent, drafted, _ = written(list(range(300)), list(range(1000, 1200)), CHEAP)
        assert (spent, drafted) == (200, 0)

    def test_what_begins_alike_and_goes_on_otherwise_is_soon_not_drafted_any_more(self):
        chance = random.Random(1)
        text = [token for pair in range(300) for token in (pair, pair + 1000, chance.randrange(2000, 9000))]
        answer = [token for pair in range(300) for token in (pair, pair + 1000, chance.randrange(2000, 9000))]
        spent, _, sizes = written(text, answer, CHEAP)
        assert spent < 1.02 * len(answer)
        assert sum(map(bool, sizes[len(sizes) // 2 :])) < 0.1 * sum(map(bool, sizes)) + 8

    def test_where_batches_are_dear_writing_is_no_slower(self):
        spent, _, sizes = written(list(range(400)), list(range(350)), DEAR)
        assert spent < 1.05 * 350
        assert 0 in sizes

    def test_what_a_batch_costs_is_known_in_the_next_answer(self):
        known = BatchCosts()
        _, _, first = written(list(range(400)), list(range(100)), DEAR, known)
        _, _, second = written(list(range(400)), list(range(100)), DEAR, known)
        assert any(first)
        assert not any(second)

    def test_it_goes_on_again_when_the_text_begins_to_repeat(self):
        answer = [*range(5000, 5200), *range(100)]
        _, drafted, _ = written(list(range(200)), answer, CHEAP)
        assert drafted > 60

    @pytest.mark.parametrize("most", range(18))
    def test_a_draft_is_never_longer_than_may_be(self, most):
        drafting = Drafting([*range(100), *range(50)], Free())
        drafting.begin()
        assert len(drafting.propose(most, never)) <= most

    def test_a_draft_stops_before_what_ends_it(self):
        drafting = Drafting([*range(100), *range(50)], Free())
        drafting.begin()
        assert drafting.propose(15, lambda token: token == 50) == []
        assert drafting.propose(15, lambda token: token == 58) == [*range(50, 57)]

    def test_what_the_program_put_tells_nothing_about_the_model(self):
        text = list(range(200))
        one, other = Drafting(text, BatchCosts()), Drafting(list(text), BatchCosts())
        for drafting in (one, other):
            drafting.begin()
            drafting.propose(15, never)
        text += [*range(100), *range(9)]
        one.begin()
        one.propose(15, never)
        assert (one._tried, one._right) == (other._tried, other._right)

    def test_costs_next_to_nothing_where_nothing_matches(self):
        # Half a percent of 180 tokens a second is 28 microseconds.
        text = list(range(4000))
        drafting = Drafting(text, BatchCosts())
        drafting.begin()
        drafting.propose(15, never)
        spent = []
        for token in range(10_000, 13_000):
            began = time.thread_time_ns()
            text.append(token)
            drafting.propose(15, never)
            drafting.measured(0, 0.01)
            spent.append(time.thread_time_ns() - began)
        assert np.median(spent) < 28_000


# --- with a model ---------------------------------------------------------------------------------------


@pytest.fixture
def eager(tiny_writer: LlamaGenerator, monkeypatch: pytest.MonkeyPatch) -> LlamaGenerator:
    """A writer of random weights that drafts whenever it can."""
    monkeypatch.setattr(tiny_writer, "_batch_costs", Free())
    tiny_writer.forget()
    return tiny_writer


@pytest.fixture(autouse=True)
def nothing_is_interrupted(shared_interrupt: Interrupt) -> Iterator[None]:
    shared_interrupt.clear()
    yield
    shared_interrupt.clear()


def looping(tmp_path: Path, text: bytes, **options: object) -> LlamaGenerator:
    """Writes the text over and over; no byte may come twice in it."""
    around = {bytes([one]): [bytes([other])] for one, other in itertools.pairwise(text + text[:1])}
    path = make_tiny_writer(tmp_path / "loop.gguf", chain={b"\n": [text[:1]], **around}, **options)
    writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
    writer._batch_costs = Free()
    return writer


def echoed(writer: LlamaGenerator, seed: int = 0) -> Sequence[int]:
    """A prompt after which random weights repeat themselves for a while."""
    letters = "".join(random.Random(seed).choices("ab\n", k=300))
    return writer.conversation([DOCUMENT * 2, letters], [f"Question {seed}"])


def tell(
    writer: LlamaGenerator, prompt: Sequence[int], sampling: Sampling, slots: Sequence[Slot], drafts: bool
) -> tuple[list[str], int, int]:
    """What is written in the slots, with put text between them; and how many tokens were written, drafted."""
    writer.forget()
    texts = []
    with writer.write(prompt, sampling, drafts) as writing:
        for place, slot in enumerate(slots):
            if place:
                writing.force("\n2.")
            list(writing.read())
            texts.append("".join(writing.fill(slot)))
        return texts, writing.generated, writing.drafted


SLOTS = (Slot(40), Slot(17, shape="line"), Slot(1), Slot(30, shape="line"), Slot(60))


class TestWriting:
    @pytest.mark.parametrize("seed", range(4))
    @pytest.mark.parametrize(
        "sampling",
        [
            GREEDY,
            Sampling(0, repeat_penalty=1.3),
            Sampling(0.3, seed=1),
            Sampling(1.0, 0.9, 0.05, 40, 1.1, seed=7),
            Sampling(1.5, top_k=0, seed=5),
        ],
    )
    def test_the_same_is_written_with_drafts_and_without(self, eager, sampling, seed):
        prompt = echoed(eager, seed)
        without = tell(eager, prompt, sampling, SLOTS, drafts=False)
        texts, generated, drafted = tell(eager, prompt, sampling, SLOTS, drafts=True)
        assert (texts, generated) == without[:2]
        assert without[2] == 0
        assert drafted > 0

    def test_what_is_drafted_right_is_counted(self, tmp_path):
        writer = looping(tmp_path, b"house")
        texts, generated, drafted = tell(writer, writer.conversation([], ["x"]), GREEDY, [Slot(100)], True)
        assert texts == ["house" * 20]
        assert generated == 100
        assert 70 < drafted < 100
        writer.close()

    @pytest.mark.parametrize("budget", range(1, 40))
    def test_a_budget_is_exact(self, tmp_path, budget):
        writer = looping(tmp_path, b"abc")
        prompt = writer.conversation(["abcabcabc"], ["x"])
        texts, generated, _ = tell(writer, prompt, GREEDY, [Slot(budget)], True)
        assert texts == [("abc" * 20)[:budget]]
        assert generated == budget
        writer.close()

    def test_the_context_is_filled_to_the_last_token_but_never_over(self, tmp_path):
        writer = looping(tmp_path, b"abc", context=256)
        prompt = writer.conversation([], ["x"])
        _, generated, _ = tell(writer, prompt, GREEDY, [Slot(1000)], True)
        assert generated == writer.context - len(prompt) - 1
        writer.close()

    def test_text_comes_token_by_token(self, tmp_path):
        writer = looping(tmp_path, b"house")
        with writer.write(writer.conversation([], ["x"]), GREEDY, drafts=True) as writing:
            list(writing.read())
            counts = [(len(text), writing.generated) for text in writing.fill(Slot(50))]
        assert counts == [(1, place + 1) for place in range(50)]
        assert writing.drafted > 30
        writer.close()

    def test_a_line_ends_at_its_newline_whatever_came_after_it_before(self, tmp_path):
        writer = looping(tmp_path, b"abcdef\n")
        prompt = writer.conversation(["abcdef\nabcdef\nabcdef\n"], ["x"])
        line = Slot(60, shape="line")
        texts, generated, drafted = tell(writer, prompt, GREEDY, [line], True)
        assert texts == ["abcdef"]
        assert generated == 7
        assert 0 < drafted < 6
        writer.close()

    def test_an_answer_ends_where_the_model_ends_it(self, tmp_path):
        chain = {b"\n": [b"a"], b"a": [b"b"], b"b": [b"c"], b"c": [b"<end>"]}
        path = make_tiny_writer(tmp_path / "end.gguf", chain=chain)
        writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
        writer._batch_costs = Free()
        prompt = writer.conversation(["abcabcabcabc"], ["x"])
        assert tell(writer, prompt, GREEDY, [Slot(60)], drafts=False) == (["abc"], 3, 0)
        texts, generated, drafted = tell(writer, prompt, GREEDY, [Slot(60)], drafts=True)
        assert (texts, generated) == (["abc"], 3)
        assert drafted > 0
        writer.close()

    @pytest.mark.parametrize("put", ["", "\nThen "])
    @pytest.mark.parametrize("count", range(2, 34))
    def test_who_stops_listening_in_a_draft_can_go_on_after_what_was_heard(self, eager, count, put):
        prompt = echoed(eager)

        def heard(drafts: bool) -> tuple[list[str], list[int], str]:
            eager.forget()
            with eager.write(prompt, GREEDY, drafts) as writing:
                begun = list(itertools.islice(writing.fill(Slot(40)), count))
                kept = list(writing._text.tokens)
                writing.force(put)
                return begun, kept, "".join(writing.fill(Slot(20)))

        assert heard(drafts=True) == heard(drafts=False)

    @pytest.mark.parametrize("count", range(2, 20, 3))
    def test_another_answer_may_take_over_in_the_midst_of_a_draft(self, eager, count):
        prompt = echoed(eager)
        with eager.write(prompt, GREEDY) as alone:
            whole = "".join(alone.fill(Slot(40)))
        with eager.write(prompt, GREEDY, drafts=True) as first:
            parts = first.fill(Slot(40))
            begun = "".join(itertools.islice(parts, count))
            with eager.write(echoed(eager, 3), GREEDY, drafts=True) as second:
                other = "".join(second.fill(Slot(10)))
            rest = "".join(parts)
            assert first.drafted > 0
        assert begun + rest == whole
        with eager.write(echoed(eager, 3), GREEDY) as alone:
            assert "".join(alone.fill(Slot(10))) == other

    def test_lines_are_drawn_the_same_with_drafts_and_without(self, tmp_path):
        chain = {b".": [b"a"], b"a": [b"b", b"c"], b"b": [b"d"], b"c": [b"d"], b"d": [b"\n"], b"\n": [b"a"]}
        path = make_tiny_writer(tmp_path / "lines.gguf", chain=chain)
        writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
        writer._batch_costs = Free()
        prompt = writer.conversation(["abd\nacd\nabd\nabd\nacd\nacd\n" * 2], ["x"])
        drafted = 0
        for seed in range(8):
            lines = [Slot(20, shape="line")] * 6
            sampling = Sampling(2.0, top_k=2, seed=seed)
            without = tell(writer, prompt, sampling, lines, drafts=False)
            texts, generated, some = tell(writer, prompt, sampling, lines, drafts=True)
            assert (texts, generated) == without[:2]
            drafted += some
        assert drafted > 20
        writer.close()

    def test_what_a_slot_may_not_begin_with_is_not_drafted(self, tmp_path):
        chain = {b".": [b"\n", b"a"], b"a": [b"b"], b"b": [b"c"]}
        path = make_tiny_writer(tmp_path / "begin.gguf", chain=chain)
        writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
        writer._batch_costs = Free()
        with writer.write(writer.conversation([".\n.\n.\n"], ["x"]), GREEDY, drafts=True) as writing:
            list(writing.read())
            writing.force(".")
            assert "".join(writing.fill(Slot(3))) == "abc"
        writer.close()

    def test_what_is_drafted_wrong_is_not_counted(self, tmp_path):
        chain = {b"\n": [b"a"], b"a": [b"b"], b"b": [b"c"], b"c": [b"d"], b"d": [b"e"], b"e": [b"<end>"]}
        path = make_tiny_writer(tmp_path / "wrong.gguf", chain=chain)
        writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
        writer._batch_costs = Free()
        prompt = writer.conversation(["bcxbcxbcx"], ["x"])  # after "bc" an "x" is expected
        assert tell(writer, prompt, GREEDY, [Slot(60)], drafts=True) == (["abcde"], 5, 0)
        prompt = writer.conversation(["abcxabcxabcx"], ["x"])  # after "a", as after the newline there, "bcx"
        assert tell(writer, prompt, GREEDY, [Slot(60)], drafts=True) == (["abcde"], 5, 2)
        writer.close()

    def test_interrupted_in_a_draft_nothing_is_lost_or_doubled(self, eager, shared_interrupt, monkeypatch):
        prompt = eager.conversation(["abcabc" * 20], ["abcabc"])
        sampling = Sampling(0.7, seed=1)
        expected = tell(eager, prompt, sampling, [Slot(80)], drafts=False)[0][0]
        ahead, interrupted = eager._decode_ahead, itertools.count()

        def interrupt_every_third(tokens: Sequence[int]) -> bool:
            if next(interrupted) % 3 == 0:
                shared_interrupt.set()
            return ahead(tokens)

        monkeypatch.setattr(eager, "_decode_ahead", interrupt_every_third)
        eager.forget()
        with eager.write(prompt, sampling, drafts=True) as writing:
            list(writing.read())
            parts = []
            for text in writing.fill(Slot(80)):
                shared_interrupt.clear()
                parts.append(text)
        assert "".join(parts) == expected
        assert "" in parts
        assert writing.generated <= 80

    def test_another_answer_in_the_midst_of_a_draft_changes_nothing(self, eager):
        prompt = echoed(eager)
        other = eager.conversation(["Something else altogether. " * 9], ["w"])
        expected = tell(eager, prompt, GREEDY, [Slot(60)], drafts=False)[0][0]
        eager.forget()
        parts = []
        with eager.write(prompt, GREEDY, drafts=True) as writing:
            for place, text in enumerate(writing.fill(Slot(60))):
                parts.append(text)
                if place % 3 == 1:
                    with eager.write(other, GREEDY, drafts=True) as between:
                        assert len(list(between.fill(Slot(5)))) <= 5
        assert "".join(parts) == expected
        assert writing.drafted > 0

    def test_a_model_that_cannot_go_back_never_drafts(self, tmp_path):
        path = make_tiny_recurrent_writer(tmp_path / "recurrent.gguf")
        writer = LlamaGenerator(path, 512, WriterCompute(1, 1), Interrupt())
        writer._batch_costs = Free()
        prompt = writer.conversation(["abcabc" * 9], ["abc"])
        without = tell(writer, prompt, GREEDY, [Slot(60)], drafts=False)
        assert tell(writer, prompt, GREEDY, [Slot(60)], drafts=True) == without
        assert without[2] == 0
        writer.close()


class TestStarter:
    ASKED = (
        (DOCUMENT, "Repeat the document word for word."),
        (DOCUMENT, "When does the department decide?"),
        (DOCUMENT.upper(), "List the articles."),
        (DOCUMENT.replace(" ", "  "), "What can an employee do?"),
    )

    def best_two(self, writer: LlamaGenerator, tokens: Sequence[int]) -> np.ndarray:
        """The two best logits behind these tokens, read as a text without drafts is."""
        with writer.write(tokens, GREEDY) as writing:
            list(writing.read())
            return np.sort(writer._logits())[-2:]

    @pytest.mark.thorough
    def test_drafts_change_an_answer_only_where_the_two_best_tokens_are_as_good(
        self, starter_writer, monkeypatch
    ):
        monkeypatch.setattr(starter_writer, "_batch_costs", Free())
        drafted = 0
        for document, question in self.ASKED:
            prompt = starter_writer.conversation(["Answer from the document.\n", document], [question])
            answers = []
            for drafts in (False, True):
                starter_writer.forget()
                with starter_writer.write(prompt, GREEDY, drafts) as writing:
                    list(writing.read())
                    list(writing.fill(Slot(48)))
                    answers.append(writing._text.tokens[len(prompt) :])
                    drafted += writing.drafted
            one, other = answers
            pairs = itertools.zip_longest(one, other)
            differs = next((place for place, (left, right) in enumerate(pairs) if left != right), None)
            if differs is not None:
                second, best = self.best_two(starter_writer, [*prompt, *one[:differs]])
                assert best - second <= NEAR
        assert drafted > 20
