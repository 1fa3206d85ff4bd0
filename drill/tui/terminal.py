"""Whether this terminal can show a desk."""

from collections.abc import Mapping

from drill.errors import TerminalError
from drill.i18n import _


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
