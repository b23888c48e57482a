"""The window's words in both languages: every one of them, whole, and as new as its source.

The English is in the sources, as `self.tr("...")`. At run time Qt looks it up under the class of the object;
PySide then tries the classes that it inherits from, but not for plural forms: see `test_no_plural_form_...`.
"""

import ast
import os
import re
import shutil
import string
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QLibraryInfo, QObject, QTranslator
from PySide6.QtWidgets import QApplication

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("nl", "en")

VISIBLE = {
    "setAccessibleDescription",
    "setAccessibleName",
    "setItemText",
    "setPlaceholderText",
    "setPrefix",
    "setSpecialValueText",
    "setStatusTip",
    "setSuffix",
    "setText",
    "setTitle",
    "setToolTip",
    "setWhatsThis",
    "setWindowTitle",
    "addAction",
    "addItem",
    "addMenu",
    "addRow",
    "addTab",
    "announce",
    "showMessage",
    "tooltip",
    "ElidedLabel",
    "PlainLabel",
    "QAction",
    "QCheckBox",
    "QGroupBox",
    "QLabel",
    "QPushButton",
    "QRadioButton",
    "getExistingDirectory",
    "getOpenFileName",
    "getOpenFileNames",
    "getSaveFileName",
}
"""What shows the text that it is given."""

NOT_SHOWN = {"name", "parent", "dir", "objectName", "look"}
"""Arguments of these that nobody sees."""

THE_SAME_IN_EVERY_LANGUAGE = {
    "Binnenshuis",
    "Nederlands",
    "English",
    "d MMMM yyyy",
    "pip install 'binnenshuis[starter]'",
}


@dataclass(frozen=True)
class Message:
    """A text of the window as a .ts file has it; `forms` are two where it is plural."""

    context: str
    source: str
    comment: str
    plural: bool


