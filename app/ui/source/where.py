"""The line that says where in its document a passage stands."""

from app.ui.plain_text import ElidedLabel, one_line
from app.ui.source.position import Position


class Where(ElidedLabel):
    """Page, slide or sheet, heading, and how far down, as far as these tell anything."""

    def __init__(self) -> None:
        super().__init__(name="caption")

    def tell(self, position: Position, heading: str) -> None:
        """`heading` is "" for a page that is not the passage's own."""
        parts = (self._page(position), one_line(heading).strip(), self._place(position))
        self.setText(" · ".join(filter(None, parts)))
        self.setVisible(bool(self.text()))

    def _page(self, position: Position) -> str:
        if position.count == 1:
            return ""
        if position.count == 0:  # not known yet
            words = self.tr("page {page}") if position.number > 1 else ""
        elif position.kind == "slide":
            words = self.tr("slide {page} of {pages}")
        elif position.kind == "sheet":
            words = self.tr("sheet {page} of {pages}")
        else:
            words = self.tr("page {page} of {pages}")
        return words.format(page=position.number, pages=position.count)

    def _place(self, position: Position) -> str:
        if position.lines:
            return self.tr("row {row} of {rows}").format(row=position.line, rows=position.lines)
        if position.percent is not None:
            return self.tr("at about {percent} %").format(percent=position.percent)
        return ""
