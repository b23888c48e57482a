"""A GGUF model's vocabulary: text to tokens, tokens to bytes, and which tokens a slot may begin with."""

import ctypes
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


class Vocabulary:
    """The vocabulary of a loaded model.

    Attributes:
        pieces: the bytes of every token; those of control tokens are empty.
        begin: the token that begins a text where the model wants one, else None.
    """

    def __init__(self, api: Any, model: Any) -> None:
        """`api` is the module llama_cpp, `model` its pointer; valid as long as the model is."""
        self._api = api
        self._vocabulary = api.llama_model_get_vocab(model)
        self.pieces = _pieces(api, self._vocabulary)
        self.bans = Bans.of(self.pieces, self.ends_generation)
        begin = api.llama_vocab_bos(self._vocabulary)
        self.begin: int | None = begin if api.llama_vocab_get_add_bos(self._vocabulary) else None
        spm = api.llama_vocab_type(self._vocabulary) == api.LLAMA_VOCAB_TYPE_SPM
        self._lead = self._tokens_of_bytes(b"\n", control=False) if spm else []

    def tokens(self, text: str | bytes, control: bool = False) -> list[int]:
        """The tokens of a text; control tokens are made of it only with `control`."""
        raw = text if isinstance(text, bytes) else text.encode(errors="replace")
        if raw and self._lead:
            # SentencePiece puts a space before whatever it is given; behind a newline there is none.
            tokens = self._tokens_of_bytes(b"\n" + raw, control)
            if tokens[: len(self._lead)] == self._lead:
                return tokens[len(self._lead) :]
        return self._tokens_of_bytes(raw, control)

    def ends_generation(self, token: int) -> bool:
        """Whether the model says by this token that it has finished."""
        return bool(self._api.llama_vocab_is_eog(self._vocabulary, token))

    def edge_texts(self) -> tuple[str, str]:
        """The texts of the tokens that begin and end a text, as chat templates want them."""
        begin, end = (
            self._text_of(token)
            for token in (
                self._api.llama_vocab_bos(self._vocabulary),
                self._api.llama_vocab_eos(self._vocabulary),
            )
        )
        return begin, end

    def _text_of(self, token: int) -> str:
        text = self._api.llama_vocab_get_text(self._vocabulary, token) if token >= 0 else b""
        return (text or b"").decode(errors="replace")

    def _tokens_of_bytes(self, raw: bytes, control: bool) -> list[int]:
        room = len(raw) + 8
        array = (ctypes.c_int32 * room)()
        count = self._api.llama_tokenize(self._vocabulary, raw, len(raw), array, room, False, control)
        return list(array[: max(count, 0)])


_NEW_HEADING = re.compile(rb"\n[ \t]*#")


@dataclass(frozen=True)
class Bans:
    """Token ids that a slot may not begin with, by its shape, as index arrays. None begins with a bracket:
    that is how a prompt numbers its passages, and small models go on with the numbers.

    Attributes:
        headings: what would make a heading at the beginning of a line; `new_headings` begin that line too.
        wordless: tokens without a letter or digit.
    """

    prose: NDArray[np.int64]
    line: NDArray[np.int64]
    cell: NDArray[np.int64]
    headings: NDArray[np.int64]
    new_headings: NDArray[np.int64]
    wordless: NDArray[np.int64]

    @classmethod
    def of(cls, pieces: Sequence[bytes], ends: Callable[[int], bool]) -> "Bans":
        kinds = ("none", "headings", "new_headings", "bars", "marks", "wordless")
        found: dict[str, list[int]] = {kind: [] for kind in kinds}
        for token, piece in enumerate(pieces):
            if _NEW_HEADING.search(piece):
                found["new_headings"].append(token)
            text = piece.lstrip(b" \t")
            if text[:1] == b"#":
                found["headings"].append(token)
            elif not text.strip() or text[:1] in b"\n\r[" or ends(token):
                found["none"].append(token)
            elif b"|" in text:
                found["bars"].append(token)
            elif text[:1].isdigit() or text[:1] in b"-*+.)" or text.startswith("•".encode()):
                found["marks"].append(token)
            if not any(map(str.isalnum, piece.decode(errors="ignore"))):
                found["wordless"].append(token)
        arrays = {name: np.array(tokens, np.int64) for name, tokens in found.items()}
        prose = np.concatenate([arrays["none"], arrays["headings"]])
        return cls(
            prose=prose,
            line=np.concatenate([prose, arrays["marks"]]),
            cell=np.concatenate([prose, arrays["bars"]]),
            headings=np.concatenate([arrays["headings"], arrays["new_headings"]]),
            new_headings=arrays["new_headings"],
            wordless=arrays["wordless"],
        )


def _pieces(api: Any, vocabulary: Any) -> list[bytes]:
    """The bytes of every token; control tokens are empty. (vocabulary,)"""
    buffer = ctypes.create_string_buffer(512)
    pieces = []
    for token in range(api.llama_vocab_n_tokens(vocabulary)):
        length = api.llama_token_to_piece(vocabulary, token, buffer, len(buffer), 0, False)
        pieces.append(buffer.raw[:length] if length > 0 else b"")
    return pieces
