"""From a file of award rules to rules, with every mistake named by its line."""

from functools import cache
from pathlib import Path

from drill.i18n import N_, words
from drill.scenario.model import Text
from drill.scenario.nodes import Node, Section
from drill.scenario.problems import Found, Place, did_you_mean
from drill.scenario.read.keys import Keys, keys_of, named
from drill.scenario.read.kinds import Kind
from drill.scenario.source import tree
from drill.scenario.values import (
    MOST_POINTS,
    Value,
    choice,
    many,
    percentage,
    scalar,
    text,
    whole,
    word,
    yes_no,
)
from scoring.awards.measures import measure_of, names
from scoring.awards.model import LOWER, SEASONAL, AwardRule, Better, Eligible, Measure, MeasureKind, Over

STANDARD = Path(__file__).parent / "standard.yaml"
MOST_AWARDS = 40
MOST_PRIZES = 100

FILE = Kind(N_('"{word}" is not a word for a file of awards'), N_('the file has no "{key}"'))
AWARD = Kind(N_('"{word}" is not a word for an award'), N_('award "{id}" has no "{key}"'))
ELIGIBLE = Kind(N_('"{word}" does not say who may win'))

_TOTAL = Measure(MeasureKind.TOTAL)


def read_awards(file: str, source: str, found: Found) -> tuple[AwardRule, ...]:
    """Return the rules of a file, in its order; broken ones are left out.

    Args:
        file: name for the problems.
        source: the whole file.
        found: takes the problems, all at once, with their lines.
    """
    root = tree(file, source, found)
    if root is None:
        return ()
    if not isinstance(root, Section):
        found.error(root.place, "shape", words('a file of awards begins with "awards:"'))
        return ()
    keys = Keys(root, FILE, "awards", found, Place(file, 1))
    value = keys.take("awards")
    if value is None:
        keys.missing("awards")
    rules = awards_section(value)
    keys.close()
    return rules


def awards_section(value: Value | None) -> tuple[AwardRule, ...]:
    """Return the rules of a section ``awards``, ids as its keys; none for none."""
    if value is None:
        return ()
    entries = tuple(named(value))
    if not entries:
        value.wrong("empty", words("there are no awards; name at least one"))
    if len(entries) > MOST_AWARDS:
        value.wrong("many", words("more than {most} awards", most=MOST_AWARDS))
    rules = [_award(keys_of(entry, AWARD, value.found), number) for number, entry in enumerate(entries, 1)]
    _distinct([rule for rule, _place in rules], dict(rules), value.found)
    return tuple(rule for rule, _place in rules)


def _distinct(rules: list[AwardRule], places: dict[AwardRule, Place], found: Found) -> None:
    taken: dict[int, str] = {}
    for rule in rules:
        other = taken.setdefault(rule.place, rule.id)
        if other != rule.id:
            said = words('place {place} is that of "{other}" already', place=rule.place, other=other)
            found.error(places[rule], "place", said)


def _award(keys: Keys, number: int) -> tuple[AwardRule, Place]:
    by = keys.must("by", _measure, _TOTAL, N_("say what teams are compared by"))
    better = Better.LOWER if by.kind in LOWER else Better.HIGHER
    seasonal = Over.SEASON if by.kind in SEASONAL else Over.BOTH
    rule = AwardRule(
        id=keys.id,
        title=keys.must("title", text, _untitled(keys.id), N_("give it a title")),
        place=keys.may("place", whole(1, MOST_AWARDS), number),
        prizes=keys.may("prizes", whole(1, MOST_PRIZES), 1),
        by=by,
        better=keys.may("better", choice(Better), better),
        ties=keys.may("ties", many(_measure), ()),
        jury=keys.may("jury", _percent, 0),
        main=keys.may("main", yes_no, default=False),
        exclusive=keys.may("exclusive", yes_no, default=False),
        over=keys.may("over", choice(Over), seasonal),
        eligible=_eligible(keys.take("eligible"), keys.found),
    )
    if by.kind in SEASONAL and rule.over is not Over.SEASON:
        said = words('"{measure}" needs a season', measure=by.name)
        keys.found.error(keys.where["over"], "over", said, words("write over: season"))
    keys.close()
    return rule, keys.place


def _untitled(name: str) -> Text:
    return Text(name, name)


def _eligible(value: Value | None, found: Found) -> Eligible:
    if value is None:
        return Eligible()
    node: Node = value.node
    if not isinstance(node, Section):
        value.wrong("shape", words('"eligible" takes a section, e.g. eligible: {{finished: yes}}'))
        return Eligible()
    keys = Keys(node, ELIGIBLE, "eligible", found)
    asked = Eligible(
        divisions=keys.may("division", many(word), ()),
        minimum_total=keys.may("minimum total", whole(1, MOST_POINTS * 100), 0),
        minimum_percent=keys.may("minimum percent", _percent, 0),
        no_penalty=keys.may("no penalty", yes_no, default=False),
        no_unreleased_penalty=keys.may("no unreleased penalty", yes_no, default=False),
        finished=keys.may("finished", yes_no, default=False),
        minimum_drills=keys.may("minimum drills", whole(1, 100), 0),
    )
    keys.close()
    return asked


def _measure(value: Value) -> Measure | None:
    said = scalar(value)
    if said is None:
        return None
    measure = measure_of(said)
    if measure is None:
        message = words("'{text}' is nothing that teams are compared by", text=said)
        value.wrong("measure", message, did_you_mean(said, names()))
    return measure


def _percent(value: Value) -> int | None:
    said = scalar(value)
    if said is None:
        return None
    percent = percentage(said if said.endswith("%") else f"{said}%")
    if percent is None or percent > 100:
        value.wrong("percent", words("'{text}' is not a whole percentage from 0 to 100", text=said))
        return None
    return percent


@cache
def standard() -> tuple[AwardRule, ...]:
    """Return the awards that are given where nobody wrote others. The file is ours: a mistake in it is a defect."""
    found = Found()
    rules = read_awards(STANDARD.name, STANDARD.read_text(encoding="utf-8"), found)
    assert not found.problems, found.problems  # noqa: S101 (as said above)
    return rules
