"""Every job and event that crosses a thread or process: frozen and typed.

Down the pipe go `Submit` and `Stop`, up come `Report`s. A job is answered by any number of events and
then exactly one closing event: `Done`, `Stopped` or `Failed`.
"""

from typing import Literal

from msgspec import Struct

from store.schema import EVERYWHERE, FIRST_COLLECTION, AnswerState, DocumentState, Fault, Rectangle, Scope

Language = Literal["nl", "en"]
Rating = Literal["", "good", "bad"]

ENGINE = 0
"""The job number of reports that belong to no job."""


class Tuning(Struct, frozen=True):
    """How the model writes. `max_tokens` caps what it writes in all; `seed` None means a new one."""

    temperature: float = 0.3
    max_tokens: int = 512
    top_p: float = 0.95
    min_p: float = 0.05
    top_k: int = 40
    repeat_penalty: float = 1.1
    seed: int | None = None


# --- jobs -------------------------------------------------------------------------------------------


class Index(Struct, frozen=True, tag=True):
    """Read files and folders (absolute paths) into a collection. A document that is in another one stays
    there."""

    paths: tuple[str, ...]
    collection: str = FIRST_COLLECTION


class ListDocuments(Struct, frozen=True, tag=True):
    """Tell every document of the library."""


class SetAside(Struct, frozen=True, tag=True):
    """Take documents out of the list and of every search, to be erased: by `Remove`, or by the next
    start of the engine. Until then `Restore` brings them back."""

    ids: tuple[str, ...]


class Restore(Struct, frozen=True, tag=True):
    """Bring back documents that were set aside; a `DocumentReport` for each."""

    ids: tuple[str, ...]


class Remove(Struct, frozen=True, tag=True):
    """Erase documents: gone from disk when the job is done. With `set_aside_only` those that were restored
    or erased in the meantime are passed over; without, an id that is unknown fails and erases nothing. With
    `quotes` what earlier answers quote from them goes too."""

    ids: tuple[str, ...]
    set_aside_only: bool = False
    quotes: bool = False


class Ignore(Struct, frozen=True, tag=True):
    """Count documents that could not be read as troubles no more, or again; a `DocumentReport` for each."""

    ids: tuple[str, ...]
    ignored: bool = True


class Unlock(Struct, frozen=True, tag=True):
    """Read a file that asks for a password. The password is kept in memory until the engine ends."""

    path: str
    password: str


class ListCollections(Struct, frozen=True, tag=True):
    """Tell every collection, the first one first."""


class AddCollection(Struct, frozen=True, tag=True):
    """Make a collection; a `CollectionListed`."""

    name: str


class RenameCollection(Struct, frozen=True, tag=True):
    """Give a collection another name; a `CollectionListed`."""

    id: str
    name: str


class RemoveCollection(Struct, frozen=True, tag=True):
    """Erase a collection with all its documents; what is in the first one goes and it stays. Folders that
    are kept in step with it are so no more. With `quotes` what earlier answers quote from them goes too."""

    id: str
    quotes: bool = False


class MoveDocuments(Struct, frozen=True, tag=True):
    """Put documents into another collection; a `DocumentReport` for each."""

    ids: tuple[str, ...]
    collection: str


class ExportCollection(Struct, frozen=True, tag=True):
    """Write a collection (passages, vectors, the model's name, checksums) to one file, in place of one that
    is there only with `replace`; a `CollectionExported`."""

    collection: str
    path: str
    replace: bool = False


class ImportCollection(Struct, frozen=True, tag=True):
    """Make a collection from such a file, without embedding again where the model is the same. It is taken
    whole or not at all. `name` "" takes the name in the file; one that is there already gets a number.

    A `CollectionListed`, and a `DocumentReport` for each document. One whose content the library has already
    is `known` and stays where it is; when all are, no collection is made."""

    path: str
    name: str = ""


class ListFolders(Struct, frozen=True, tag=True):
    """Tell every folder that is kept in step."""


class AddFolder(Struct, frozen=True, tag=True):
    """Keep a folder (absolute path) in step from now on. `applies`: changes are made by themselves, else
    they are shown first."""

    path: str
    collection: str = FIRST_COLLECTION
    applies: bool = False


class ChangeFolder(Struct, frozen=True, tag=True):
    """Say of a folder that is kept in step whether changes are made by themselves; a `FolderListed`."""

    id: str
    applies: bool


