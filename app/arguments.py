"""The arguments of the command line, with help in the reader's language. No imports of what they do."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from app.errors import ExportKindUnknown
from app.export import ENDINGS, ending_of
from app.messages import Language
from app.sentences import Sentences, language_of_system
from app.tasks.files import built_in_files


def language_of(arguments: Sequence[str]) -> Language:
    """The language asked for, or the system's: needed before the help texts can be made."""
    early = argparse.ArgumentParser(add_help=False)
    early.add_argument("--language", choices=("nl", "en"), default=language_of_system())
    language: Language = early.parse_known_args(arguments)[0].language
    return language


def window_options(arguments: Sequence[str]) -> argparse.Namespace | None:
    """Where and in which language to open the window; None when a command is given, or help is asked for."""
    early = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    early.add_argument("--data-dir")
    early.add_argument("--language", choices=("nl", "en"))
    try:
        options, rest = early.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if rest else options


def parser(sentences: Sentences) -> argparse.ArgumentParser:
    """The parser; `command` in its result is the command's name, "models list" for one of two words."""
    made = argparse.ArgumentParser("binnenshuis", description=sentences.say("help.program"))
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    add = _Adder(commands, sentences)
    indexing = add("index")
    indexing.add_argument("--collection", metavar="NAME", help=sentences.say("help.into"))
    _add_password_option(indexing, sentences)
    indexing.add_argument("paths", nargs="+", metavar="PATH")
    add("documents", json=True)
    removing = add("remove")
    removing.add_argument("--quotes", action="store_true", help=sentences.say("help.quotes"))
    removing.add_argument("ids", nargs="+", metavar="ID")
    for pinning in (add("pin"), add("unpin")):
        pinning.add_argument("--task", default="", metavar="ID", help=sentences.say("help.pin_task"))
        pinning.add_argument("ids", nargs="+", metavar="ID")
    add("troubles", json=True)
    ignoring = add("ignore")
    ignoring.add_argument("--undo", action="store_true", help=sentences.say("help.undo"))
    ignoring.add_argument("ids", nargs="+", metavar="ID")
    _add_retry_options(add("retry"), sentences)
    _add_search_options(add("search", json=True), sentences)
    _add_ask_options(add("ask", json=True), sentences)
    _add_collection_commands(commands, sentences)
    _add_model_commands(commands, sentences)
    _add_folder_commands(commands, sentences)
    _add_task_commands(commands, sentences)
    _add_history_commands(commands, sentences)
    _Adder(commands, sentences)("check", json=True)
    return made


class _Adder:
    """Adds commands with the options that all of them have."""

    def __init__(
        self,
        commands: "argparse._SubParsersAction[argparse.ArgumentParser]",
        sentences: Sentences,
        prefix: str = "",
    ) -> None:
        self._commands, self._say, self._prefix = commands, sentences.say, prefix

    def __call__(self, name: str, json: bool = False) -> argparse.ArgumentParser:
        command = self._prefix + name
        made = self._commands.add_parser(name, help=self._say(f"help.{command.replace(' ', '_')}"))
        made.set_defaults(command=command)
        made.add_argument("--data-dir", metavar="DIR", help=self._say("help.data_dir"))
        made.add_argument("--language", choices=("nl", "en"), help=self._say("help.language"))
        made.add_argument("--no-wait", dest="wait", action="store_false", help=self._say("help.no_wait"))
        if json:
            made.add_argument("--json", action="store_true", help=self._say("help.json"))
        return made


def _add_collection_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", sentences: Sentences
) -> None:
    say = sentences.say
    keeping = commands.add_parser("collections", help=say("help.collections"))
    add = _Adder(keeping.add_subparsers(metavar="COMMAND", required=True), sentences, "collections ")
    add("list", json=True)
    add("add").add_argument("name", metavar="NAME")
    renaming = add("rename")
    renaming.add_argument("name", metavar="NAME")
    renaming.add_argument("new", metavar="NEW_NAME")
    removing = add("remove")
    removing.add_argument("--quotes", action="store_true", help=say("help.quotes"))
    removing.add_argument("name", metavar="NAME")
    moving = add("move")
    moving.add_argument("name", metavar="NAME")
    moving.add_argument("ids", nargs="+", metavar="ID")
    add = _Adder(commands, sentences)
    exporting = add("export")
    exporting.add_argument("--force", action="store_true", help=say("help.force"))
    exporting.add_argument("name", metavar="COLLECTION")
    exporting.add_argument("file", metavar="FILE")
    importing = add("import")
    importing.add_argument("--name", default="", metavar="NAME", help=say("help.import_name"))
    importing.add_argument("file", metavar="FILE")


