"""Examples at the end of a command's help."""

from drill.i18n import _


def examples(*lines: str) -> str:
    """Return the text that ends a help page: a heading, then each command line on a line of its own.

    The blank lines between them are what keeps Rich from running them together.
    """
    return "\n\n".join([_("Examples:"), *lines])
