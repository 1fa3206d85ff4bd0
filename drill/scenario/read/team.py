"""Section team: people, what they may do, and actions of their own."""

import re

from drill.i18n import N_, words
from drill.scenario.conditions import Ref
from drill.scenario.document import Change, Crew, Extra, Role, Team
from drill.scenario.model import Span, TargetKind
from drill.scenario.nodes import Listing, Scalar, Section
from drill.scenario.problems import Found, Place
from drill.scenario.read.keys import Keys, entries_of, keys_of
from drill.scenario.read.kinds import CHANGE, EXTRA, TEAM
from drill.scenario.read.traces import Namer, traces
from drill.scenario.sentences import sentences
from drill.scenario.values import (
    MINUTE,
    NO_TEXT,
    Value,
    choice,
    many,
    ref,
    scalar,
    section,
    span,
    text,
    whole,
    word,
    yes_no,
)

MOST_PEOPLE = 100
MOST_WORTH = 1_000
_COUNTED = re.compile(r"(\d{1,3}) +(.+)")
RESERVED_ROLES = ("everyone", "all")
_TARGETS = (
    TargetKind.NONE,
    TargetKind.HOST,
    TargetKind.BACKUP_HOST,
    TargetKind.HOST_WITH_BACKUP,
    TargetKind.LINK,
    TargetKind.INDICATOR,
    TargetKind.ACCOUNT,
    TargetKind.ACCOUNT_OR_HOST,
    TargetKind.SERVICE,
)


def team(value: Value | None, start: Place, found: Found) -> Team:
    """Read section ``team``.

    Args:
        value: the section, if there is one.
        start: where a missing section is reported.
        found: takes the problems.
    """
    node = section(value) if value else None
    keys = Keys(node or Section((), start), TEAM, "team", found)
    return Team(
        "team",
        keys.place,
        people=keys.must(
            "people", _people, (), N_("say who is there: {{analyst: 3, administrator: 2, leader: 1}}")
        ),
        actions=keys.may("actions", _actions, None),
        without=keys.may("without", many(_action), ()),
        changes=tuple(_change(keys_of(entry, CHANGE, found)) for entry in entries_of(keys.take("change"))),
        extras=tuple(_extra(keys_of(entry, EXTRA, found)) for entry in entries_of(keys.take("extra"))),
        umpire=keys.may("may ask the umpire", yes_no, default=True),
        where=keys.close(),
    )


def _people(value: Value) -> tuple[Role, ...]:
    node = section(value)
    return tuple(
        Role(entry.key.text, people, entry.key.place)
        for entry in (node.entries if node else ())
        if _role_is_free(entry.key, value.found)
        and (people := whole(1, MOST_PEOPLE)(Value(entry.value, entry.key.text, value.found)))
    )


def _role_is_free(key: Scalar, found: Found) -> bool:
    if key.text.casefold() not in RESERVED_ROLES:
        return True
    message = words('"{id}" has a meaning of its own; choose another id', id=key.text)
    found.error(key.place, "reserved", message)
    return False


def _actions(value: Value) -> tuple[Ref, ...] | None:
    if isinstance(value.node, Scalar) and value.node.text.strip().casefold() == "all":
        return None
    return many(_action)(value)


def _action(value: Value) -> Ref | None:
    said = word(value)
    return None if said is None else Ref(" ".join(said.split()), value.place)


# ---------------------------------------------------------------- changed and added actions


def _change(keys: Keys) -> Change:
    return Change(
        keys.id,
        keys.place,
        takes=keys.may("takes", span, None),
        crew=keys.may("people", crew, None),
        needs=keys.condition("needs"),
        unless=keys.may("unless", sentences, None),
        says=keys.may("says", text, None),
        worth=keys.may("worth", whole(-MOST_WORTH, MOST_WORTH), None),
        where=keys.close(),
    )


def _extra(keys: Keys) -> Extra:
    return Extra(
        keys.id,
        keys.place,
        does=keys.must("does", text, NO_TEXT, N_("say in one line what happens")),
        crew=keys.must("people", crew, Crew(Ref("", keys.place), 1), N_("say whose hands it takes: leader")),
        takes=keys.must("takes", span, Span(MINUTE, MINUTE), N_("say how long: 15m")),
        target=keys.may("target", choice(TargetKind, _TARGETS), TargetKind.NONE),
        needs=keys.condition("needs"),
        unless=keys.may("unless", sentences, ()),
        during=keys.may("during", sentences, ()),
        then=keys.may("then", sentences, ()),
        says=keys.may("says", text, None),
        traces=traces(keys, "traces", Namer(keys.id)),
        where=keys.close(),
    )


def crew(value: Value) -> Crew | None:
    """Return whose hands an action takes: ``leader``, ``2 administrator`` or ``{administrator: 2}``."""
    match value.node:
        case Section((entry,)):
            people = whole(1, MOST_PEOPLE)(Value(entry.value, entry.key.text, value.found))
            return Crew(Ref(entry.key.text, entry.key.place), people or 1)
        case Section() | Listing():
            value.wrong("people", words("one role only; write it like leader, or {{administrator: 2}}"))
            return None
        case Scalar():
            said = scalar(value)
            match = _COUNTED.fullmatch(said) if said else None
            if match and 1 <= int(match[1]) <= MOST_PEOPLE:
                return Crew(Ref(match[2], value.place), int(match[1]))
            return Crew(ref(value), 1) if said else None
