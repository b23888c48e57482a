"""What a prompt says and in which order."""

from pathlib import Path

from app.engine.prompt import Note, build, build_from_notes, join_notes, passage_texts, sources, take_notes
from app.messages import FoundPassage, Source
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
        "Vraag: Hoeveel dagen?\nTaalniveau: gewoon",
    )


def test_the_prompt_speaks_the_readers_language() -> None:
    form = check_form(TASKS["brainstorm"], {"subject": "tea", "tone": "bold"}, "en")
    prompt = build(TASKS["brainstorm"], form, (), "en")
    assert prompt.system == (TASKS["brainstorm"].instruction.en,)
    assert prompt.user == ("Subject: tea\nNumber of ideas: 5\nTone: bold\nLanguage level: normal",)


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


def source(number: int, document: str, page: int, title: str = "") -> Source:
    return Source(number, document, f"/{document}", title or document, page, f"text {number}")


def test_where_a_passage_stands_is_said_once_for_each_page() -> None:
    read = [source(1, "a", 1), source(2, "a", 1), source(3, "a", 2), source(4, "b", 2)]
    assert passage_texts(read, "en") == [
        "[1] a, page 1\ntext 1\n\n",
        "[2]\ntext 2\n\n",
        "[3] a, page 2\ntext 3\n\n",
        "[4] b, page 2\ntext 4\n\n",
    ]


def test_a_title_of_a_whole_page_leaves_room_for_the_text() -> None:
    (text,) = passage_texts([source(1, "a", 1, title="x" * 5000)], "nl")
    assert len(text) < 200


def test_how_much_is_read_is_no_affair_of_the_models() -> None:
    form = check_form(TASKS["ask"], {"question": "Welke?", "read": "whole"}, "nl")
    assert build(TASKS["ask"], form, (), "nl").user == ("Vraag: Welke?\nTaalniveau: gewoon",)


def test_prompts_for_notes_begin_alike_and_end_with_the_part() -> None:
    form = check_form(TASKS["ask"], {"question": "Welke prijzen?", "read": "whole"}, "nl")
    first, second = (take_notes(TASKS["ask"], form, [source(number, "a", number)], "nl") for number in (1, 2))
    assert first.system == second.system
    assert "aantekeningen" in first.system[0]
    assert first.user[:2] == second.user[:2]
    assert first.user[0] == "Opdracht: Vraag het de documenten\nVraag: Welke prijzen?\nTaalniveau: gewoon\n\n"
    assert first.user[2] == "[1] a, pagina 1\ntext 1\n\n"


def test_a_task_may_say_itself_what_to_write_down() -> None:
    form = check_form(TASKS["compare"], {"documents": "d1\nd2", "points": "prijs"}, "en")
    assert take_notes(TASKS["compare"], form, (), "en").system == (TASKS["compare"].notes.en,)


def test_notes_say_of_which_pages_they_are() -> None:
    form = check_form(TASKS["ask"], {"question": "Which?"}, "en")
    notes = [
        Note(source(1, "a", 1), source(1, "a", 1), "one"),
        Note(source(2, "a", 2), source(5, "a", 9), "two"),
        Note(source(6, "a", 9), source(8, "b", 3), "three"),
    ]
    built = build_from_notes(TASKS["ask"], form, notes, "en")
    assert built.system == (TASKS["ask"].instruction.en,)
    assert built.user == (
        "Notes of all documents, part by part:\n\n",
        "[1-1] a, page 1\none\n\n",
        "[2-5] a, pages 2-9\ntwo\n\n",
        "[6-8] a, page 9 - b, page 3\nthree\n\n",
        "Question: Which?\nLanguage level: normal",
    )
    assert join_notes(TASKS["ask"], form, notes, "en").user[1:-1] == built.user[1:-1]