class RemoveFolder(Struct, frozen=True, tag=True):
    """Keep a folder in step no more; its documents stay, or with `documents` are set aside, with a
    `DocumentReport` for each."""

    id: str
    documents: bool = False


class CompareFolders(Struct, frozen=True, tag=True):
    """Look what is new, changed, moved or gone in these folders (none named: in all); a `FolderChange`
    each, and a `FolderListed` for each folder. With `found` what was found last is told, and looked for only
    where nobody has looked yet. Without `changes` the folders alone are told."""

    ids: tuple[str, ...] = ()
    found: bool = False
    changes: bool = True


class WatchFolders(Struct, frozen=True, tag=True):
    """Compare all folders, and from now on each in which something happens, until the engine ends; what is
    seen then is told as a `FolderListed` of nobody's job. Changes are made by themselves where that was
    asked, with a `DocumentReport` for each document, of nobody's job too."""


class ApplyChanges(Struct, frozen=True, tag=True):
    """Make the changes that were found in a folder; only of these paths when any are named."""

    id: str
    paths: tuple[str, ...] = ()


class DrawPage(Struct, frozen=True, tag=True):
    """Draw one page of a document, `width` pixels wide, with what stands from `start` to `end` in the
    page's text marked. A document that has no drawn pages gives no `PageDrawn`."""

    document: str
    page: int
    width: int
    start: int = 0
    end: int = 0


class DrawMap(Struct, frozen=True, tag=True):
    """Place all passages of the library on a map."""


class ReadPage(Struct, frozen=True, tag=True):
    """Tell the text of one page of a document."""

    document: str
    page: int


class Search(Struct, frozen=True, tag=True):
    """The passages for a question, the very ones a prompt would get."""

    question: str
    limit: int = 8
    scope: Scope = EVERYWHERE


class Answer(Struct, frozen=True, tag=True):
    """Fill the sections of a task from its form, in the language of the person's interface."""

    task: str
    fields: dict[str, str]
    language: Language
    tuning: Tuning
    limit: int = 8
    scope: Scope = EVERYWHERE


class Rewrite(Struct, frozen=True, tag=True):
    """Write an earlier answer anew from the sources that it has: these sections, by place, or all when none
    is named; the others stay as they are, word for word. `wish` says what is to be otherwise ("shorter"). The
    new text is a version of the same answer, with an id of its own; events as for an `Answer`."""

    answer: str
    tuning: Tuning
    language: Language
    sections: tuple[int, ...] = ()
    wish: str = ""


class Prepare(Struct, frozen=True, tag=True):
    """Find and read for a form that is still being filled in, so that an `Answer` to it, or to one much like
    it, begins sooner. A form that is not right yet is prepared as far as it goes. Progress events only."""

    task: str
    fields: dict[str, str]
    language: Language
    tuning: Tuning = Tuning()
    limit: int = 8
    scope: Scope = EVERYWHERE


class Pin(Struct, frozen=True, tag=True):
    """From now on read these documents whole for every answer of a task, or of all tasks (""); or do not
    any more. A `DocumentReport` each."""

    ids: tuple[str, ...]
    pinned: bool = True
    task: str = ""


class ListPins(Struct, frozen=True, tag=True):
    """Tell what is always read whole, and how much of what the model reads at once that takes; a
    `PinsListed`."""


class ListAnswers(Struct, frozen=True, tag=True):
    """Tell earlier answers, the newest first; of each the version that was chosen last. `text`: only those
    that have all of its words, in the form, the name or the answer; `task`: only of this one; `since` and
    `until` are days (ISO 8601), both included."""

    text: str = ""
    task: str = ""
    since: str = ""
    until: str = ""


class ReadAnswer(Struct, frozen=True, tag=True):
    """Tell one earlier answer whole."""

    id: str


class RemoveAnswers(Struct, frozen=True, tag=True):
    """Erase earlier answers with all their versions: gone from disk when the job is done. One that is being
    written is written to its end first. With `set_aside_only` those that were restored are passed over."""

    ids: tuple[str, ...]
    set_aside_only: bool = False


class SetAsideAnswers(Struct, frozen=True, tag=True):
    """Take earlier answers out of the list, to be erased: by `RemoveAnswers`, or by the next start of the
    engine. Until then `RestoreAnswers` brings them back."""

    ids: tuple[str, ...]