def _add_folder_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", sentences: Sentences
) -> None:
    say = sentences.say
    folders = commands.add_parser("folders", help=say("help.folders"))
    add = _Adder(folders.add_subparsers(metavar="COMMAND", required=True), sentences, "folders ")
    add("list", json=True)
    adding = add("add", json=True)
    adding.add_argument("path", metavar="FOLDER")
    adding.add_argument("--collection", metavar="NAME", help=say("help.into"))
    adding.add_argument("--by-itself", dest="applies", action="store_true", help=say("help.by_itself"))
    add("compare", json=True).add_argument("folders", nargs="*", metavar="ID|FOLDER")
    applying = add("apply", json=True)
    applying.add_argument("folder", metavar="ID|FOLDER")
    applying.add_argument("paths", nargs="*", metavar="PATH", help=say("help.folder_paths"))
    removing = add("remove")
    removing.add_argument("folder", metavar="ID|FOLDER")
    removing.add_argument("--documents", action="store_true", help=say("help.folder_documents"))


def _add_model_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", sentences: Sentences
) -> None:
    say = sentences.say
    models = commands.add_parser("models", help=say("help.models"))
    add = _Adder(models.add_subparsers(metavar="COMMAND", required=True), sentences, "models ")
    add("list", json=True)
    add("use", json=True).add_argument("model", metavar="ID|PATH")
    converting = add("convert", json=True)
    converting.add_argument("--remove", action="store_true", help=say("help.remove_converted"))
    converting.add_argument("model", metavar="ID|PATH")
    add("measure", json=True).add_argument("--again", action="store_true", help=say("help.again"))


def _add_task_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", sentences: Sentences
) -> None:
    say = sentences.say
    tasks = commands.add_parser("tasks", help=say("help.tasks"))
    add = _Adder(tasks.add_subparsers(metavar="COMMAND", required=True), sentences, "tasks ")
    add("list", json=True)
    add("show", json=True).add_argument("task", metavar="ID")
    exporting = add("export")
    exporting.add_argument("--force", action="store_true", help=say("help.force"))
    exporting.add_argument("task", metavar="ID")
    exporting.add_argument("file", metavar="FILE")
    importing = add("import", json=True)
    chosen = importing.add_mutually_exclusive_group()
    chosen.add_argument("--replace", action="store_true", help=say("help.replace_task"))
    chosen.add_argument("--new-id", dest="anew", action="store_true", help=say("help.new_task_id"))
    importing.add_argument("file", metavar="FILE")
    duplicating = add("duplicate", json=True)
    duplicating.add_argument("task", metavar="ID")
    duplicating.add_argument("name", metavar="NAME")
    add("remove").add_argument("task", metavar="ID")
    add("reset").add_argument("task", metavar="ID")
    add("check", json=True).add_argument("file", metavar="FILE")


def _add_history_commands(
    commands: "argparse._SubParsersAction[argparse.ArgumentParser]", sentences: Sentences
) -> None:
    say = sentences.say
    history = commands.add_parser("history", help=say("help.history"))
    add = _Adder(history.add_subparsers(metavar="COMMAND", required=True), sentences, "history ")
    listing = add("list", json=True)
    listing.add_argument("--search", default="", metavar="TEXT", help=say("help.history_search"))
    listing.add_argument("--task", default="", metavar="ID", help=say("help.history_task"))
    listing.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help=say("help.history_since"))
    listing.add_argument("--until", type=_day, metavar="YYYY-MM-DD", help=say("help.history_until"))
    add("show", json=True).add_argument("id", metavar="ID")
    add("remove").add_argument("ids", nargs="+", metavar="ID")
    renaming = add("rename")
    renaming.add_argument("id", metavar="ID")
    renaming.add_argument("name", metavar="NAME")
    exporting = add("export")
    exporting.add_argument("--format", choices=ENDINGS, default="docx", help=say("help.history_format"))
    chosen = exporting.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--all", action="store_true", help=say("help.history_all"))
    chosen.add_argument("ids", nargs="*", default=[], metavar="ID")
    exporting.add_argument("folder", metavar="FOLDER")
    examples = commands.add_parser("examples", help=say("help.examples"))
    add = _Adder(examples.add_subparsers(metavar="COMMAND", required=True), sentences, "examples ")
    add("list", json=True).add_argument("--task", default="", metavar="ID", help=say("help.history_task"))
    add("add").add_argument("answer", metavar="ANSWER")
    add("remove").add_argument("ids", nargs="+", metavar="ID")
    handing = add("export")
    handing.add_argument("--task", default="", metavar="ID", help=say("help.history_task"))
    handing.add_argument("--replace", action="store_true", help=say("help.replace"))
    handing.add_argument("file", metavar="FILE")