def ts_messages(path: Path) -> dict[Message, tuple[str, tuple[str, ...]]]:
    """For each message its state ("" when it is finished) and its translation, or both plural forms."""
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for element in context.iter("message"):
            plural = element.get("numerus") == "yes"
            message = Message(
                context.findtext("name") or "",
                element.findtext("source") or "",
                element.findtext("comment") or "",
                plural,
            )
            translation = element.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation] if plural else [translation.text or ""]
            found[message] = (translation.get("type") or "", tuple(forms))
    return found


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted((ROOT / "app" / "ui").rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def classes() -> Iterator[ast.ClassDef]:
    for _, module in sources():
        yield from (node for node in ast.walk(module) if isinstance(node, ast.ClassDef))


def tr_calls(node: ast.AST, context: str = "") -> Iterator[tuple[str, ast.Call]]:
    """Every call of a method `tr` under the node, with the class that it is written in."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Call) and isinstance(child.func, ast.Attribute) and child.func.attr == "tr":
            yield context, child
        yield from tr_calls(child, child.name if isinstance(child, ast.ClassDef) else context)


def message_of(context: str, call: ast.Call) -> Message | None:
    """The message that a call looks up; None when it is not written as it has to be."""
    values = [argument.value for argument in call.args[:2] if isinstance(argument, ast.Constant)]
    texts = [value for value in values if isinstance(value, str)]
    assert isinstance(call.func, ast.Attribute)
    of_self = isinstance(call.func.value, ast.Name) and call.func.value.id == "self"
    if not context or not of_self or call.keywords or len(texts) != min(len(call.args), 2) or not texts:
        return None
    return Message(context, texts[0], texts[1] if len(texts) > 1 else "", len(call.args) == 3)


def messages_in_the_sources() -> set[Message]:
    found = set()
    for _, module in sources():
        found |= {message for context, call in tr_calls(module) if (message := message_of(context, call))}
    return found


def test_every_text_is_written_so_that_it_can_be_found() -> None:
    """`self.tr("text")`, `self.tr("text", "which one is meant")` or `self.tr("%n texts", "", number)`."""
    for path, module in sources():
        for context, call in tr_calls(module):
            assert message_of(context, call), f"{path.name}:{call.lineno}: {ast.unparse(call)}"


def test_every_plural_form_and_nothing_else_has_its_number() -> None:
    for message in messages_in_the_sources():
        assert ("%n" in message.source) == message.plural, message


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_translations_are_as_new_as_the_sources(language: str) -> None:
    wanted = {message for message in messages_in_the_sources() if language == "nl" or message.plural}
    kept = set(ts_messages(FOLDER / f"binnenshuis_{language}.ts"))
    assert wanted - kept == set(), "run .ci/translations, then translate what is new"
    assert kept - wanted == set(), "run .ci/translations: the sources say this no longer"


def test_bringing_the_translations_up_to_date_changes_nothing(tmp_path: Path) -> None:
    for path in FOLDER.glob("*.ts"):
        shutil.copy(path, tmp_path)
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [str(ROOT / ".ci" / "translations"), str(tmp_path)]
    subprocess.run(command, check=True, env={**os.environ, "PATH": tools})
    for language in LANGUAGES:
        name = f"binnenshuis_{language}.ts"
        assert ts_messages(tmp_path / name) == ts_messages(FOLDER / name)


def marks(text: str) -> tuple[object, ...]:
    """What a translation has to have as its source has it."""
    values = sorted(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
    edges = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
    return values, text.count("%n"), text.count("…"), len(re.findall(r"&(?=\w)", text)), edges


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_is_finished_and_has_what_its_source_has(language: str) -> None:
    for message, (state, forms) in ts_messages(FOLDER / f"binnenshuis_{language}.ts").items():
        assert state == "", f"unfinished: {message}"
        assert len(forms) == 1 + message.plural
        for form in forms:
            assert form.strip(), message
            assert marks(form) == marks(message.source), (message, form)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_program_reads_is_what_was_translated(language: str, qapp: QApplication) -> None:
    translator = QTranslator()
    assert translator.load(str(FOLDER / f"binnenshuis_{language}.qm"))
    for message, (_, forms) in ts_messages(FOLDER / f"binnenshuis_{language}.ts").items():
        for number in (1, 0, 2, 11) if message.plural else (-1,):
            shown = translator.translate(message.context, message.source, message.comment, number)
            assert shown == forms[message.plural and number != 1], "run .ci/translations"


def test_no_plural_form_is_in_a_class_that_others_inherit_from() -> None:
    """An object of the inheriting class would show it in English: PySide takes the text with its number put
    in for a translation, and looks no further than the object's own class."""
    inherited = {ast.unparse(base).split("[")[0].split(".")[-1] for each in classes() for base in each.bases}
    for message in messages_in_the_sources():
        assert not (message.plural and message.context in inherited), message


class Drawer(QObject):
    def label(self) -> str:
        return self.tr("A drawer")


class Cupboard(Drawer):
    pass


def test_a_text_of_a_class_is_translated_in_what_inherits_from_it(qapp: QApplication, tmp_path: Path) -> None:
    message = "<message><source>A drawer</source><translation>Een la</translation></message>"
    context = f"<context><name>Drawer</name>{message}</context>"
    (tmp_path / "la.ts").write_text(f'<!DOCTYPE TS><TS version="2.1" language="nl">{context}</TS>')
    tool = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([str(tool), "-silent", str(tmp_path / "la.ts")], check=True)
    dutch = QTranslator()
    assert dutch.load(str(tmp_path / "la.qm"))
    qapp.installTranslator(dutch)
    try:
        assert (Drawer().label(), Cupboard().label()) == ("Een la", "Een la")
    finally:
        qapp.removeTranslator(dutch)


def literals(node: ast.expr) -> Iterator[str]:
    """The literal texts that the value of an expression may hold; what is given to a call is not looked at,
    unless it is a method of a text, as in `" ".join(["two", "words"])`."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Call(func=ast.Attribute(value=of, attr="format" | "join" | "replace"), args=arguments):
            for part in (of, *arguments):
                yield from literals(part)
        case ast.Call() | ast.Attribute() | ast.Subscript() | ast.Compare():
            return
        case ast.IfExp(body=one, orelse=other):
            yield from (*literals(one), *literals(other))
        case _:
            for child in ast.iter_child_nodes(node):
                if isinstance(child, ast.expr):
                    yield from literals(child)


def shown(call: ast.Call) -> Iterator[ast.expr]:
    """The arguments of a call that reach the screen."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in VISIBLE:
        return
    places = call.args
    if name == "setItemText":
        places = call.args[1:]
    elif name == "addItem":  # an icon may come first; what comes last is data
        places = call.args[: max(1, len(call.args) - 1)]
    elif name in ("PlainLabel", "ElidedLabel"):  # then the parent and the object name
        places = call.args[:1]
    yield from places
    yield from (keyword.value for keyword in call.keywords if keyword.arg not in NOT_SHOWN)


def has_words(text: str) -> bool:
    return any(character.isalpha() for character in text) and text not in THE_SAME_IN_EVERY_LANGUAGE


def test_no_text_reaches_the_screen_without_tr() -> None:
    for path, module in sources():
        for call in (node for node in ast.walk(module) if isinstance(node, ast.Call)):
            bare = [text for argument in shown(call) for text in literals(argument) if has_words(text)]
            assert not bare, f"{path.name}:{call.lineno}: {bare}"


def in_both_languages(module: ast.Module) -> Iterator[ast.Call]:
    """Words that go into a task, in Dutch and in English."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Words":
            assert {keyword.arg for keyword in node.keywords} == {"nl", "en"} or not node.keywords
            yield node


def test_no_literal_of_several_words_is_without_tr() -> None:
    """Those that reach the screen by way of a variable."""
    for path, module in sources():
        exempt = {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}  # docstrings
        exempt |= {id(node) for _, call in tr_calls(module) for node in ast.walk(call)}
        exempt |= {id(node) for call in in_both_languages(module) for node in ast.walk(call)}
        for node in ast.walk(module):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in exempt:
                words = re.search(r"[^\W\d_]{2,} [^\W\d_]{2,}", node.value) and "<" not in node.value
                assert not (words and has_words(node.value)), f"{path.name}:{node.lineno}: {node.value}"


def test_the_words_of_qts_own_dialogs_come_with_qt(qapp: QApplication) -> None:
    translator = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert translator.load("qtbase_nl", folder)
    assert translator.translate("QPlatformTheme", "Cancel") == "Annuleren"