class RestoreAnswers(Struct, frozen=True, tag=True):
    """Bring back answers that were set aside; an `AnswerListed` for each."""

    ids: tuple[str, ...]


class RenameAnswer(Struct, frozen=True, tag=True):
    """Give an answer a name of its own, "" for none; an `AnswerListed`."""

    id: str
    name: str


class ChooseVersion(Struct, frozen=True, tag=True):
    """Let this version be the one that stands for its answer in the list; an `AnswerListed`."""

    id: str


class RateAnswer(Struct, frozen=True, tag=True):
    """Say how good an answer is; an `AnswerListed`."""

    id: str
    rating: Rating


class AddExample(Struct, frozen=True, tag=True):
    """Let an answer be an example of its task from now on; an `ExampleListed`. Adding it again changes
    nothing."""

    answer: str


class ListExamples(Struct, frozen=True, tag=True):
    """Tell the person's examples of a task, or of all ("")."""

    task: str = ""


class RemoveExamples(Struct, frozen=True, tag=True):
    """Erase examples."""

    ids: tuple[str, ...]


class ExportExamples(Struct, frozen=True, tag=True):
    """Write the examples of a task, or of all (""), to a file of conversations, one a line (JSONL), as
    programs that fine-tune models read them; in place of one that is there only with `replace`. An
    `ExamplesExported`."""

    path: str
    language: Language
    task: str = ""
    replace: bool = False


class LoadModels(Struct, frozen=True, tag=True):
    """Load the chosen models now, so that the first question does not wait for them."""


class Calibrate(Struct, frozen=True, tag=True):
    """Measure how the chosen models run best on this computer, and go by it; a `Calibrated`. What is known
    already is told at once, unless it is to be measured `again`. `when`: as soon as nothing else is done,
    only after some quiet seconds, or not at all: then only what is known is told, or nothing. `language` is
    the one whose words are counted."""

    again: bool = False
    when: Literal["soon", "idle", "never"] = "soon"
    language: Language = "nl"


class ConvertModel(Struct, frozen=True, tag=True):
    """Write a copy of a model, by id or path, in a format that this computer reads fast, and use it in the
    model's place; or, with `remove`, remove that copy. `ModelsListed` at the end."""

    model: str
    remove: bool = False


class ListModels(Struct, frozen=True, tag=True):
    """Tell which models can be chosen."""


class ChooseModel(Struct, frozen=True, tag=True):
    """Use a model, by id or path, from now on."""

    model: str


class Check(Struct, frozen=True, tag=True):
    """Find out whether everything is in order."""


Job = (
    Index
    | ListDocuments
    | SetAside
    | Restore
    | Remove
    | Ignore
    | Unlock
    | ListCollections
    | AddCollection
    | RenameCollection
    | RemoveCollection
    | MoveDocuments
    | ExportCollection
    | ImportCollection
    | ListFolders
    | AddFolder
    | ChangeFolder
    | RemoveFolder
    | CompareFolders
    | WatchFolders
    | ApplyChanges
    | DrawPage
    | DrawMap
    | ReadPage
    | Search
    | Answer
    | ListAnswers
    | Rewrite
    | Prepare
    | Pin
    | ListPins
    | Calibrate
    | ConvertModel
    | ReadAnswer
    | RemoveAnswers
    | SetAsideAnswers
    | RestoreAnswers
    | RenameAnswer
    | ChooseVersion
    | RateAnswer
    | AddExample
    | ListExamples
    | RemoveExamples
    | ExportExamples
    | LoadModels
    | ListModels
    | ChooseModel
    | Check
)


# --- events -----------------------------------------------------------------------------------------

Activity = Literal[
    "loading_model",
    "finding_files",
    "reading_documents",
    "recognising_text",
    "updating_index",
    "rebuilding_index",
    "searching",
    "reading_prompt",
    "writing",
    "erasing",
    "exporting",
    "importing",
    "comparing_folders",
    "reading_whole",
    "drawing_map",
    "preparing",
    "calibrating",
    "converting_model",
]


class EngineReady(Struct, frozen=True, tag=True):
    """The engine has the data folder and takes jobs; `offline`: the system refuses it every connection."""

    offline: bool = False


class EngineWaiting(Struct, frozen=True, tag=True):
    """Another process holds the data folder; the engine waits for it."""

    process: int
    since: str


