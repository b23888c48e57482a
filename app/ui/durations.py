"""How long something takes or still will, in words. What is expected is reckoned elsewhere."""

import math

from PySide6.QtCore import QObject

_FIVES_FROM, _MINUTES_FROM, _HOURS_FROM = 30, 100, 90 * 60
"""Seconds; from there on it is told in fives, in minutes, in hours: nobody knows it better."""


class Durations(QObject):
    """Words for expected times. Each place that tells of them has its own."""

    def about(self, seconds: float) -> str:
        """ "about 12 s", rounded as estimates deserve; never nothing."""
        number, unit = self._rounded(seconds)
        words = {
            "s": self.tr("about %n s", "", number),
            "min": self.tr("about %n min", "", number),
            "h": self.tr("about %n hours", "", number),
        }
        return words[unit]

    def at_most(self, seconds: float) -> str:
        """The same for an upper bound: "at most 12 s"."""
        number, unit = self._rounded(seconds)
        words = {
            "s": self.tr("at most %n s", "", number),
            "min": self.tr("at most %n min", "", number),
            "h": self.tr("at most %n hours", "", number),
        }
        return words[unit]

    def _rounded(self, seconds: float) -> tuple[int, str]:
        if seconds < _FIVES_FROM:
            return max(math.ceil(seconds), 1), "s"
        if seconds < _MINUTES_FROM:
            return 5 * round(seconds / 5), "s"
        if seconds < _HOURS_FROM:
            return round(seconds / 60), "min"
        return round(seconds / 3600), "h"
