"""Reads Markdown, which stays as it was written, apart from front matter and comments.

What headings are is said by `store.passages`.
"""

import re

from store.passages import headings
from store.readers.content import Content, File
from store.readers.text import decoded, with_plain_line_ends


def read_markdown(file: File) -> Content:
    """One page: what its front matter says in sentences, unless the text says it too, and the text."""
    front, body = _front_matter(with_plain_line_ends(decoded(file)))
    body = _without_comments(body)
    title = front.pop("title", "")
    top = [heading.title for heading in headings(body) if heading.level == 1]
    said = " ".join(body.split())
    about = [value for value in front.values() if value not in said]
    if title and title not in top:
        about.insert(0, title if top else f"# {title}")
    return Content(["\n\n".join([*about, body])], title)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The title and the sentences among the values of a YAML front matter, and the text after it.

    What is left out are the marks for a site's machinery: names, dates, lists of keys.
    """
    match = re.match(r"---[ \t]*\n(.*?\n)??(?:---|\.\.\.)[ \t]*(?:\n|$)", text, re.DOTALL)
    if not match:
        return {}, text
    values: dict[str, str] = {}
    for entry in re.split(r"\n(?=[^\s#-])", match[1] or ""):
        key, _, raw = entry.partition(":")
        value = _yaml_text(raw)
        if value and (key == "title" or _is_sentence(value)):
            values[key] = value
    return values, text[match.end() :]


def _yaml_text(raw: str) -> str:
    value = re.sub(r"^[|>][+-]? ", "", " ".join(raw.split()))
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    return value[1:-1] if quoted else value


def _is_sentence(value: str) -> bool:
    return value.count(" ") >= 3 and not value.startswith(("- ", "[", "{"))


def _without_comments(text: str) -> str:
    # Not by a regular expression: it takes the square of the time where comments never end.
    first, *rest = text.split("<!--")
    kept = [first]
    for part in rest:
        _, end, after = part.partition("-->")
        kept.append(after if end else "<!--" + part)
    return "".join(kept)
