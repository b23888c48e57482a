"""What a person tuned last for each task and model, and the presets. All of it is in `window.json`."""

import msgspec

from app.messages import Tuning
from app.tasks import Task
from app.ui.preferences import PreferencesFile, Preset

LONGEST_NAME = 60


class TuningMemory:
    """Remembers in the preferences. A model is known by its path, "" while none is."""

    def __init__(self, preferences: PreferencesFile) -> None:
        self._preferences = preferences

    def last(self, task: Task, model: str) -> Tuning:
        """What was tuned last for a task with a model; the task's own where nothing was. What was tuned while
        no model was known, as by older versions, counts until something is tuned with one."""
        now = self._preferences.now
        if model and any(task.id in tunings for tunings in now.model_tunings.values()):
            return now.model_tunings.get(model, {}).get(task.id, task.tuning)
        return now.tunings.get(task.id, task.tuning)

    def keep(self, task: Task, model: str, tuning: Tuning) -> None:
        """Remember this one. The task's own is not kept, so that a task whose values change brings its new
        ones."""
        now = self._preferences.now
        changed: dict[str, object] = {"tunings": _with(now.tunings, task, tuning)}
        if model:
            mine = _with(now.model_tunings.get(model, {}), task, tuning)
            changed["model_tunings"] = {**now.model_tunings, model: mine}
        self._preferences.change(**changed)

    def presets(self, task: str, model: str) -> tuple[Preset, ...]:
        """The person's own that are offered for a task and a model, by name."""
        offered = (
            preset
            for preset in self._preferences.now.presets
            if preset.task in ("", task) and preset.model in ("", model)
        )
        return tuple(sorted(offered, key=lambda preset: preset.name.casefold()))

    def names(self) -> tuple[str, ...]:
        """Those of all presets, offered or not."""
        return tuple(preset.name for preset in self._preferences.now.presets)

    def add(self, preset: Preset) -> None:
        """Keep a preset, in place of one of the same name."""
        others = self._without(preset.name)
        self._preferences.change(presets=(*others, preset))

    def rename(self, preset: Preset, name: str) -> None:
        """Give a preset another name."""
        renamed = msgspec.structs.replace(preset, name=name)
        self._preferences.change(presets=(*self._without(preset.name), renamed))

    def remove(self, preset: Preset) -> None:
        """Forget a preset; `add` brings it back."""
        self._preferences.change(presets=self._without(preset.name))

    def _without(self, name: str) -> tuple[Preset, ...]:
        return tuple(kept for kept in self._preferences.now.presets if not same_name(kept.name, name))


def same_name(one: str, other: str) -> bool:
    """Whether a person would take two names for one."""
    return one.casefold() == other.casefold()


def _with(tunings: dict[str, Tuning], task: Task, tuning: Tuning) -> dict[str, Tuning]:
    rest = {known: kept for known, kept in tunings.items() if known != task.id}
    return rest if tuning == task.tuning else {**rest, task.id: tuning}
