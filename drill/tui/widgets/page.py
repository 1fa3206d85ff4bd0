"""Builds the running text of a detail or dialog, so that no outsider's word ever passes as markup."""

from textual.content import Content

from drill.text import clean, one_line
from drill.tui.widgets.tones import STYLE, Tone


class Page:
    """Lines of text with a few roles; each method adds and returns the page."""

    def __init__(self) -> None:
        self._parts: list[Content] = []

    def head(self, text: str, tone: Tone = Tone.NONE) -> "Page":
        """Add a heading."""
        self._parts.append(Content.styled(one_line(text, 500), f"bold {STYLE[tone]}".strip()))
        return self

    def pair(self, name: str, value: str, tone: Tone = Tone.NONE) -> "Page":
        """Add one line: a quiet name and its value; an empty value is shown as a quiet dash."""
        said = one_line(value, 500)
        style = STYLE[tone] if said else STYLE[Tone.QUIET]
        named = one_line(name, 200)
        self._parts.append(
            Content.styled(f"{named} ", STYLE[Tone.QUIET]) + Content.styled(said or "–", style)
        )
        return self

    def words(self, text: str, tone: Tone = Tone.NONE) -> "Page":
        """Add running text as it was written, line breaks kept."""
        self._parts.append(Content.styled(clean(text), STYLE[tone]) if tone else Content(clean(text)))
        return self

    def quiet(self, text: str) -> "Page":
        """Add a muted line."""
        return self.words(text, Tone.QUIET)

    def gap(self) -> "Page":
        """Add an empty line."""
        self._parts.append(Content(""))
        return self

    def done(self) -> Content:
        """Return the whole."""
        return Content("\n").join(self._parts)
