"""How papers and commands name the columns of a board and what placed a row."""

from drill.i18n import _
from scoring.model import TieRule


def column_name(section: str) -> str:
    """Return a section's name in the reader's language; a judged section keeps the author's word."""
    known = {
        "services": _("services"),
        "attack stopped": _("attack stopped"),
        "questions": _("questions"),
        "injects": _("injects"),
        "reports": _("reports"),
        "fines": _("fines"),
        "penalties": _("penalties"),
        "judged teamwork": _("judged: teamwork"),
    }
    if section in known:
        return known[section]
    return _("judged: {name}").format(name=section.removeprefix("judged "))


def tie_words(tie: TieRule) -> str:
    """Return what placed a row, in the reader's language; empty where no rule was needed."""
    return {
        TieRule.NONE: "",
        TieRule.REPORTS: _("by reports"),
        TieRule.CONTAINMENT: _("by earlier last containment"),
        TieRule.GAIN: _("by earlier last gain"),
        TieRule.SHARED: _("shared"),
    }[tie]