def _add_password_option(reading: argparse.ArgumentParser, sentences: Sentences) -> None:
    reading.add_argument("--password-file", metavar="FILE", help=sentences.say("help.password_file"))


def _add_retry_options(retrying: argparse.ArgumentParser, sentences: Sentences) -> None:
    _add_password_option(retrying, sentences)
    chosen = retrying.add_mutually_exclusive_group(required=True)
    chosen.add_argument("--all", action="store_true", help=sentences.say("help.all"))
    chosen.add_argument("ids", nargs="*", default=[], metavar="ID")


def _add_search_options(searching: argparse.ArgumentParser, sentences: Sentences) -> None:
    searching.add_argument("--limit", type=_positive, default=8, help=sentences.say("help.limit"))
    _add_scope_options(searching, sentences)
    searching.add_argument("question", metavar="QUESTION|-")


def _add_ask_options(asking: argparse.ArgumentParser, sentences: Sentences) -> None:
    say = sentences.say
    tasks = say("help.task", tasks=", ".join(file.name.removesuffix(".toml") for file in built_in_files()))
    asking.add_argument("--task", default="ask", metavar="ID", help=tasks)
    asking.add_argument(
        "--field", action="append", type=_field, default=[], metavar="NAME=VALUE", help=say("help.field")
    )
    asking.add_argument("--temperature", type=float, metavar="T", help=say("help.temperature"))
    asking.add_argument("--max-tokens", type=int, metavar="N", help=say("help.max_tokens"))
    asking.add_argument("--seed", type=int, metavar="S", help=say("help.seed"))
    asking.add_argument("--limit", type=_positive, default=8, help=say("help.limit"))
    rows = asking.add_argument_group(say("help.rows"))
    begun = rows.add_mutually_exclusive_group()
    begun.add_argument("--rows", metavar="FILE", help=say("help.rows_file"))
    begun.add_argument("--rows-template", metavar="FILE", help=say("help.rows_template"))
    rows.add_argument("--rows-check", action="store_true", help=say("help.rows_check"))
    rows.add_argument("--out", metavar="FOLDER", help=say("help.rows_out"))
    rows.add_argument(
        "--export-format", action="append", choices=ENDINGS, default=[], help=say("help.rows_format")
    )
    out = asking.add_argument_group(say("help.exporting"))
    said = say("help.export_file", endings=", ".join(f".{ending}" for ending in ENDINGS))
    out.add_argument("--export", action="append", type=_export_file, default=[], metavar="FILE", help=said)
    out.add_argument("--replace", action="store_true", help=say("help.replace"))
    _add_scope_options(asking, sentences)
    asking.add_argument("question", nargs="?", metavar="QUESTION", help=say("help.question"))


def _add_scope_options(command: argparse.ArgumentParser, sentences: Sentences) -> None:
    scope = command.add_argument_group(sentences.say("help.scope"))
    for option, value in (("collection", "NAME"), ("document", "ID|PATH"), ("kind", ".pdf")):
        said = sentences.say(f"help.{option}")
        scope.add_argument(f"--{option}", action="append", default=[], metavar=value, help=said)
    scope.add_argument("--folder", default="", metavar="PATH", help=sentences.say("help.folder"))
    for option in ("changed_from", "changed_to"):
        name, said = option.replace("_", "-"), sentences.say(f"help.{option}")
        scope.add_argument(f"--{name}", type=_day, metavar="YYYY-MM-DD", help=said)


def _day(argument: str) -> str:
    try:
        return date.fromisoformat(argument).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError("YYYY-MM-DD") from error


def _field(argument: str) -> tuple[str, str]:
    name, equals, value = argument.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError("NAME=VALUE")
    return name, value


def _export_file(argument: str) -> Path:
    path = Path(argument).expanduser().absolute()
    try:
        ending_of(path)
    except ExportKindUnknown as error:
        raise argparse.ArgumentTypeError(error.endings) from error
    return path


def _positive(argument: str) -> int:
    number = int(argument)
    if number < 1:
        raise argparse.ArgumentTypeError("1, 2, ...")
    return number
