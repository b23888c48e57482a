"""Everything the program says, in Dutch and English: the one place where an error becomes a sentence."""

import os
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from app.messages import Language
from store.schema import Fault


def language_of_system(environment: Mapping[str, str] = os.environ) -> Language:
    """Dutch where the system is, else English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "nl" if value.lower().startswith("nl") else "en"
    return "en"


class Sentences:
    """The sentences in one language, from `resources/i18n/sentences.toml`.

    A sentence is found by its key and filled with values; nothing in a value is looked at.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        text = files("resources").joinpath("i18n", "sentences.toml").read_text(encoding="utf-8")
        self._sentences: dict[str, dict[str, dict[str, str]]] = tomllib.loads(text)

    def say(self, key: str, **values: object) -> str:
        """The sentence "group.name".

        Raises:
            KeyError: there is none, or a value is missing: a bug, which a test finds.
        """
        group, name = key.split(".")
        return self._sentences[group][name][self.language].format_map(values)

    def error(self, fault: Fault) -> str:
        """What went wrong, and what a person can do about it, in the window or out of it."""
        details = dict(fault.details)
        if fault.kind == "TaskFileBroken":
            details["reason"] = self._task_file(**details)
        return self.say(f"errors.{fault.kind}", **details)

    def problem(self, kind: str, about: str = "") -> str:
        """What is wrong with a task (`app.tasks.rules.Problem`), as the end of a sentence."""
        return self.say(f"task_file.{kind}", about=about)

    def hint(self, fault: Fault) -> str:
        """Which command helps, for who works without the window; empty when none does."""
        known = fault.kind in self._sentences["hints"]
        return self.say(f"hints.{fault.kind}", **fault.details) if known else ""

    def _task_file(self, reason: object, line: object, about: object, **_others: object) -> str:
        """What is wrong, and where; a parser's own words stay as they are."""
        if str(reason) in self._sentences["task_file"]:
            reason = self.problem(str(reason), str(about))
        return self.say("task_file.line", line=line, reason=reason) if line else str(reason)
