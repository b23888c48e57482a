"""How likely a token is to be drawn at a temperature, and which are left out before. Pure.

The arithmetic is that of llama.cpp's samplers, in the order in which the engine has them: top-k, top-p and
min-p look at the chances as the model gives them, temperature comes last. (Top-p: Holtzman et al. 2020,
arXiv:1904.09751; min-p: Nguyen et al. 2024, arXiv:2407.01082.)
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from app.messages import NextToken, Tuning

_SHOWN = str.maketrans({" ": "\N{MIDDLE DOT}", "\t": "→", "\r": "", "\n": "¶"})


@dataclass(frozen=True)
class Chance:
    """A token with its share of all that are known, 0 to 1. One that is left out is never drawn: its share is
    what it would have."""

    text: str
    share: float
    left_out: bool


def chances(likely: Sequence[NextToken], tuning: Tuning) -> tuple[Chance, ...]:
    """The chances of tokens, the likeliest first, as this tuning makes them. What an infinite logit or none
    at all would break has no chance."""
    known = [token for token in likely if math.isfinite(token.logit)]
    if not known:
        return ()
    logits = [token.logit for token in known]
    kept = 1 if tuning.temperature <= 0 else _kept(logits, tuning)
    shares = _shares(logits, tuning.temperature)
    return tuple(
        Chance(token.text, share, place >= kept)
        for place, (token, share) in enumerate(zip(known, shares, strict=True))
    )


def visible(text: str) -> str:
    """A token as one line, its spaces to be seen as in a word processor that shows them."""
    shown = text.translate(_SHOWN)
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in shown)


def _shares(logits: Sequence[float], temperature: float) -> list[float]:
    if temperature <= 0:
        return [1.0] + [0.0] * (len(logits) - 1)
    best = max(logits)
    weights = [math.exp((logit - best) / temperature) for logit in logits]
    total = sum(weights)
    return [weight / total for weight in weights]


def _kept(logits: Sequence[float], tuning: Tuning) -> int:
    """How many of them, from the likeliest on, may be drawn."""
    kept = min(tuning.top_k, len(logits)) if tuning.top_k > 0 else len(logits)
    shares = _shares(logits[:kept], 1.0)
    if tuning.top_p < 1:
        reached = accumulate(shares)
        kept = next((place for place, sum_ in enumerate(reached, 1) if sum_ >= tuning.top_p), kept)
    if tuning.min_p > 0:
        kept = sum(share >= tuning.min_p * shares[0] for share in shares[:kept])
    return max(kept, 1)
