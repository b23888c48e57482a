"""What the window remembers: choices of look and language, sizes, and what was typed and not yet sent."""

import contextlib
from pathlib import Path
from typing import Any, Literal

import msgspec
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app import settings
from app.messages import Language, Tuning
from app.paths import Paths
from store.schema import Scope

SAVE_AFTER_MS = 800

Appearance = Literal["system", "light", "dark"]


class Preset(msgspec.Struct, frozen=True):
    """A tuning under a name that the person gave it. `task` (an id) and `model` (a path) say for which it is
    offered, "" for all."""

    name: str
    tuning: Tuning
    task: str = ""
    model: str = ""


class Preferences(msgspec.Struct, frozen=True):
    """One frozen value; a change makes a new one.

    `language` None follows the system. `geometry` and `splitters` are Qt's own, in base64. `drafts` are
    forms by task, `tunings` what the sliders say by task, `scopes` where a task is asked when that is not
    everywhere. `reading` are the paths of files and folders that were given to read and are not read yet:
    the next start goes on with them. `page_zoom` is that of pages shown as pictures (1: as wide as there is
    room), `source_geometry` the place of a source's own window. `reading_into` says of paths in `reading`
    to which collection they go, when that is not the first; `collection` is the one that the list of
    documents shows, "" for all. `model_tunings` are `tunings` by the path of the model that was in use;
    `model_before` is the id of the one to be used again after settings were tried with others, "" for none.
    """

    language: Language | None = None
    appearance: Appearance = "system"
    geometry: str = ""
    splitters: dict[str, str] = {}
    task: str = "ask"
    drafts: dict[str, dict[str, str]] = {}
    tunings: dict[str, Tuning] = {}
    scopes: dict[str, Scope] = {}
    more_tuning: bool = False
    starter_noted: bool = False
    last_folder: str = ""
    reading: tuple[str, ...] = ()
    reading_into: dict[str, str] = {}
    collection: str = ""
    page_zoom: float = 1.0
    page_as_text: bool = False
    source_geometry: str = ""
    model_tunings: dict[str, dict[str, Tuning]] = {}
    presets: tuple[Preset, ...] = ()
    model_before: str = ""


class PreferencesFile(QObject):
    """The preferences as they stand, written to the data folder a moment after each change.

    Signals:
        changed: the new `Preferences`.
    """

    changed = Signal(object)

    def __init__(self, paths: Paths) -> None:
        super().__init__()
        self._path = paths.window
        self.now = _read(self._path)
        self._timer = QTimer(self, singleShot=True, interval=SAVE_AFTER_MS)
        self._timer.timeout.connect(self.save)

    def change(self, **changes: Any) -> None:
        """Replace some values."""
        changed = msgspec.structs.replace(self.now, **changes)
        if changed != self.now:
            self.now = changed
            if not self._timer.isActive():  # who types on and on is saved all the same
                self._timer.start()
            self.changed.emit(changed)

    @Slot()
    def save(self) -> None:
        """Write them now. A disk that does not take them, or a text that is no Unicode, costs the
        preferences, not the work."""
        self._timer.stop()
        with contextlib.suppress(OSError, UnicodeEncodeError):
            settings.save(self._path, self.now, at_once=False)


def _read(path: Path) -> Preferences:
    """What the file keeps. A value that cannot be understood, as another version may have written it,
    counts as none; the others stay."""
    try:
        kept = msgspec.json.decode(path.read_bytes(), type=dict[str, Any])
    except (OSError, ValueError, RecursionError):
        return Preferences()
    understood: dict[str, Any] = {}
    for field in msgspec.structs.fields(Preferences):
        if field.name in kept:
            with contextlib.suppress(msgspec.ValidationError):
                understood[field.name] = msgspec.convert(kept[field.name], field.type)
    return Preferences(**understood)
