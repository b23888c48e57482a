"""What a prompt says and in which order."""

from pathlib import Path

from app.engine.prompt import build, sources
from app.messages import FoundPassage
from app.tasks import check_form, load_all

TASKS = load_all(Path("none"))
PASSAGE = FoundPassage("a", "/a.md", "Reglement", 3, "", 0, 13, "Vijf dagen.\nJa.", 1.0)


def test_what_changes_least_comes_first() -> None:
    form = check_form(TASKS["ask"], {"question": "Hoeveel dagen?"}, "nl")
    prompt = build(TASKS["ask"], form, sources([PASSAGE]), "nl")
    assert prompt.system == (TASKS["ask"].instruction.nl,)
    assert prompt.user == (
        "Documenten:\n\n",
        "[1] Reglement, pagina 3\nVijf dagen.\nJa.\n\n",
        "Vraag: Hoeveel dagen?",
    )


def test_the_prompt_speaks_the_readers_language() -> None:
    form = check_form(TASKS["brainstorm"], {"subject": "tea", "tone": "bold"}, "en")
    prompt = build(TASKS["brainstorm"], form, (), "en")
    assert prompt.system == (TASKS["brainstorm"].instruction.en,)
    assert prompt.user == ("Subject: tea\nNumber of ideas: 5\nTone: bold",)


def test_a_source_says_where_on_its_page_it_stands() -> None:
    passage = FoundPassage("a", "/a.md", "Reglement", 3, "Verlof > Extra", 40, 55, "Vijf dagen.\nJa.", 1.0)
    (source,) = sources([passage])
    assert (source.page, source.start, source.heading) == (3, 40, "Verlof > Extra")
    assert source.quote == passage.text


def test_equal_passages_make_equal_texts_whatever_is_asked() -> None:
    first, second = (
        build(TASKS["ask"], check_form(TASKS["ask"], {"question": question}, "nl"), sources([PASSAGE]), "nl")
        for question in ("Hoeveel?", "Waarom dan?")
    )
    assert first.user[:-1] == second.user[:-1]
    assert first.user[-1] != second.user[-1]
