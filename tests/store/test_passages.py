"""The promises of splitting: exact places, whole sentences, headings that stay with their text."""

import time

import pytest

from store.passages import search_text, split, unwrapped
from store.schema import Page, Passage

SENTENCE = "De vergoeding voor thuiswerken wordt aan het einde van iedere maand uitbetaald. "


def passages_of(*texts: str, title: str = "Reglement", size: int = 700) -> tuple[Passage, ...]:
    return split([Page(number, text) for number, text in enumerate(texts, 1)], title, size)


TEXTS = {
    "accents": "één café, naïef 😀 coördinatie. " * 200,
    "one line": SENTENCE * 100,
    "wrapped lines": "Dit is een regel die afgebroken wordt omdat hij te lang is voor\nde bladzijde. " * 60,
    "headings": "".join(f"{'#' * (1 + n % 4)} Kop {n}\n\n{SENTENCE * (n % 12)}\n\n" for n in range(60)),
    "no spaces": "x" * 30_000,
    "white space": "\n\n  \t " * 100 + "woord" + "\n " * 100,
    "table": "| Rol | Bedrag |\n|---|---|\n" + "| Jurist bij de gemeente | € 10,00 |\n" * 200,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
@pytest.mark.parametrize("size", [300, 700])
def test_a_passage_is_exactly_its_place_on_the_page(text: str, size: int) -> None:
    passages = passages_of(text, size=size)
    for passage in passages:
        assert passage.text == text[passage.start : passage.end]
        assert passage.text == passage.text.strip() != ""
        assert len(passage.text) <= size * 10 / 7


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_no_word_falls_between_passages(text: str) -> None:
    passages = passages_of(text)
    assert "".join("".join(p.text for p in passages).split()) == "".join(text.split())
    assert [p.start for p in passages] == sorted(p.start for p in passages)


def test_empty_pages_have_no_passages() -> None:
    assert passages_of("", " \n") == ()


def test_what_has_no_words_is_no_passage() -> None:
    assert passages_of("•\n•\n---") == ()


def test_passages_stay_on_their_page() -> None:
    assert [(p.page, p.text) for p in passages_of("Een.", "", "Drie.")] == [(1, "Een."), (3, "Drie.")]


def test_long_text_is_cut_between_sentences() -> None:
    for passage in passages_of(SENTENCE * 50):
        assert passage.text.startswith("De vergoeding") and passage.text.endswith("uitbetaald.")


def test_sentences_over_line_ends_stay_whole() -> None:
    text = (
        "De vergoeding voor thuiswerken wordt aan het einde van iedere\nmaand uitbetaald door de dienst. "
        "Wie dat\nniet wil, meldt dit schriftelijk bij de afdeling die over het\npersoneel gaat.\n"
    ) * 12
    for passage in passages_of(text):
        assert passage.text.endswith(".") and passage.text[0].isupper()


def test_an_abbreviation_ends_no_sentence() -> None:
    text = (
        "Een aanbieder is wie een systeem in de handel brengt (art. 3 lid 3) volgens dr. Jansen hier. " * 30
    )
    for passage in passages_of(text):
        assert passage.text.startswith("Een aanbieder")


def test_a_table_is_cut_between_rows() -> None:
    for passage in passages_of(TEXTS["table"]):
        assert all(line.startswith("|") and line.endswith("|") for line in passage.text.split("\n"))


def test_a_link_is_no_place_to_cut() -> None:
    text = (
        "Lees de [regeling van de gemeente](../regels/a.md) en vraag daarna het **formulier** aan bij P&O. "
        * 30
    )
    for passage in passages_of(text):
        assert passage.text.startswith("Lees de [") and passage.text.endswith("P&O.")


def test_the_path_of_headings_begins_below_the_title() -> None:
    headings = ("# Reglement", "## Reizen", "### Trein", "## Eten")
    text = "\n\n".join(f"{heading}\n\n{SENTENCE * 5}" for heading in headings)
    assert [p.heading for p in passages_of(text)] == ["", "Reizen", "Reizen > Trein", "Eten"]


def test_headings_run_on_to_the_next_page() -> None:
    _, passage = passages_of("## Reizen\n\n### Trein\n\nTweede klas.", "Alleen met een ov-kaart.")
    assert passage.heading == "Reizen > Trein"


def test_headings_are_read_as_words() -> None:
    text = (
        f"## **Veelgestelde** [vragen](a.md) over 2\\. snake_case {{ data-search-exclude }} ##\n\n{SENTENCE}"
    )
    assert passages_of(text)[0].heading == "Veelgestelde vragen over 2. snake_case"


def test_a_heading_goes_with_the_text_below_it() -> None:
    text = f"## Reizen\n\n## Trein\n\n### Klasse\n\n{SENTENCE * 12}\n\n## Eten\n\n{SENTENCE * 8}"
    passages = passages_of(text)
    assert passages[0].text.startswith("## Reizen\n\n## Trein\n\n### Klasse\n\nDe vergoeding")
    assert passages[-1].text.startswith("## Eten\n\nDe vergoeding")
    assert not any(p.text.split("\n")[-1].startswith("#") for p in passages)


def test_a_heading_that_nothing_follows_is_not_lost() -> None:
    assert passages_of("## Bijlage")[0].text == "## Bijlage"
    assert passages_of(f"{SENTENCE}\n\n## Bijlage")[0].text.endswith("## Bijlage")


@pytest.mark.parametrize("fence", ["```", "~~~~"])
def test_a_hash_in_a_code_block_is_no_heading(fence: str) -> None:
    text = f"## Script\n\n{fence}sh\n# geen kop\nls\n{fence}\n\n{SENTENCE * 9}\n\n## Echt\n\n{SENTENCE * 9}"
    assert {p.heading for p in passages_of(text)} == {"Script", "Echt"}


def test_a_titled_box_is_a_heading_as_far_as_it_is_indented() -> None:
    text = (
        f'## Vragen\n\n??? note "Wie mag thuiswerken?"\n\n    {SENTENCE * 6}\n\n'
        f'!!! tip "Tip"\n\n    {SENTENCE * 6}\n'
    )
    assert [p.heading for p in passages_of(text)] == ["Vragen > Wie mag thuiswerken?", "Vragen"]


def test_tiny_sections_join_a_neighbour_under_the_same_top_heading() -> None:
    text = f"## Reizen\n\nKort.\n\n### Trein\n\n{SENTENCE * 4}\n\n## Eten\n\nKort."
    assert [p.text.split("\n")[0] for p in passages_of(text)] == ["## Reizen", "## Eten"]


def test_a_question_goes_with_its_answer() -> None:
    answer = "Daarvoor gelden de regels van de dienst, die ieder jaar worden herzien. "
    text = "\n".join(f"Hoe zit het met geval {n}?\n{answer * 4}" for n in range(20))
    assert not any(p.text.endswith("?") for p in passages_of(text))


def test_a_lead_in_goes_with_its_list() -> None:
    text = f"{SENTENCE * 5}\n\nJe krijgt een vergoeding voor:\n\n" + "- reizen met de trein\n" * 20
    assert any("vergoeding voor:\n\n- reizen" in p.text for p in passages_of(text))


def test_unwrapped_text_keeps_every_place() -> None:
    text = "Dit is een regel die wordt\nafgebroken. Daarna een lijst:\n- een\n- twee\n\n1. drie\nKop\nTekst."
    flowing = unwrapped(text)
    assert len(flowing) == len(text)
    assert "wordt afgebroken" in flowing
    assert flowing.endswith("lijst:\n- een\n- twee\n\n1. drie\nKop\nTekst.")


def test_search_text_names_title_path_and_text() -> None:
    passage = Passage(1, "Reizen > Trein", 0, 12, "Tweede klas.")
    assert search_text("Reglement", passage) == "Reglement\nReizen > Trein\nTweede klas."


def test_search_text_says_nothing_twice() -> None:
    text = "# Reglement\n\n## Reizen\n\nTweede klas."
    assert search_text("Reglement", Passage(1, "Reizen", 0, len(text), text)) == text
    assert search_text("Reglement", Passage(1, "", 0, 4, "Kort")) == "Reglement\nKort"


def test_search_text_leaves_out_what_only_machines_read() -> None:
    text = (
        'Zie [de regels](../a_(b).md "t") en ![plaatje](x.png).\n\n'
        '| a | b |\n|---|:-:|\n| <b>c</b> | d |\n\n??? note "Vraag?"'
    )
    found = search_text("T", Passage(1, "", 0, len(text), text))
    assert found == "T\nZie de regels en plaatje.\n\n| a | b |\n| c | d |\n\nVraag?"


@pytest.mark.parametrize(
    "unit", [SENTENCE, "x", "# kop\n\ntekst\n\n", "| a | b |\n", "[", "- punt\n", "<!-- "]
)
def test_time_grows_no_faster_than_the_text(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.perf_counter()
    passages = split([Page(1, text)], "Groot")
    for passage in passages[:1000]:
        search_text("Groot", passage)
    assert time.perf_counter() - start < 5