class EngineRestarted(Struct, frozen=True, tag=True):
    """From the client: the engine died and is started again; jobs that can go on do."""

    exit_code: int


class Progress(Struct, frozen=True, tag=True):
    """How far an activity is; `total` 0 when it is not known. `seconds_left` is what is expected until it is
    over, None while nobody can tell."""

    activity: Activity
    done: int = 0
    total: int = 0
    seconds_left: float | None = None


class DocumentReport(Struct, frozen=True, tag=True):
    """A document as it stands now; `known` when nothing had to be done, `cut` passages did not fit
    the embedding model's window whole. A file that waits or is being read may have no `id` yet. `pinned`
    names the tasks for which it is always read whole, "" for all."""

    id: str
    path: str
    state: Literal[DocumentState, "waiting", "reading"]
    pages: int = 0
    passages: int = 0
    error: Fault | None = None
    known: bool = False
    cut: int = 0
    collection: str = FIRST_COLLECTION
    title: str = ""
    language: str = ""
    modified: str = ""
    ignored: bool = False
    pinned: tuple[str, ...] = ()


class CollectionListed(Struct, frozen=True, tag=True):
    """A collection as it stands now; the first one has no name of its own: the interface names it."""

    id: str
    name: str
    documents: int = 0
    passages: int = 0


class CollectionExported(Struct, frozen=True, tag=True):
    """The result of `ExportCollection`; `size` is in bytes."""

    path: str
    documents: int
    passages: int
    size: int


FolderState = Literal["not_compared", "in_step", "changed", "comparing", "applying", "missing", "too_large"]


class FolderListed(Struct, frozen=True, tag=True):
    """A folder that is kept in step, as it stands now. `too_large`: it holds more files than are taken on,
    `files` were counted until then. `missing`: it is not there, does not answer, or is empty all of a sudden.
    `asks`: so much is gone at once that nothing is removed unless the person says so. Sent to nobody's job
    when the engine sees a change by itself."""

    id: str
    path: str
    collection: str
    applies: bool
    state: FolderState
    files: int = 0
    new: int = 0
    changed: int = 0
    moved: int = 0
    deleted: int = 0
    asks: bool = False


class FolderChange(Struct, frozen=True, tag=True):
    """One thing that is otherwise in a folder than in the library. `before` is where a moved file was."""

    folder: str
    path: str
    kind: Literal["new", "changed", "moved", "deleted"]
    before: str = ""


class PageDrawn(Struct, frozen=True, tag=True):
    """A page as pixels: `height` rows of `width` RGB triples without padding. `marks` are the places of
    the quote, one for each line; none when it is nowhere on the page, as on a scan. A page that would be too
    large comes with fewer pixels than were asked for."""

    document: str
    page: int
    width: int
    height: int
    pixels: bytes
    marks: tuple[Rectangle, ...] = ()


class MapPoint(Struct, frozen=True, array_like=True):
    """A passage on the map, 0 to 1 each way; `document` is its place in `MapDrawn.documents`, `start` and
    `end` where it stands in the page's text."""

    passage: int
    document: int
    page: int
    start: int
    x: float
    y: float
    end: int = 0
    heading: str = ""


class MapDocument(Struct, frozen=True):
    """A document on the map."""

    id: str
    path: str
    title: str
    collection: str


class MapDrawn(Struct, frozen=True, tag=True):
    """A part of the result of `DrawMap`, which comes in parts of some thousand points: documents, and
    passages of theirs. Passages that are alike in meaning lie close together."""

    documents: tuple[MapDocument, ...]
    points: tuple[MapPoint, ...]


class FoundPassage(Struct, frozen=True, tag=True):
    """One passage, neighbours merged: `text` is the page's own text from `start` to `end`."""

    document: str
    path: str
    title: str
    page: int
    heading: str
    start: int
    end: int
    text: str
    score: float


class PassagesFound(Struct, frozen=True, tag=True):
    """The result of `Search`, best first."""

    question: str
    passages: tuple[FoundPassage, ...]


class Source(Struct, frozen=True):
    """A passage that was read for an answer, by the number it has there. `quote` is the page's own text
    from `start` on."""

    number: int
    document: str
    path: str
    title: str
    page: int
    quote: str
    heading: str = ""
    start: int = 0


