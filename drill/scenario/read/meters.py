"""Section meters: counters that grow, levels that are sums of what is true now, and the marks that act."""

import re

from drill.i18n import N_, words
from drill.scenario.conditions import All, Condition, always
from drill.scenario.document import Keep, Mark, Meter, Term
from drill.scenario.model import Direction, MeterKind
from drill.scenario.nodes import Scalar, Section
from drill.scenario.problems import Found
from drill.scenario.read.keys import Keys, keys_of, named
from drill.scenario.read.kinds import METER
from drill.scenario.read.network import same
from drill.scenario.sentences import condition, parse
from drill.scenario.values import NO_TEXT, Value, amount, check_amount, many, percentage, scalar, text

_RATE = re.compile(r"(\S+) per (second|minute|hour)")
_MARK = re.compile(r"(at|down to) (\S+) *-> *(.+)")
_PER_HOUR = {"second": 3_600, "minute": 60, "hour": 1}
MOST_KEPT = 1_000
"""Whole percent; more than 100 makes a level grow."""


def meters(value: Value | None) -> tuple[Meter, ...]:
    """Read section ``meters``."""
    return tuple(_meter(keys_of(entry, METER, value.found)) for entry in named(value)) if value else ()


def _meter(keys: Keys) -> Meter:
    label = keys.may("label", text, same(keys.id))
    unit = keys.may("unit", text, NO_TEXT)
    counts = keys.may("counts", many(_rate), None)
    starts = keys.may("starts", amount, None)
    level = keys.may("level", amount, None)
    adds = keys.may("adds", many(_term), None)
    counter = _is_counter(keys)
    _only_for(keys, counter=counter)
    keeps = keys.may("keeps", many(_keep), ())
    marks = keys.must("marks", many(_mark), (), N_("write what happens at which amount"))
    if not counter:
        _no_flicker(marks, keys.found)
    return Meter(
        keys.id,
        keys.place,
        label=label,
        unit=unit,
        kind=MeterKind.COUNTER if counter else MeterKind.LEVEL,
        base=(starts if counter else level) or 0,
        terms=(counts if counter else adds) or (),
        keeps=keeps,
        marks=marks,
        where=keys.close(),
    )


def _is_counter(keys: Keys) -> bool:
    counter = "counts" in keys.where or "starts" in keys.where
    if not keys.where.keys() & {"counts", "level", "adds"}:
        keys.found.error(keys.place, "meter", words('a meter needs "counts" or "level"'))
    return counter and not ("counts" not in keys.where and "level" in keys.where)


def _only_for(keys: Keys, *, counter: bool) -> None:
    """Report keys of the other kind of meter."""
    for key in ("level", "adds") if counter else ("counts", "starts"):
        if key in keys.where:
            said = words("a meter either counts or has a level, not both")
            keys.found.error(keys.where[key], "meter", said)


# ---------------------------------------------------------------- what it is made of


def _while(value: Value) -> tuple[Scalar, Condition | None] | None:
    """Return the words before ``while`` and its condition; a section ``N while: condition`` allows long ones."""
    match value.node:
        case Section((entry,)):
            head = entry.key.text.strip()
            holds = condition(Value(entry.value, entry.key.text, value.found))
            return Scalar(head.removesuffix("while").strip(), entry.key.place), holds or always(
                entry.value.place
            )
        case Section():
            value.wrong("shape", words("write one amount and its condition: 5000 while ddos is running"))
            return None
    said = scalar(value)
    if said is None:
        return None
    head, joined, holds_said = said.partition(" while ")
    if not joined:
        return Scalar(head.strip(), value.place), None
    return Scalar(head.strip(), value.place), _held(holds_said.strip(), value) or always(value.place)


def _held(said: str, value: Value) -> Condition | None:
    """Return the condition after ``while``: a sentence, or several in brackets (all of them)."""
    if not (said.startswith("[") and said.endswith("]")):
        return parse(said, value.place, value.found)
    every = (parse(part.strip(), value.place, value.found) for part in said[1:-1].split(","))
    return All(tuple(sentence for sentence in every if sentence is not None), value.place)


def _rate(value: Value) -> Term | None:
    read = _while(value)
    if read is None:
        return None
    head, holds = read
    match = _RATE.fullmatch(head.text)
    if not match:
        message = words(
            "'{text}' does not count; write it like '0.4 per minute while exfil is running'", text=head.text
        )
        value.wrong("rate", message)
        return None
    each = check_amount(match[1], head.place, value.found)
    if each is None:
        return None
    return Term(each * _PER_HOUR[match[2]], holds or always(value.place), value.place)


def _term(value: Value) -> Term | None:
    read = _while(value)
    if read is None:
        return None
    head, holds = read
    each = check_amount(head.text, head.place, value.found)
    return None if each is None else Term(each, holds or always(value.place), value.place)


def _keep(value: Value) -> Keep | None:
    read = _while(value)
    if read is None:
        return None
    head, holds = read
    percent = percentage(head.text)
    if percent is None or percent > MOST_KEPT:
        message = words(
            "'{text}' does not keep a share; write it like '5% while portal is rate-limited'", text=head.text
        )
        value.wrong("keeps", message)
        return None
    return Keep(percent, holds or always(value.place), value.place)


def _mark(value: Value) -> Mark | None:
    said = scalar(value)
    if said is None:
        return None
    match = _MARK.fullmatch(said)
    if not match:
        message = words(
            "'{text}' is not a mark; write it like 'at 2000 -> portal is overloaded' or 'down to 1200 -> ...'",
            text=said,
        )
        value.wrong("mark", message)
        return None
    at = check_amount(match[2], value.place, value.found)
    then = parse(match[3], value.place, value.found)
    if at is None or then is None:
        return None
    return Mark(at, Direction.UP if match[1] == "at" else Direction.DOWN, then, value.place)


def _no_flicker(marks: tuple[Mark, ...], found: Found) -> None:
    """Report a pair of marks on one fact that leaves no gap between up and down."""
    for down in marks:
        for up in marks:
            if (
                (up.direction, down.direction) == (Direction.UP, Direction.DOWN)
                and up.at <= down.at
                and _opposite(up, down)
            ):
                message = words(
                    'the mark at {up} and "down to {down}" would flicker; leave a gap',
                    up=shown(up.at),
                    down=shown(down.at),
                )
                found.error(down.place, "flicker", message)


def _opposite(one: Mark, other: Mark) -> bool:
    a, b = one.then, other.then
    return (a.subject, a.state) == (b.subject, b.state) and a.negated != b.negated


def shown(thousandths: int) -> str:
    """Return an amount as authors write it."""
    whole, rest = divmod(thousandths, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)
