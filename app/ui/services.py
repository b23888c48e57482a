"""What the places of the window share. Built once by `app.ui.application`, passed on by constructor."""

from dataclasses import dataclass, field

from app.paths import Paths
from app.sentences import Sentences
from app.ui.library import Library
from app.ui.preferences import PreferencesFile
from app.ui.theme import Theme
from app.ui.worker import EngineLine


@dataclass(frozen=True)
class Services:
    """The line to the engine, the look, what the window remembers, and the sentences in the language of
    the interface (`sentences.language`), and the documents by name."""

    paths: Paths
    line: EngineLine
    theme: Theme
    preferences: PreferencesFile
    sentences: Sentences
    library: Library = field(default_factory=Library)
