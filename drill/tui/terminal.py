"""Whether this terminal can show a desk, and in how many colours."""

from collections.abc import Mapping

from drill.errors import TerminalError
from drill.i18n import _
from drill.tui.theme import ANSI_DARK, DARK


def check_terminal(environment: Mapping[str, str]) -> None:
    """Refuse a terminal that cannot place a cursor.

    Args:
        environment: the process's variables; only ``TERM`` is read.

    Raises:
        TerminalError: ``TERM`` is ``dumb`` or ``unknown``.
    """
    if environment.get("TERM", "").lower() in {"dumb", "unknown"}:
        raise TerminalError(
            _("This terminal cannot move its cursor (TERM is “{term}”).").format(term=environment["TERM"]),
            _("Open a full terminal, or use the plain commands: livefire --help lists them."),
        )


def theme_for(environment: Mapping[str, str]) -> str:
    """Return the theme that the terminal's colours can carry: ``ansi`` where only sixteen are sure."""
    if environment.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return DARK
    term = environment.get("TERM", "").lower()
    return DARK if "256color" in term or "direct" in term or not term else ANSI_DARK
