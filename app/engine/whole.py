"""Everything read for one answer: at once where it fits the context, else in parts.

A part fills the context; a note is taken of each, and notes are joined until they fit beside the answer.
The same step on parts and then on what came of them is that of Wu et al., "Recursively Summarizing Books
with Human Feedback" (2021). What the prompts say is in `app.engine.prompt`, which task reads everything in
its file, and writing the answer in `app.engine.answer`.
"""

import time
from collections.abc import Generator, Iterator, Sequence

import msgspec

from app.engine import prompt
from app.engine.pace import WorkPace
from app.engine.prompt import Note, Prompt
from app.engine.scheduler import Step, Steps
from app.errors import TooMuchToRead
from app.messages import Answer, AnswerCovered, Coverage, Progress, Source
from app.tasks import Example, Form, Task
from models.errors import PromptTooLong
from models.generator import Generator as Model
from models.generator import Slot
from models.prefix import PromptTokens
from models.sampling import Sampling
from store.archive import Archive, Document
from store.reading_order import ReadingOrder

MOST_PASSAGES = 20_000
"""More is refused: some 3,000 documents, with a model of a billion weights a working day of two cores."""

LEAST_NOTE, MOST_NOTE = 64, 320
"""Tokens of a note: the fewer parts there are, the longer the notes of them."""

PLACE_TOKENS = 60
"""Room for the words that say what a note is of."""

WRITTEN = 8
"""As long as reading so many tokens takes writing one (the starter 8.4, a model of a billion weights 5.3)."""

COUNTING_SECONDS = 0.1
TELLING_SECONDS = 0.2


def gather(archive: Archive, documents: Sequence[Document]) -> Generator[Step, None, tuple[Source, ...]]:
    """Every passage of these documents, numbered in reading order.

    Raises:
        TooMuchToRead, ArchiveDamaged
    """
    passages = sum(document.passages for document in documents)
    if passages > MOST_PASSAGES:
        raise TooMuchToRead(passages, MOST_PASSAGES)
    order, sources = ReadingOrder(archive), list[Source]()
    for document in documents:
        for stored in order.passages(document.id):
            sources.append(
                Source(
                    number=len(sources) + 1,
                    document=stored.document,
                    path=stored.path,
                    title=stored.title,
                    page=stored.passage.page,
                    quote=stored.passage.text,
                    heading=stored.passage.heading,
                    start=stored.passage.start,
                )
            )
        yield None
    return tuple(sources)


def share_out(
    sources: Sequence[Source], tokens: Sequence[int], openings: Sequence[int], room: int
) -> list[tuple[Source, ...]]:
    """Passages in parts of at most `room` tokens, in order.

    `tokens` are the lengths of the passages, `openings` their lengths where a part begins with them. A
    document that would be divided begins a part of its own when the one before it is at least half full.
    """
    lengths: dict[str, int] = {}
    for source, count in zip(sources, tokens, strict=True):
        lengths[source.document] = lengths.get(source.document, 0) + count
    parts: list[list[Source]] = []
    used = room
    for source, count, opening in zip(sources, tokens, openings, strict=True):
        new = bool(parts) and parts[-1][-1].document != source.document
        divided = new and used >= room // 2 and used + lengths[source.document] > room
        if used + count > room or divided:
            parts.append([])
            used, count = 0, opening
        parts[-1].append(source)
        used += count
    return [tuple(part) for part in parts]


