"""What was measured of this computer, as figures that a person reads: words and passages a second."""

from dataclasses import dataclass

from app.messages import Calibrated


@dataclass(frozen=True)
class Speeds:
    """Rounded to two digits: nobody knows them better. 0 where it was not measured."""

    words_read: float
    words_written: float
    passages: float

    @classmethod
    def of(cls, found: Calibrated) -> "Speeds":
        words = found.words_per_token
        return cls(
            rounded(found.read_tokens_per_second * words),
            rounded(found.write_tokens_per_second * words),
            rounded(found.passages_per_second),
        )


def rounded(rate: float) -> float:
    """Two digits; from ten on whole."""
    if rate < 10:
        return round(rate, 1)
    step = 10 ** (len(str(int(rate))) - 2)
    return float(round(rate / step) * step)


def shown(rate: float) -> str:
    """Without an empty fraction."""
    return f"{rate:g}"
