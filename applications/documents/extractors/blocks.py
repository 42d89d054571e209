"""Paragraphs as they come out of a document: each a line, nested ones before the outer one."""

BULLET = "• "


class Blocks:
    """Collects the text of paragraphs that may lie inside one another."""

    def __init__(self) -> None:
        self._finished: list[str] = []
        self._open: list[list[str]] = []

    def begin(self) -> None:
        """Start a paragraph."""
        self._open.append([])

    def add(self, text: str) -> None:
        """Append to the innermost open paragraph; text outside of any is layout, not content."""
        if self._open:
            self._open[-1].append(text)

    def mark_as_list_item(self) -> None:
        """Put a bullet in front of the innermost open paragraph."""
        if self._open and self._open[-1][:1] != [BULLET]:
            self._open[-1].insert(0, BULLET)

    def add_address(self, address: str) -> None:
        """Append where a link leads, unless the paragraph already spells it."""
        if address and self._open and address not in "".join(self._open[-1]):
            self._open[-1].append(f" ({address})")

    def finish(self) -> None:
        """End the innermost open paragraph; one of only a bullet is dropped."""
        if self._open:
            text = "".join(self._open.pop())
            self._finished.append("" if text == BULLET else text)

    def text(self) -> str:
        """Return all finished paragraphs, a line each."""
        return "\n".join(self._finished)
