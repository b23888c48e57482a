"""Every job and event that crosses a thread or process: frozen and typed.

Down the pipe go `Submit` and `Stop`, up come `Report`s. A job is answered by any number of events and
then exactly one closing event: `Done`, `Stopped` or `Failed`.
"""

from typing import Literal

from msgspec import Struct

from store.schema import AnswerState, DocumentState, Fault

Language = Literal["nl", "en"]

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
    """Read files and folders (absolute paths) into the library."""

    paths: tuple[str, ...]


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
    or erased in the meantime are passed over; without, an id that is unknown fails and erases nothing."""

    ids: tuple[str, ...]
    set_aside_only: bool = False


class ReadPage(Struct, frozen=True, tag=True):
    """Tell the text of one page of a document."""

    document: str
    page: int


class Search(Struct, frozen=True, tag=True):
    """The passages for a question, the very ones a prompt would get."""

    question: str
    limit: int = 8


class Answer(Struct, frozen=True, tag=True):
    """Fill the sections of a task from its form, in the language of the person's interface."""

    task: str
    fields: dict[str, str]
    language: Language
    tuning: Tuning
    limit: int = 8


class ListAnswers(Struct, frozen=True, tag=True):
    """Tell every earlier answer, the newest first."""


class ReadAnswer(Struct, frozen=True, tag=True):
    """Tell one earlier answer whole."""

    id: str


class RemoveAnswers(Struct, frozen=True, tag=True):
    """Erase earlier answers: gone from disk when the job is done. One that is being written is written to
    its end first."""

    ids: tuple[str, ...]


class LoadModels(Struct, frozen=True, tag=True):
    """Load the chosen models now, so that the first question does not wait for them."""


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
    | ReadPage
    | Search
    | Answer
    | ListAnswers
    | ReadAnswer
    | RemoveAnswers
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
    "updating_index",
    "rebuilding_index",
    "searching",
    "reading_prompt",
    "erasing",
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
    """How far an activity is; `total` 0 when it is not known."""

    activity: Activity
    done: int = 0
    total: int = 0


class DocumentReport(Struct, frozen=True, tag=True):
    """A document as it stands now; `known` when nothing had to be done, `cut` passages did not fit
    the embedding model's window whole. A file that waits or is being read may have no `id` yet."""

    id: str
    path: str
    state: Literal[DocumentState, "waiting", "reading"]
    pages: int = 0
    passages: int = 0
    error: Fault | None = None
    known: bool = False
    cut: int = 0


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


class PageRead(Struct, frozen=True, tag=True):
    """The result of `ReadPage`: the page's text, and how many pages the document has."""

    document: str
    path: str
    title: str
    page: int
    pages: int
    text: str


class AnswerStarted(Struct, frozen=True, tag=True):
    """The prompt is made: its sources, and how many passages did not fit the context."""

    answer: str
    sources: tuple[Source, ...]
    left_out: int


class TextWritten(Struct, frozen=True, tag=True):
    """The next piece of the answer, program's headings and numbers included."""

    text: str


class Section(Struct, frozen=True):
    """A section of a finished answer; `text` holds the program's numbers too."""

    title: str
    text: str


class Timing(Struct, frozen=True):
    """Seconds from the request's acceptance by an engine with its models loaded, and tokens; all 0 for an
    answer that was cut off."""

    first_token_s: float = 0.0
    total_s: float = 0.0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    generated_tokens: int = 0


class Coverage(Struct, frozen=True):
    """How much was read for an answer."""

    documents: int
    passages: int


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


class AnswerListed(Struct, frozen=True, tag=True):
    """An earlier answer; `created_at` is UTC, ISO 8601, `subject` the beginning of its form's first field."""

    id: str
    created_at: str
    state: AnswerState
    task: str
    subject: str


class AnswerKept(Struct, frozen=True, tag=True):
    """The result of `ReadAnswer`: the answer with all that it was made from."""

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


class ModelReport(Struct, frozen=True):
    """A model that can be chosen."""

    id: str
    kind: Literal["writer", "embedder"]
    name: str
    path: str
    starter: bool
    chosen: bool


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
    | PassagesFound
    | AnswerStarted
    | TextWritten
    | AnswerWritten
    | PageRead
    | AnswerListed
    | AnswerKept
    | ModelsListed
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
