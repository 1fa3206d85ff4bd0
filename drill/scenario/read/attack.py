"""Section attack: the story, moods, goals and steps."""

import re

from drill.i18n import N_, words
from drill.scenario.conditions import Ref
from drill.scenario.document import Attack, Goal, Mood, Step
from drill.scenario.model import Span, Text, WhenBroken
from drill.scenario.nodes import Section
from drill.scenario.problems import Found, Place
from drill.scenario.read.families import MOST_STEPS, Member, members
from drill.scenario.read.keys import Keys, keys_of, named
from drill.scenario.read.kinds import ATTACK, GOAL, MOOD, STEP
from drill.scenario.read.network import same
from drill.scenario.read.traces import Namer, traces
from drill.scenario.sentences import sentences
from drill.scenario.values import (
    MINUTE,
    NO_TEXT,
    Value,
    chance,
    choice,
    clock,
    ref,
    refs,
    scalar,
    section,
    span,
    technique,
    text,
    time,
    whole,
    word,
    yes_no,
)

MOST_GOALS = 12
MOST_WORTH = 1_000
DEFAULT_NAME = Text("the attacker", "kẻ tấn công")
_GIVES_UP = re.compile(r"after (\d{1,3}) failures? of the same step")


def attack(value: Value | None, start: Place, found: Found) -> Attack:
    """Read section ``attack``.

    Args:
        value: the section, if there is one.
        start: where a missing section is reported.
        found: takes the problems.
    """
    node = section(value) if value else None
    keys = Keys(node or Section((), start), ATTACK, "attack", found)
    return Attack(
        "attack",
        keys.place,
        name=keys.may("name", text, DEFAULT_NAME),
        first_move=keys.may("first move", clock, 5 * MINUTE),
        pace=keys.may("pace", span, Span(2 * MINUTE, 6 * MINUTE)),
        hands=keys.may("hands", whole(1, 5), 1),
        opening=keys.may("opening", refs, ()),
        retries_after=keys.may("retries after", time, 10 * MINUTE),
        gives_up_after=keys.may("gives up", _gives_up, None),
        moods=tuple(_mood(keys_of(entry, MOOD, found)) for entry in named(keys.take("moods"))),
        goals=_goals(keys),
        steps=_steps(keys),
        where=keys.close(),
    )


def _gives_up(value: Value) -> int | None:
    said = scalar(value)
    match = _GIVES_UP.fullmatch(" ".join(said.split())) if said else None
    if said and not match and said.casefold() != "never":
        message = words("write never, or: after 3 failures of the same step")
        value.wrong("gives-up", message)
    return int(match[1]) if match else None


def _mood(keys: Keys) -> Mood:
    return Mood(
        keys.id,
        keys.place,
        condition=keys.must_hold("while", N_("say while what it lasts")),
        pace=keys.may("pace", span, None),
        hands=keys.may("hands", whole(1, 5), None),
        where=keys.close(),
    )


def _goals(keys: Keys) -> tuple[Goal, ...]:
    value = keys.take("goals")
    if value is None:
        keys.missing("goals", N_("say what the attacker is after"))
        return ()
    goals = tuple(_goal(keys_of(entry, GOAL, value.found)) for entry in named(value))
    if len(goals) > MOST_GOALS or (not goals and isinstance(value.node, Section)):
        message = words("{count} goals; write 1 to 12", count=len(goals))
        value.wrong("goals", message)
    return goals


def _goal(keys: Keys) -> Goal:
    return Goal(
        keys.id,
        keys.place,
        label=keys.may("label", text, same(keys.id)),
        when=keys.must_hold("when", N_("say what must be true for it")),
        worth=keys.may("worth", whole(0, MOST_WORTH), 1),
        where=keys.close(),
    )


# ---------------------------------------------------------------- steps


def _steps(keys: Keys) -> tuple[Step, ...]:
    value = keys.take("steps")
    if value is None:
        keys.missing("steps", N_("write at least one"))
        return ()
    steps = [
        _step(entry.key.text, member, value.found)
        for entry in named(value)
        for member in members(entry, value.found)
    ]
    if len(steps) > MOST_STEPS:
        value.wrong("steps", words("more than 300 steps"))
    return tuple(steps)


def _step(family: str, member: Member, found: Found) -> Step:
    keys = keys_of(member.entry, STEP, found)
    namer = Namer(keys.id, member.suffix)
    step = Step(
        keys.id,
        keys.place,
        family=family,
        does=keys.must("does", text, NO_TEXT, N_("say in one line what happens")),
        technique=keys.may("technique", technique, ""),
        source=keys.may("from", _host, None),
        target=keys.may("target", _host, None),
        via=keys.may("via", word, ""),
        needs=keys.condition("needs"),
        unless=keys.may("unless", sentences, ()),
        takes=keys.may("takes", span, Span(5 * MINUTE, 5 * MINUTE)),
        chance=keys.may("chance", chance, 100),
        during=keys.may("during", sentences, ()),
        then=keys.may("then", sentences, ()),
        fails=keys.may("if it fails", sentences, ()),
        habit=keys.may("habit", yes_no, default=False),
        once_started=keys.may("once started", choice(WhenBroken), WhenBroken.STOPS),
        repeat=keys.may("repeat", yes_no, default=False),
        traces=traces(keys, "traces", namer),
        start_traces=traces(keys, "traces at start", namer, "start"),
        failed_traces=traces(keys, "failed traces", namer, "failed"),
        where=keys.close(),
    )
    if not {"then", "during"} & keys.where.keys():
        message = words('step "{id}" changes nothing', id=keys.id)
        found.error(keys.place, "changes-nothing", message, words('write "then" or "during"'))
    return step


def _host(value: Value) -> Ref | None:
    read = ref(value)
    return read if read.name else None