class WholeReading:
    """The reading of everything for one answer. First `prepare`, then, unless all fits at once, `read`.

    Attributes:
        sources: every passage, numbered.
        fits: whether all of them fit the context beside the answer.
        notes: what was written down so far.
        prompt_tokens: of the prompts of all notes; `cached_tokens` of them did not have to be read.
    """

    def __init__(
        self,
        model: Model,
        task: Task,
        form: Form,
        request: Answer,
        room: int,
        sources: tuple[Source, ...],
        examples: Sequence[Example] = (),
    ) -> None:
        """`room` is how many tokens the prompt of the answer itself may have."""
        self.sources = sources
        self.fits = False
        self.notes: list[Note] = []
        self.prompt_tokens = self.cached_tokens = 0
        self._model, self._task, self._form, self._room = model, task, form, room
        self._language, self._examples = request.language, examples
        self._sampling = Sampling(
            temperature=0.0, repeat_penalty=request.tuning.repeat_penalty, seed=request.tuning.seed
        )
        self._parts: list[tuple[Source, ...]] = []
        self._note = 0
        self._done = self._total = 0
        self._told = 0.0
        self._pace = WorkPace()

    def prepare(self) -> Steps:
        """Find out whether everything fits, else share it out over parts.

        Raises:
            PromptTooLong: the form leaves too little room for documents.
        """
        texts = prompt.passage_texts(self.sources, self._language)
        tokens = yield from self._counted(texts)
        everything = sum(tokens) + self._length(self._built(()))
        # The word above the documents is part of the prompt only when there are some.
        self.fits = everything + PLACE_TOKENS <= self._room
        if self.fits:
            return
        self._settle_note(sum(tokens))
        room = self._part_room()
        pieces = [
            piece
            for source, count in zip(self.sources, tokens, strict=True)
            for piece in self._divided(source, count, room)
        ]
        texts = prompt.passage_texts(pieces, self._language)
        tokens = yield from self._counted(texts)
        alone = [prompt.passage_texts([piece], self._language)[0] for piece in pieces]
        openings = yield from self._counted(alone)
        self._parts = share_out(pieces, tokens, openings, room)
        self._total = self._work(sum(tokens))

    def at_once(self) -> PromptTokens:
        """The tokens of the prompt with everything in it."""
        return self._tokens(self._built(self.sources))

    def from_notes(self) -> PromptTokens:
        """The tokens of the prompt with the notes in it."""
        return self._tokens(self._from_notes(self.notes))

    def read(self, whole: Coverage) -> Steps:
        """Take a note of each part and join notes until they fit; an `AnswerCovered` before the first part
        and after each. `whole` is the receipt when all is read.

        Raises:
            PromptTooLong, GenerationFailed
        """
        yield AnswerCovered(self._covered(0, whole))
        yield self._progress()
        for number, part in enumerate(self._parts, 1):
            built = prompt.take_notes(self._task, self._form, part, self._language)
            text = yield from self._write(built)
            if text:
                self.notes.append(Note(part[0], part[-1], text))
            yield AnswerCovered(self._covered(number, whole))
        while not self._notes_fit():
            yield from self._join()

    # --- how much fits ------------------------------------------------------------------------------

    def _settle_note(self, everything: int) -> None:
        """How long a note may be: so that the notes of all parts fit, within what a note needs and takes."""
        context, room = self._model.context, self._notes_room()
        before = self._length(self._empty_part())
        most = min(MOST_NOTE, context // 8, room // 2 - PLACE_TOKENS)
        parts = everything // max(context - before - most, 1) + 1
        self._note = min(max(room // parts - PLACE_TOKENS, LEAST_NOTE), most)
        least = 3 * (self._note + PLACE_TOKENS)
        if self._note < LEAST_NOTE or min(self._part_room(), self._join_room()) < least:
            raise PromptTooLong(before, context // 2)

    def _empty_part(self) -> Prompt:
        return prompt.take_notes(self._task, self._form, (), self._language)

    def _part_room(self) -> int:
        return self._model.context - self._length(self._empty_part()) - self._note - 1

    def _join_room(self) -> int:
        empty = prompt.join_notes(self._task, self._form, (), self._language)
        return self._model.context - self._length(empty) - self._note - 1

    def _notes_room(self) -> int:
        return self._room - self._length(self._from_notes(()))

    def _built(self, sources: Sequence[Source]) -> Prompt:
        return prompt.build(self._task, self._form, sources, self._language, self._examples)

    def _from_notes(self, notes: Sequence[Note]) -> Prompt:
        return prompt.build_from_notes(self._task, self._form, notes, self._language, self._examples)

    def _divided(self, source: Source, tokens: int, room: int) -> Iterator[Source]:
        """The passage in pieces that fit a part; nearly always it does whole."""
        if tokens + PLACE_TOKENS <= room or len(source.quote) < 2:
            yield source
            return
        middle = len(source.quote) // 2
        middle = source.quote.find(" ", middle, middle + 80) + 1 or middle
        for start, end in ((0, middle), (middle, len(source.quote))):
            half = msgspec.structs.replace(source, quote=source.quote[start:end], start=source.start + start)
            text = prompt.passage_texts([half], self._language)[0]
            yield from self._divided(half, self._model.count(text), room)

    # --- notes --------------------------------------------------------------------------------------

    def _notes_fit(self) -> bool:
        return sum(map(self._note_length, self.notes)) <= self._notes_room()

    def _note_length(self, note: Note) -> int:
        return self._model.count(prompt.note_text(note, self._language))

    def _join(self) -> Steps:
        """Neighbouring notes into one, as many at a time as fit."""
        before, joined = list(self.notes), 0
        count = len(before)
        while before:
            group = [before.pop(0)]
            room = self._join_room() - self._note_length(group[0])
            while before and (room := room - self._note_length(before[0])) >= 0:
                group.append(before.pop(0))
            if len(group) > 1:
                built = prompt.join_notes(self._task, self._form, group, self._language)
                text = yield from self._write(built)
                group = [Note(group[0].first, group[-1].last, text)]
            joined += 1
            self.notes = [*self.notes[: joined - 1], *group, *before]
        if joined == count:
            raise PromptTooLong(sum(map(self._note_length, self.notes)), self._notes_room())

    def _write(self, built: Prompt) -> Generator[Step, None, str]:
        """One note. It is written from what was read alone, whatever temperature the answer has."""
        tokens = self._tokens(built)
        began, text = self._done, ""
        with self._model.write(tokens, self._sampling) as writing:
            self.prompt_tokens += len(tokens)
            self.cached_tokens += writing.cached
            for read in writing.read():
                self._done = began + read
                yield self._news()
            for piece in writing.fill(Slot(self._note)):
                text += piece
                self._done = began + len(tokens) + writing.generated * WRITTEN
                yield self._news()
        self._done = began + len(tokens) + self._note * WRITTEN
        return text.strip()

    def _covered(self, parts: int, whole: Coverage) -> Coverage:
        """The receipt after so many parts."""
        if parts == len(self._parts):
            return whole
        read = {source.number: source.document for part in self._parts[:parts] for source in part}
        documents = len(set(read.values()))
        return msgspec.structs.replace(whole, documents=documents, passages=len(read), whole=False)

    # --- tokens and work ----------------------------------------------------------------------------

    def _work(self, everything: int) -> int:
        """What is to be read and written before the answer, in tokens read."""
        note = self._note + PLACE_TOKENS
        parts = len(self._parts)
        work = everything + parts * (self._length(self._empty_part()) + self._note * WRITTEN)
        while parts * note > self._notes_room() and parts > 1:
            groups = -(-parts // max(self._join_room() // note, 2))
            work += parts * note + groups * self._note * WRITTEN
            parts = groups
        return work

    def _progress(self) -> Progress:
        done = min(self._done, self._total)
        return Progress("reading_whole", done, self._total, self._pace.seconds_left(done, self._total))

    def _news(self) -> Step:
        """How far it is, a few times a second."""
        now = time.perf_counter()
        if now - self._told < TELLING_SECONDS:
            return None
        self._told = now
        return self._progress()

    def _counted(self, texts: Sequence[str]) -> Generator[Step, None, list[int]]:
        tokens, since = [], time.perf_counter()
        for text in texts:
            tokens.append(self._model.count(text))
            if time.perf_counter() - since > COUNTING_SECONDS:
                yield None
                since = time.perf_counter()
        return tokens

    def _length(self, built: Prompt) -> int:
        return len(self._tokens(built))

    def _tokens(self, built: Prompt) -> PromptTokens:
        return self._model.conversation(built.system, built.user)
