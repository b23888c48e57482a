"""The writing of one answer: its sections filled, its text streamed, its sentences compared, all of it kept.

Which prompt it is written from is decided in `app.engine.answer`.
"""

import itertools
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from datetime import date

import msgspec

from app.answer_text.markers import MARKERS
from app.engine import prompt
from app.engine.draft import Clock, Draft, Place
from app.engine.pace import KnownPace, ReadingPace, WritingPace
from app.engine.prompt import Note
from app.engine.scheduler import Step, Steps, StopRequested
from app.engine.sentence_split import Stretch
from app.engine.slots import (
    MOST_TRIES,
    UNKNOWN_DAY,
    Neighbours,
    day_options,
    month_options,
    slot_of,
    tried_again,
    year_options,
)
from app.engine.support import attribute
from app.messages import (
    Answer,
    AnswerStarted,
    AnswerWritten,
    Coverage,
    Language,
    NextToken,
    Progress,
    Sentence,
    Source,
    TextTaken,
    TextWritten,
    Timing,
    Tuning,
    WrittenForm,
)
from app.outline import Budget, Fill, OutlineSection, Put
from app.tasks import Task
from models.embedder import Embedder
from models.generator import Slot, Writing
from models.sampling import Sampling
from store.history import History
from store.language import is_other_language
from store.schema import AnswerState

TEXT_SECONDS = 0.05
"""How long text is gathered before it is sent: often enough to stream, seldom enough to cost nothing."""

SAVE_SECONDS = 1.0
"""How much writing a kill may lose."""

LIKELY_TOKENS = 24
"""How many of the tokens that might have begun an answer are told."""

TELLING_SECONDS = 0.3
"""How often it is told how long writing still takes."""


