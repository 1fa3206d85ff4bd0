"""From a season's file to its plan, with every mistake named by its line."""

import re

from drill.i18n import N_, words
from drill.scenario.model import Text
from drill.scenario.nodes import Node, Scalar, Section
from drill.scenario.problems import Found, Place
from drill.scenario.read.keys import Keys, entries_of, items_of
from drill.scenario.read.kinds import Kind
from drill.scenario.source import tree
from drill.scenario.values import Value, choice, many, scalar, section, text, whole, word
from drill.text import one_line
from scoring.awards.read import awards_section
from scoring.season.model import Plan, PointsBy, Scheme, Source

MOST_DRILLS = 100
MOST_POINTS = 10_000
MOST_WEIGHT = 1_000

FILE = Kind(N_('"{word}" is not a word for a season'), N_('the season has no "{key}"'))
DRILL = Kind(N_('"{word}" is not a word for a drill of a season'), N_('the drill has no "{key}"'))
POINTS = Kind(N_('"{word}" is not a word for points of a season'))

_DATE = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
_BEST = re.compile(r"(\d{1,3})(?: of \d{1,3})?")
_NAMELESS = Text("", "")


def read_season(file: str, source: str, found: Found) -> Plan | None:
    """Return the plan that a text describes; None when it has no usable shape.

    Args:
        file: name for the problems.
        source: the whole file.
        found: takes the problems, all at once, with their lines.
    """
    root = tree(file, source, found)
    if not isinstance(root, Section):
        if root is not None:
            found.error(root.place, "shape", words("a season is a section with title, year and drills"))
        return None
    keys = Keys(root, FILE, "season", found, Place(file, 1))
    plan = Plan(
        title=keys.must("title", text, _NAMELESS, N_("give it a title")),
        year=keys.must("year", whole(1900, 2999), 0, N_("write it like 2026")),
        drills=_drills(keys.take("drills"), keys),
        scheme=_scheme(keys.take("points"), keys.take("weights"), found),
        divisions=keys.may("divisions", many(word), ()),
        minimum_drills=keys.may("minimum drills", whole(1, MOST_DRILLS), 1),
        last=keys.may("last year", _line, ""),
        last_place=keys.where.get("last year"),
        aliases=_aliases(keys.take("aliases")),
        awards=awards_section(keys.take("awards")),
    )
    keys.close()
    return plan


def _line(value: Value) -> str | None:
    said = scalar(value)
    return None if said is None else one_line(said, 500)


# ---------------------------------------------------------------- drills


def _drills(value: Value | None, keys: Keys) -> tuple[Source, ...]:
    if value is None:
        keys.missing("drills", N_("name its drill files"))
        return ()
    items = items_of(value)
    if not items:
        value.wrong("empty", words("there are no drills; name at least one"))
    if len(items) > MOST_DRILLS:
        value.wrong("many", words("more than {most} drills", most=MOST_DRILLS))
    return tuple(_drill(item, keys.found) for item in items)


def _drill(node: Node, found: Found) -> Source:
    value = Value(node, "drills", found)
    if isinstance(node, Scalar):
        return Source(_line(value) or "", node.place)
    keys = Keys(section(value) or Section((), node.place), DRILL, "drill", found)
    source = Source(
        file=keys.must("file", _line, "", N_("name its file")),
        place=node.place,
        level=keys.may("level", word, ""),
        date=keys.may("date", _date, ""),
        weight=keys.may("weight", _weight, None),
    )
    keys.close()
    return source


def _date(value: Value) -> str | None:
    said = scalar(value)
    if said is not None and not _DATE.fullmatch(said):
        value.wrong("date", words("'{text}' is not a date; write it like 2026-04-11", text=said))
        return None
    return said


def _weight(value: Value) -> int | None:
    said = scalar(value)
    if said is None:
        return None
    digits = said.removesuffix("%").strip()
    short = digits.isascii() and digits.isdigit() and len(digits) <= len(str(MOST_WEIGHT))
    if not (short and 1 <= int(digits) <= MOST_WEIGHT):
        value.wrong(
            "weight", words("'{text}' is not a weight; write a whole percentage, e.g. 150%", text=said)
        )
        return None
    return int(digits)


# ---------------------------------------------------------------- points


def _scheme(value: Value | None, weights: Value | None, found: Found) -> Scheme:
    levels = tuple(
        (entry.key.text.strip(), _weight(Value(entry.value, entry.key.text, found)))
        for entry in entries_of(weights)
    )
    weighed = tuple((level, percent) for level, percent in levels if percent is not None)
    node = section(value) if value else None
    if value is None or node is None:
        return Scheme(weights=weighed)
    keys = Keys(node, POINTS, "points", found)
    scheme = Scheme(
        by=keys.may("by", choice(PointsBy), PointsBy.PERCENT),
        table=keys.may("table", many(whole(0, MOST_POINTS)), ()),
        participation=keys.may("participation", whole(0, MOST_POINTS), 0),
        best=keys.may("best", _best, 0),
        weights=weighed,
    )
    if (scheme.by is PointsBy.RANKS) != bool(scheme.table):
        value.wrong("table", words("a table of points goes with by: ranks, and by: ranks with a table"))
    keys.close()
    return scheme


def _best(value: Value) -> int | None:
    said = scalar(value)
    match = _BEST.fullmatch(said) if said else None
    if said and (match is None or int(match[1]) == 0):
        value.wrong(
            "best", words("'{text}' does not fit; write how many drills count, e.g. 3 of 4", text=said)
        )
        return None
    return int(match[1]) if match else None


def _aliases(value: Value | None) -> tuple[tuple[str, str], ...]:
    found: list[tuple[str, str]] = []
    for entry in entries_of(value):
        team = entry.key.text.strip()
        assert value is not None  # noqa: S101 (nothing has no entries)
        others = many(word)(Value(entry.value, team, value.found))
        found += [(other, team) for other in others]
    return _unchained(tuple(found), value)


def _unchained(aliases: tuple[tuple[str, str], ...], value: Value | None) -> tuple[tuple[str, str], ...]:
    """Report a name that stands for two teams, or for one that is another name itself."""
    others = [other for other, _team in aliases]
    wrong = {other for other in others if others.count(other) > 1} | {team for _other, team in aliases} & set(
        others
    )
    if wrong and value is not None:
        value.wrong(
            "aliases", words("'{name}' cannot be told: each other name stands for one team", name=min(wrong))
        )
    return aliases
