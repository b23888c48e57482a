"""Which models there are, with what a fast copy of each takes, and choosing another."""

from collections.abc import Generator
from pathlib import Path

import msgspec

from app import settings
from app.engine.converted_models import ConvertedModels, Known
from app.engine.model_loader import ModelLoader
from app.engine.scheduler import Step, Steps, Wait
from app.messages import ModelReport, ModelsListed
from models.catalogue import ChosenModel
from models.errors import ModelError


class ModelList:
    """Tells of models and changes which are chosen; each method makes the steps of one job."""

    def __init__(self, loader: ModelLoader, copies: ConvertedModels, settings_file: Path) -> None:
        self._loader, self._copies, self._settings_file = loader, copies, settings_file

    def choose(self, model: str) -> Steps:
        """Use a model, by id or path, from now on.

        Raises:
            UnknownModel, ModelDamaged, UnsafeModel
            OSError: the settings cannot be written.
        """
        chosen = self._loader.catalogue.resolve(model)
        change = {chosen.kind: chosen.id}
        kept = settings.load(self._settings_file)  # the window writes there too
        settings.save(self._settings_file, msgspec.structs.replace(kept, **change))
        changed = msgspec.structs.replace(self._loader.settings, **change)
        self._loader.use(changed)
        yield from self.tell()

    def tell(self) -> Steps:
        """Those that came with the program and those that are chosen."""
        chosen = {}
        for kind in ("writer", "embedder", "reranker"):
            try:
                chosen[kind] = self._loader.chosen(kind)
            except ModelError:
                continue  # none is chosen: the list says so by marking none
        models = {model.id: model for model in (*self._loader.catalogue.installed(), *chosen.values())}
        reports = []
        for model in models.values():
            reports.append((yield from self._report(model, model in chosen.values())))
        yield ModelsListed(tuple(reports))

    def _report(self, model: ChosenModel, chosen: bool) -> Generator[Step, None, ModelReport]:
        known = Known(None, None)
        if model.kind == "writer":
            asked = self._copies.ask(Path(model.path))
            yield Wait(asked)
            try:
                known = asked.result()
            except (ModelError, OSError):
                pass  # choosing it says what is wrong with it
        report = ModelReport(
            model.id, model.kind, model.name, model.path, model.starter, chosen, _bytes(Path(model.path))
        )
        return _with_copy(report, known, self._loader.settings.conversion)


def _with_copy(report: ModelReport, known: Known, used: bool) -> ModelReport:
    """What there is to say of a copy; nothing where it was tried and found to be no faster."""
    note = known.note
    if known.plan is None or (note is not None and note.outcome == "not_faster"):
        return report
    if note is None or note.outcome != "kept" or note.comparison is None:
        return msgspec.structs.replace(report, fast_bytes=known.plan.bytes)
    return msgspec.structs.replace(
        report,
        fast_bytes=note.size,
        converted=used,
        agreement=note.comparison.agreement,
        faster=note.comparison.faster,
    )


def _bytes(path: Path) -> int:
    """What a file or a folder takes on the disk; 0 where nobody can tell."""
    try:
        files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
        return sum(file.stat().st_size for file in files)
    except OSError:
        return 0
