"""How scores read: sections, ratings, tie-breaks, marks and how far judges are apart."""

from collections.abc import Iterable, Sequence

from drill.i18n import N_, _
from drill.tui.widgets.tones import Tone
from drill.world.cards import LedgerCard

SECTIONS = {
    "services": (N_("Services"), N_("Serv")),
    "attack stopped": (N_("Attack stopped"), N_("Stop")),
    "questions": (N_("Questions"), N_("Ques")),
    "injects": (N_("Replies"), N_("Repl")),
    "reports": (N_("Reports"), N_("Rept")),
    "fines": (N_("Fines"), N_("Fine")),
    "penalties": (N_("Penalties"), N_("Pen")),
}
"""Columns of the board: full name and short heading."""
JUDGED = {"teamwork": N_("Teamwork")}
"""Names of judged sections that most scenarios have; any other is called as its author wrote it."""

RATINGS = (
    ("P", N_("P performed without challenges")),
    ("S", N_("S some challenges")),
    ("M", N_("M major challenges")),
    ("U", N_("U unable to perform")),
)
ANCHORS = N_("0 nothing · 25 a trace of it · 50 half · 75 most, a gap remains · 100 all of it")
"""What a percentage of a criterion means."""

TIES = {
    "reports": N_("more points for reports"),
    "containment": N_("earlier last containment"),
    "last gain": N_("earlier last gain"),
    "shared": N_("nothing tells them apart: they share the rank"),
}


def section_name(section: str) -> str:
    """Return a section's full name."""
    if section in SECTIONS:
        return _(SECTIONS[section][0])
    return _("Judged: {name}").format(name=section_head(section))


def section_head(section: str) -> str:
    """Return a section's short heading."""
    if section in SECTIONS:
        return _(SECTIONS[section][1])
    name = section.removeprefix("judged ")
    return _(JUDGED[name]) if name in JUDGED else name


def signed(points: int) -> str:
    """Return points with their sign: ``+12``, ``-5``, ``0``."""
    return f"{points:+d}" if points else "0"


def tone_of(points: int) -> Tone:
    """Return the tone of signed points."""
    return Tone.BAD if points < 0 else Tone.GOOD if points > 0 else Tone.QUIET


def lines_of(cards: Iterable[LedgerCard], team: str, section: str) -> list[LedgerCard]:
    """Return a team's lines of a section, or of all sections where none is named, as the ledger has them."""
    return [card for card in cards if card.team == team and section in {"", card.section}]


def wrong_percent(text: str) -> str:
    """Say what is wrong with a percentage."""
    number = text.strip().removesuffix("%").strip()
    return "" if number.isdecimal() and int(number) <= 100 else _("Write a whole number from 0 to 100.")


def percent_of(text: str) -> int:
    """Return a percentage that `wrong_percent` accepted."""
    return int(text.strip().removesuffix("%").strip())


def wrong_points(text: str) -> str:
    """Say what is wrong with signed points."""
    number = text.strip()
    bare = number[1:] if number[:1] in {"+", "-", "−"} else number
    if bare.isdecimal() and 0 < int(bare) <= 1000:
        return ""
    return _("Write signed whole points, like -20 or +10.")


def points_of(text: str) -> int:
    """Return signed points that `wrong_points` accepted."""
    return int(text.strip().replace("−", "-"))


def sections_of(rows: Sequence[tuple[tuple[str, int], ...]]) -> tuple[str, ...]:
    """Return the columns of the board from its rows."""
    return tuple(dict.fromkeys(section for row in rows for section, _points in row))