class PinnedDocument(Struct, frozen=True):
    """A document that is always read whole for these tasks, "" for all: so many words, and tokens of the
    chosen model. For the tasks in `too_long_for` it has no room."""

    document: str
    tasks: tuple[str, ...]
    words: int
    tokens: int
    too_long_for: tuple[str, ...] = ()


class PinsListed(Struct, frozen=True, tag=True):
    """What is always read whole, in the order in which it is read. `room` is how many tokens can be read at
    once beside instruction, form and answer; without `counted`, tokens are an estimate, because no model
    is loaded."""

    documents: tuple[PinnedDocument, ...]
    room: int
    counted: bool


class PageRead(Struct, frozen=True, tag=True):
    """The result of `ReadPage`: the page's text, and how many pages the document has."""

    document: str
    path: str
    title: str
    page: int
    pages: int
    text: str


class TextWritten(Struct, frozen=True, tag=True):
    """The next piece of the answer, program's headings and numbers included."""

    text: str


class TextTaken(Struct, frozen=True, tag=True):
    """The last so many characters of the answer are taken back: what was written there is written anew."""

    characters: int


class Section(Struct, frozen=True):
    """A section of a finished answer; `text` holds the program's numbers too."""

    title: str
    text: str


class NextToken(Struct, frozen=True, array_like=True):
    """A token that might have come, as text, and its logit."""

    text: str
    logit: float


class WrittenForm(Struct, frozen=True):
    """How far an answer has its form. `slots` places were to be filled, `unfilled` of them hold a marker; in
    the sections `drifted`, by place, is another language than was asked for. `likely` are the tokens that
    were likeliest to begin it, the likeliest first, before any tuning."""

    slots: int = 0
    unfilled: int = 0
    drifted: tuple[int, ...] = ()
    likely: tuple[NextToken, ...] = ()


class Timing(Struct, frozen=True):
    """Seconds from the request's acceptance by an engine with its models loaded, and tokens; all 0 for an
    answer that was cut off. Of the generated tokens `drafted_tokens` were copied from what was read, and
    only checked by the model."""

    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    generated_tokens: int = 0
    drafted_tokens: int = 0


class NotReadWhole(Struct, frozen=True):
    """A document that is always read whole for the task, and was not. `document` is its id, "" where the
    library does not have what the task's own file names."""

    path: str
    reason: Literal["too_long", "unreadable", "not_in_library"]
    document: str = ""


class Coverage(Struct, frozen=True):
    """The receipt of an answer: how much was read for it, of how much. `of_documents` can be read in where
    it was asked, `unreadable` cannot; `left_out` passages were found and had no room. `whole`: everything
    was read; `refused`: nothing was found that fits, and so no model was asked. `pinned` documents were read
    whole because they always are, those `not_read_whole` were not."""

    documents: int = 0
    passages: int = 0
    of_documents: int = 0
    unreadable: int = 0
    left_out: int = 0
    whole: bool = False
    refused: bool = False
    pinned: int = 0
    not_read_whole: tuple[NotReadWhole, ...] = ()


class AnswerStarted(Struct, frozen=True, tag=True):
    """It is known what will be read: the sources, how many passages did not fit the context, and the receipt
    as it will be. When everything is read in parts, the sources come with `AnswerWritten`, and an
    `AnswerCovered` before the first part and after each says how far it is."""

    answer: str
    sources: tuple[Source, ...]
    left_out: int
    coverage: Coverage = Coverage()


class AnswerCovered(Struct, frozen=True, tag=True):
    """The receipt of an answer for which everything is read in parts, as it stands now."""

    coverage: Coverage


Support = Literal["supported", "weak", "unsupported", "inspired", "program"]


class Sentence(Struct, frozen=True):
    """A sentence of an answer: `answer.text[start:end]`, and how far the passages bear it out. `sources` are
    numbers, the best first. `inspired`: of a creative task, whose sentences claim nothing; `program`: put
    there by the program."""

    text: str
    start: int
    end: int
    support: Support
    sources: tuple[int, ...] = ()


class AnswerWritten(Struct, frozen=True, tag=True):
    """The whole answer, as it is kept."""

    id: str
    task: str
    model: str
    text: str
    sections: tuple[Section, ...]
    sources: tuple[Source, ...]
    coverage: Coverage
    timing: Timing
    sentences: tuple[Sentence, ...] = ()
    form: WrittenForm = WrittenForm()