class Work:
    """The writing of one answer.

    Attributes:
        sections: what is to be written.
        sources, receipt: what was read for it.
        sentences: how far that bears out what was written, once it is whole.
    """

    def __init__(
        self,
        history: History,
        clock: Clock,
        sections: tuple[OutlineSection, ...],
        request: Answer,
        model: str,
        known: KnownPace,
    ) -> None:
        """`known` is what is known of how fast the model is; it learns from this answer."""
        self._history = history
        self._kept = ""
        self._clock = clock
        self._request, self._model = request, model
        self._known = known
        self._pace, self._told = WritingPace(known.writing), 0.0
        self._draft = Draft()
        self._writing: Writing | None = None
        self._prompt_tokens = self._cached_before = 0
        self._sampling = sampling_of(request.tuning)
        self._likely: tuple[NextToken, ...] = ()
        self._slots = self._unfilled = 0
        self._last_slot = ""
        self._drifted: list[int] = []
        self._root: str | None = None
        self.sections = sections
        self.sources: tuple[Source, ...] = ()
        self.receipt = Coverage()
        self.sentences: tuple[Sentence, ...] = ()
        self._creative, self._question = False, ""
        self._embedder: Callable[[], Embedder | None] = lambda: None

    @property
    def text(self) -> str:
        """What is written so far."""
        return self._draft.text

    def say(self, text: str) -> None:
        """Let the program's own words be the answer."""
        self.sections = (OutlineSection("", (Put(text),)),)

    def continue_from(self, root: str) -> None:
        """What is written is another version of this answer."""
        self._root = root

    def begin(self, sources: tuple[Source, ...], receipt: Coverage) -> AnswerStarted:
        """Keep that an answer is being written from these sources."""
        request = self._request
        form, tuning, scope = _json(request.fields), _json(request.tuning), _json(request.scope)
        self._kept = self._history.begin(
            request.task, self._model, form, tuning, _json(sources), scope, self._root, request.language
        )
        self.sources, self.receipt = sources, receipt
        return AnswerStarted(self._kept, sources, receipt.left_out, receipt)

    def keep(self, steps: Steps) -> Steps:
        """These steps; however they end, what was written is kept."""
        state: AnswerState = "failed"
        try:
            yield from steps
            if unsent := self._draft.take_unsent():
                yield TextWritten(unsent)
            state = "done"
            yield from self._attribute()
        except StopRequested:
            if state == "done":  # the answer is whole: only its sentences are not compared
                return
            state = "stopped"
            if unsent := self._draft.take_unsent():
                yield TextWritten(unsent)
            raise
        finally:
            self._finish(state)

    def compare_by(self, task: Task, question: str, embedder: Callable[[], Embedder | None]) -> None:
        """What the sentences are compared by, once they are written."""
        self._creative, self._question, self._embedder = not task.claims, question, embedder

    def _attribute(self) -> Steps:
        """Compare each sentence with what was read. The text is kept before that. What was written from the
        form alone, as minutes of notes that were pasted, claims nothing of documents."""
        self._history.save_text(self._kept, self._draft.text)
        if self._slots and not self.sources and not self._creative:
            return
        put = tuple(Stretch(start, end) for start, end in self._draft.put_places)
        embedder = self._embedder() if self.sources else None
        self.sentences = yield from attribute(
            self._draft.text, self.sources, embedder, put, self._question, self._creative
        )

    def read_before(self, prompt_tokens: int, cached_tokens: int) -> None:
        """Count what was read for notes."""
        self._prompt_tokens, self._cached_before = prompt_tokens, cached_tokens

    def show_notes(self, notes: Sequence[Note], language: Language) -> None:
        """Let the notes stand for the answer that does not come."""
        for place, note in enumerate(notes):
            title = prompt.stretch(note.first, note.last, language)
            self._draft.begin_section(title)
            self._draft.put(f"{chr(10) * 2 * bool(place)}## {title}\n\n", heading=True)
            self._draft.put(note.text, heading=False)

    def steps(self, writing: Writing, prompt_tokens: int, started: AnswerStarted | None = None) -> Steps:
        """Read the prompt, write the sections."""
        self._writing = writing
        self._prompt_tokens += prompt_tokens
        if started:
            yield started
        steps = [step for section in self.sections for step in section.steps]
        if any(isinstance(step, Fill) for step in steps):
            yield from self._read(writing, prompt_tokens)
        budget = Budget(self.sections, self._request.tuning.max_tokens)
        for place, section in enumerate(self.sections):
            yield from self._section(place, section, writing, budget)

    def _read(self, writing: Writing, total: int) -> Steps:
        pace = ReadingPace(writing.cached, total, self._known.reading)
        yield Progress("reading_prompt", writing.cached, total, pace.seconds_left)
        for read in pace.timed(writing.read()):
            yield Progress("reading_prompt", read, total, pace.seconds_left)
        self._known.reading = pace.speed

    def result(self) -> AnswerWritten:
        """The finished answer."""
        return AnswerWritten(
            id=self._kept,
            task=self._request.task,
            model=self._model,
            text=self._draft.text,
            sections=self._draft.sections(),
            sources=self.sources,
            coverage=self.receipt,
            timing=self._timing(),
            sentences=self.sentences,
            form=self._form(),
        )

    def _form(self) -> WrittenForm:
        return WrittenForm(self._slots, self._unfilled, tuple(self._drifted), self._likely)

    def _finish(self, state: AnswerState) -> None:
        self._history.finish(
            self._kept,
            state,
            self._draft.text,
            _json(self._draft.sections()),
            _json(self._timing()),
            coverage_json=_json(self.receipt),
            sentences_json=_json(self.sentences),
            sources_json=_json(self.sources),
            written_json=_json(self._form()),
        )

    def _section(self, number: int, section: OutlineSection, writing: Writing, budget: Budget) -> Steps:
        """Write a section; when it is in another language than was asked for, once more."""
        start, place, before = self._draft.place(), writing.place(), budget.copy()
        state = self._last_slot, self._slots, self._unfilled
        yield from self._write_section(section, writing, budget)
        language = self._request.language
        if not section.fills or not is_other_language(self._draft.bodies[-1], language):
            return
        yield from self._take_back(start)
        writing.go_back(place, self._sampling)
        writing.force(prompt.reminder(language))
        budget.reset(before)
        self._last_slot, self._slots, self._unfilled = state
        yield from self._write_section(section, writing, budget)
        if is_other_language(self._draft.bodies[-1], language):
            self._drifted.append(number)

    def _write_section(self, section: OutlineSection, writing: Writing, budget: Budget) -> Steps:
        self._draft.begin_section(section.title)
        neighbours, passed = Neighbours(self._last_slot), 0
        for place, step in enumerate(section.steps):
            if passed:
                passed -= 1
            elif isinstance(step, Put):
                writing.force(step.text)
                self._draft.put(step.text, heading=place == 0 and bool(section.title))
            elif isinstance(step, Fill):
                yield from self._fill(step, writing, budget, neighbours)
            else:
                yield from _read_on(writing)
                if not writing.continues():
                    passed = step.steps
                    after = section.steps[place + 1 : place + 1 + passed]
                    budget.skip(sum(isinstance(other, Fill) for other in after))

    def _fill(self, step: Fill, writing: Writing, budget: Budget, neighbours: Neighbours) -> Steps:
        """Fill a slot, as often as it takes for it to hold, up to a limit."""
        before, room = writing.generated, budget.next()
        self._slots += 1
        yield from _read_on(writing)
        if not self._likely and step.shape not in ("choice", "date"):
            shape = slot_of(step, room, (), (), False).shape
            self._likely = tuple(itertools.starmap(NextToken, writing.likely(LIKELY_TOKENS, shape)))
        start, place, begun = self._draft.place(), writing.place(), list[int]()
        for tries in range(MOST_TRIES):
            if tries:
                yield from self._take_back(start)
                writing.go_back(place, tried_again(self._sampling, tries))
            last = tries == MOST_TRIES - 1
            barred = [*begun, *(neighbours.begins(step.groups) if last else ())]
            yield from self._write(step, room, barred, last, writing, neighbours)
            text = self._draft.since(start)
            if neighbours.takes(step.groups, text):
                neighbours.add(step.groups, text, writing.token_at(place))
                self._last_slot = text
                break
            begun.append(writing.token_at(place))
        else:
            yield from self._take_back(start)
            writing.go_back(place, self._sampling)
            self._draft.put(self._draft.lead + MARKERS[self._request.language], heading=False)
            self._unfilled += 1
        if tries:
            writing.go_back(writing.place(), self._sampling)
        budget.spend(writing.generated - before)

    def _write(
        self,
        step: Fill,
        room: int,
        barred: list[int],
        last: bool,
        writing: Writing,
        neighbours: Neighbours,
    ) -> Steps:
        """Write a slot once. It is told from where it certainly holds."""
        if step.shape == "date":
            yield from self._write_date(step, writing)
            return
        options = [self._draft.lead + option for option in step.options]
        start, doubtful = self._draft.place(), True
        for text in self._written(slot_of(step, room, options, barred, last), writing):
            self._draft.write(text)
            doubtful = doubtful and neighbours.doubts(step.groups, self._draft.since(start))
            news = None if doubtful else self._news()
            yield news
            if news is not None and (progress := self._progress(writing)) is not None:
                yield progress

    def _write_date(self, step: Fill, writing: Writing) -> Steps:
        """A day, a month and a year, each of those that fit what stands before; or that it is unknown."""
        language = self._request.language
        day = yield from self._pick(step, day_options(language), writing)
        if day == UNKNOWN_DAY[language]:
            return
        month = yield from self._pick(step, month_options(int(day), language), writing)
        years = year_options(int(day), month, language, date.today().year)
        yield from self._pick(step, years, writing)

    def _pick(self, step: Fill, options: list[str], writing: Writing) -> Generator[Step, None, str]:
        """Have the model choose one of these."""
        chosen, lead = "", self._draft.lead
        for text in self._written(slot_of(step, 0, [lead + one for one in options], (), False), writing):
            self._draft.write(text)
            chosen += text
            yield self._news()
        return chosen.strip()

    def _written(self, slot: Slot, writing: Writing) -> Iterator[str]:
        """What the model writes in a slot; the clock follows its tokens."""
        before = writing.generated
        for text in writing.fill(slot):
            if writing.generated > before:
                self._clock.token()
            yield text

    def _take_back(self, place: Place) -> Steps:
        if sent := self._draft.go_back(place):
            yield TextTaken(sent)

    def _news(self) -> Step:
        """Now and then an event with the text since the last; now and then the text is kept."""
        now = time.perf_counter()
        if now - self._clock.saved > SAVE_SECONDS:
            self._history.save_text(self._kept, self._draft.text)
            self._clock.saved = now
        if now - self._clock.sent < TEXT_SECONDS or not self._draft.unsent:
            return None
        self._clock.sent = now
        return TextWritten(self._draft.take_unsent())

    def _progress(self, writing: Writing) -> Progress | None:
        """Now and then how long writing takes at most."""
        now, most = time.perf_counter(), self._request.tuning.max_tokens
        left = self._pace.seconds_left(writing.generated, most)
        if left is None or now - self._told < TELLING_SECONDS:
            return None
        self._told, self._known.writing = now, self._pace.rate
        return Progress("writing", min(writing.generated, most), most, left)

    def _timing(self) -> Timing:
        clock, writing = self._clock, self._writing
        first, last = clock.first_token or clock.accepted, clock.last_token or clock.accepted
        return Timing(
            first_token_s=round(first - clock.accepted, 4),
            total_s=round(last - clock.accepted, 4),
            prompt_tokens=self._prompt_tokens,
            cached_tokens=self._cached_before + (writing.cached if writing else 0),
            generated_tokens=writing.generated if writing else 0,
            drafted_tokens=writing.drafted if writing else 0,
        )


def _read_on(writing: Writing) -> Steps:
    """Have the model read what was put, so that it is known what it would write next."""
    for _ in writing.read():
        yield None


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


def sampling_of(tuning: Tuning) -> Sampling:
    """How the next token is drawn by what a person tuned."""
    return Sampling(
        temperature=tuning.temperature,
        top_p=tuning.top_p,
        min_p=tuning.min_p,
        top_k=tuning.top_k,
        repeat_penalty=tuning.repeat_penalty,
        seed=tuning.seed,
    )
