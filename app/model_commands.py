"""The commands of models: which there are, choosing, and copies in a format that this computer reads fast."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from app.collection_commands import Runs
from app.console import Console
from app.messages import (
    Calibrate,
    Calibrated,
    ChooseModel,
    ConvertModel,
    Event,
    ListModels,
    ModelReport,
    ModelsListed,
)
from app.speeds import Speeds, shown


def tell(options: Any, session: Runs, console: Console) -> int:
    """List models."""
    return _show(session.run(ListModels()), options, console)


def use(options: Any, session: Runs, console: Console) -> int:
    """Choose a model."""
    return _show(session.run(ChooseModel(_model(options.model))), options, console)


def convert(options: Any, session: Runs, console: Console) -> int:
    """Write a copy of a model that is read fast, or remove it."""
    return _show(session.run(ConvertModel(_model(options.model), options.remove)), options, console)


def measure(options: Any, session: Runs, console: Console) -> int:
    """Measure how fast the chosen models are on this computer, or tell what is known of it."""
    job = Calibrate(again=options.again, language=console.sentences.language)
    for event in session.run(job):
        if not isinstance(event, Calibrated):
            continue
        if options.json:
            console.data(event)
        else:
            _show_calibrated(event, console)
        return 0
    console.note(console.sentences.say("models.not_measured"))
    return 1


def _model(named: str) -> str:
    """The absolute path where there is one, else what was said: an id."""
    path = Path(named)
    return str(path.absolute()) if path.exists() else named


def _show(events: Iterable[Event], options: Any, console: Console) -> int:
    for event in events:
        for model in event.models if isinstance(event, ModelsListed) else ():
            if options.json:
                console.data(model)
            else:
                _show_model(model, console)
    return 0


def _show_calibrated(found: Calibrated, console: Console) -> None:
    say, speeds = console.sentences.say, Speeds.of(found)
    read, written = shown(speeds.words_read), shown(speeds.words_written)
    console.result(say("models.measured", model=found.model, read=read, write=written))
    if speeds.passages:
        console.result(say("models.measured_passages", passages=shown(speeds.passages)))
    console.result(say("models.measured_writer", **found.settings))
    if "batch" in found.settings:
        console.result(say("models.measured_embedder", **found.settings))
    if not found.steady:
        console.note(say("models.not_steady"))


def _show_model(model: ModelReport, console: Console) -> None:
    say = console.sentences.say
    starter = f", {say('models.starter')}" if model.starter else ""
    kind = say(f"models.{model.kind}")
    console.result(f"{'*' if model.chosen else ' '} {model.id}  ({kind}{starter})  {model.path}")
    size = round(model.fast_bytes / 1e6)
    if model.converted:
        share = round(100 * model.agreement)
        console.note(say("models.converted", size=size, faster=model.faster, agreement=share))
    elif model.fast_bytes:
        console.note(say("models.convertible", size=size, model=model.id))