class AnswerListed(Struct, frozen=True, tag=True):
    """An earlier answer; `created_at` is UTC, ISO 8601, `subject` the beginning of its form's first field,
    `name` what the person calls it. `excerpt` is where the words stand that were looked for; `versions` how
    many there are."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    subject: str
    name: str = ""
    rating: Rating = ""
    versions: int = 1
    excerpt: str = ""


class ExampleListed(Struct, frozen=True, tag=True):
    """An example of a task that a person made of an answer."""

    id: str
    task: str
    language: Language
    fields: dict[str, str]
    answer: str
    created_at: str = ""


class ExamplesExported(Struct, frozen=True, tag=True):
    """The result of `ExportExamples`."""

    path: str
    examples: int


class AnswerKept(Struct, frozen=True, tag=True):
    """The result of `ReadAnswer`: the answer with all that it was made from. `versions` are the ids of all
    versions of it, the oldest first, itself among them."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    model: str
    fields: dict[str, str]
    tuning: Tuning
    sources: tuple[Source, ...]
    text: str
    timing: Timing
    scope: Scope = EVERYWHERE
    coverage: Coverage = Coverage()
    sentences: tuple[Sentence, ...] = ()
    sections: tuple[Section, ...] = ()
    form: WrittenForm = WrittenForm()
    name: str = ""
    rating: Rating = ""
    versions: tuple[str, ...] = ()


class ModelReport(Struct, frozen=True):
    """A model that can be chosen. `bytes` is the size of its files; `fast_bytes` what a copy in a format that
    this computer reads fast takes or would take, 0 where there is no need of one; `converted`: it is there,
    and is used. Then an answer is `faster` so many times, and for that share of tokens (`agreement`, 0 to 1)
    it would go on as the original does."""

    id: str
    kind: Literal["writer", "embedder", "reranker"]
    name: str
    path: str
    starter: bool
    chosen: bool
    bytes: int = 0
    fast_bytes: int = 0
    converted: bool = False
    agreement: float = 0.0
    faster: float = 0.0


class Calibrated(Struct, frozen=True, tag=True):
    """How fast the chosen models are on this computer, in tokens a second; a token is `words_per_token` in
    the language that was asked for. 0 where it was not measured. `passages_per_second` is embedding.
    `settings` are what was chosen, by name. Not `steady`: other programs were at work, so the defaults
    hold, and the figures are too low."""

    model: str
    read_tokens_per_second: float
    write_tokens_per_second: float
    words_per_token: float
    passages_per_second: float = 0.0
    settings: dict[str, str] = {}
    steady: bool = True


class ModelsListed(Struct, frozen=True, tag=True):
    """The result of `ListModels` and `ChooseModel`."""

    models: tuple[ModelReport, ...]


class CheckResult(Struct, frozen=True, tag=True):
    """One thing that was checked; `details` fill its sentence. `required`: not being so is a failure."""

    name: str
    ok: bool | None
    required: bool = True
    details: dict[str, str | int | float] = {}


class Done(Struct, frozen=True, tag=True):
    """Closing: the job is finished."""


class Stopped(Struct, frozen=True, tag=True):
    """Closing: the job was stopped, as asked."""


class Failed(Struct, frozen=True, tag=True):
    """Closing: the job could not be done."""

    fault: Fault


Closing = Done | Stopped | Failed
Event = (
    EngineReady
    | EngineWaiting
    | EngineRestarted
    | Progress
    | DocumentReport
    | CollectionListed
    | CollectionExported
    | FolderListed
    | FolderChange
    | PageDrawn
    | MapDrawn
    | PassagesFound
    | AnswerStarted
    | AnswerCovered
    | TextWritten
    | TextTaken
    | AnswerWritten
    | PageRead
    | AnswerListed
    | AnswerKept
    | ExampleListed
    | ExamplesExported
    | ModelsListed
    | PinsListed
    | Calibrated
    | CheckResult
    | Done
    | Stopped
    | Failed
)


# --- the wire ---------------------------------------------------------------------------------------


class Submit(Struct, frozen=True, tag=True):
    """Down: a new job under a number of the sender's choice, from 1."""

    number: int
    job: Job


class Stop(Struct, frozen=True, tag=True):
    """Down: stop the job of this number."""

    number: int


class Report(Struct, frozen=True):
    """Up: an event of the job of this number."""

    number: int
    event: Event


Request = Submit | Stop
