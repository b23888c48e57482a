"""Where the sections of an answer stand in its text. Pure: it knows no Qt."""

from collections.abc import Sequence

from app.messages import Section


def section_starts(text: str, sections: Sequence[Section]) -> list[int]:
    """The place of the first letter of each section in the text: of its heading, or of its words where it has
    none. Empty when they are not all found, in order."""
    starts, place = [], 0
    for section in sections:
        begins = f"## {section.title}\n" if section.title else section.text.partition("\n")[0]
        start = text.find(begins, place)
        while section.title and start > 0 and text[start - 1] != "\n":
            start = text.find(begins, start + 1)
        if start < 0 or not begins:
            return []
        starts.append(start)
        body = text.find(section.text, start + len(begins) * bool(section.title))
        place = body + len(section.text) if body >= 0 else start + len(begins)
    return starts
