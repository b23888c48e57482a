"""How a model wants a conversation written: its own chat template, rendered once in a sandbox.

The template is rendered with two markers in place of the system and the user text, and cut at them.
So the template's code runs once per loaded model and never sees a document, and what it wrote itself
(control tokens included) can be told from what documents and people wrote.
"""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NoReturn

import jinja2
from jinja2.exceptions import TemplateError
from jinja2.ext import loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

from models.errors import NoChatTemplate


@dataclass(frozen=True)
class Segment:
    """A stretch of prompt; `control` text may hold control tokens, other text is plain."""

    text: str
    control: bool


@dataclass(frozen=True)
class ChatFormat:
    """A rendered template, cut at its two places.

    `between` is None when the format has no place for a system text: it then goes before the user's.
    """

    before: str
    between: str | None
    after: str

    @classmethod
    def from_template(cls, template: str | None, bos: str, eos: str, model: str) -> "ChatFormat":
        """Render `template` (Jinja, as in a GGUF file's metadata).

        Raises:
            NoChatTemplate: there is none, it fails, or it does not put the user's text exactly once.
        """
        if not template:
            raise NoChatTemplate(model)
        system, user = (f"marker-{secrets.token_hex(16)}" for _ in range(2))
        with_system = [{"role": "system", "content": system}, {"role": "user", "content": user}]
        for messages in (with_system, with_system[1:]):
            try:
                rendered = _render(template, messages, bos, eos)
            except Exception:  # noqa: BLE001, S112  the file's own code: it may fail in any way
                continue  # a template that refuses the system role says so by an error
            parts = _cut(rendered, system if len(messages) == 2 else None, user)
            if parts is not None:
                return parts
        raise NoChatTemplate(model)

    def segments(self, system: Sequence[str], user: Sequence[str]) -> tuple[Segment, ...]:
        """The conversation up to where the model begins to write.

        Each text becomes a segment of its own, so that a text that is the same in two prompts is the
        same tokens in both.
        """
        system_texts = [Segment(text, control=False) for text in system]
        user_texts = [Segment(text, control=False) for text in user]
        middle = [Segment(self.between, control=True)] if self.between is not None else []
        return (
            Segment(self.before, control=True),
            *system_texts,
            *middle,
            *user_texts,
            Segment(self.after, control=True),
        )


def _cut(rendered: str, system: str | None, user: str) -> ChatFormat | None:
    """The rendered template without its markers; None when a marker is not there exactly once."""
    if rendered.count(user) != 1:
        return None
    before, after = rendered.split(user)
    if system is None:
        return ChatFormat(before, None, after)
    if before.count(system) != 1 or system in after:
        return None
    first, between = before.split(system)
    return ChatFormat(first, between, after)


def _render(template: str, messages: list[dict[str, str]], bos: str, eos: str) -> str:
    def raise_exception(message: str) -> NoReturn:
        raise TemplateError(message)

    def strftime_now(pattern: str) -> str:
        return datetime.now().strftime(pattern)

    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[loopcontrols], undefined=jinja2.Undefined
    )
    values: dict[str, Any] = {"raise_exception": raise_exception, "strftime_now": strftime_now}
    return environment.from_string(template).render(
        messages=messages,
        add_generation_prompt=True,
        enable_thinking=False,
        bos_token=bos,
        eos_token=eos,
        **values,
    )
