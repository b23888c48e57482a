"""Whether a window can be opened here, said in words when not. Imports no Qt: that is what may be missing."""

import ctypes
import os
import sys
from collections.abc import Mapping

from app.messages import Language
from app.sentences import Sentences, language_of_system

CURSOR_LIBRARY = "libxcb-cursor.so.0"
"""The one of Qt's X11 libraries that desktops most often lack; without it Qt ends the process."""


def open_window(data_dir: str | None, language: Language | None) -> int:
    """Open the window and stay until it is closed; the exit code."""
    sentences = Sentences(language or language_of_system())
    if not has_screen(os.environ):
        return _refuse(sentences.say("window.no_screen"))
    try:
        if needs_x11(os.environ):
            ctypes.CDLL(CURSOR_LIBRARY)
        from app.ui import application
    except (ImportError, OSError) as error:
        return _refuse(sentences.say("window.no_library", reason=error))
    return application.run(data_dir, language)


def has_screen(environment: Mapping[str, str]) -> bool:
    """Whether there is anything to open a window on."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(environment.get(name) for name in names)


def needs_x11(environment: Mapping[str, str]) -> bool:
    """Whether Qt is going to open its window by X11."""
    if sys.platform != "linux" or environment.get("WAYLAND_DISPLAY"):
        return False
    return environment.get("QT_QPA_PLATFORM", "xcb").startswith("xcb")


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return 1
