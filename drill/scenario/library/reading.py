"""Reads ``actions.yaml`` into records; the file is ours, so a mistake in it is a defect and raises."""

from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeAlias

import msgspec
import yaml

from drill.scenario.conditions import About, All, AnyOf, Condition, Record, Sentence
from drill.scenario.document import Document
from drill.scenario.model import Phase, Reach, Span, TargetKind, Text, WhenBroken
from drill.scenario.problems import Found, Place
from drill.scenario.sentences import parse
from drill.scenario.values import duration

ACTIONS_FILE = Path(__file__).parent / "actions.yaml"
PLACE = Place("library/actions.yaml", 1)
TARGET, WEAKNESS, BACKUP = "<target>", "<weakness>", "<backup>"
"""Places in the library's sentences: the thing aimed at, one of its weaknesses, its backup."""

_NOTHING_SAID = Text("", "")


class _Stage(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    last: str
    during: str


class _Outcome(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    then: str | list[str]
    when: str = ""


class _Brings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    role: str
    people: int
    after: str


_Needs: TypeAlias = str | list[str] | dict[str, list[str]]


class _Action(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    label: Text
    does: Text
    phase: Phase
    asks: TargetKind
    role: str
    takes: str
    people: int = 1
    needs: _Needs = []
    once_started: WhenBroken = msgspec.field(default=WhenBroken.STOPS, name="once started")
    during: str | list[str] = []
    stages: list[_Stage] = []
    then: str | list[str] = []
    outcomes: list[_Outcome] = []
    cuts: str = ""
    clears: str = ""
    reach: Reach = Reach.NOTHING
    says: Text = _NOTHING_SAID
    destroys: Text = _NOTHING_SAID
    cost: int = 0
    brings: _Brings | None = None
    react: list[str] = []
    d3fend: list[str] = []


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    version: int
    roles: dict[str, Text]
    actions: list[_Action]


class Stage(Record, frozen=True):
    """Facts that hold during the last part of an order."""

    last: int
    """Milliseconds before its end."""
    during: tuple[Sentence, ...]


class Outcome(Record, frozen=True):
    """What an order may change; the first one whose condition holds counts."""

    found: bool
    """It counts only if the team has seen the trace of the step that left a back door on the target."""
    when: Condition | None
    then: tuple[Sentence, ...]


class LibraryAction(Record, frozen=True):
    """One entry of the library, with places in its sentences."""

    name: str
    label: Text
    does: Text
    phase: Phase
    asks: TargetKind
    role: str
    """May be `TARGET`: the role aimed at."""
    people: int
    takes: Span
    needs: Condition | None
    once_started: WhenBroken
    during: tuple[Sentence, ...]
    stages: tuple[Stage, ...]
    outcomes: tuple[Outcome, ...]
    cuts: bool
    """Ends the steps that use the target."""
    clears: bool
    """Ends what the target's needs say must not be."""
    reach: Reach
    says: Text
    destroys: Text
    cost: int
    brings: tuple[str, int, int] | None
    """Role, how many, milliseconds after the end."""
    react: tuple[str, ...]
    d3fend: tuple[str, ...]

    @property
    def sentences(self) -> Iterator[Sentence]:
        """Every sentence that the action can make true."""
        yield from self.during
        for stage in self.stages:
            yield from stage.during
        for outcome in self.outcomes:
            yield from outcome.then


class Library(Record, frozen=True):
    """The whole library."""

    actions: tuple[LibraryAction, ...]
    roles: dict[str, Text]
    """Labels of the roles that it uses."""
    hash: str
    """BLAKE2b-256 hex of its file."""

    def named(self, name: str) -> LibraryAction | None:
        """Return the action of this exact name."""
        return next((action for action in self.actions if action.name == name), None)

    def given(self, document: Document) -> Iterator[Sentence]:
        """Yield what the library can make true about the team itself, in a scenario with these roles."""
        for action in self.actions:
            for sentence in action.sentences:
                if sentence.about is About.TEAM and TARGET in sentence.state:
                    for role in document.team.people:
                        yield msgspec.structs.replace(sentence, state=sentence.state.replace(TARGET, role.id))
                elif sentence.about is About.TEAM:
                    yield sentence


@cache
def library() -> Library:
    """Return the bundled library."""
    raw = ACTIONS_FILE.read_bytes()
    file = msgspec.convert(yaml.load(raw, yaml.CBaseLoader), _File, strict=False)  # noqa: S506 (plain strings only)
    return Library(
        tuple(_action(action) for action in file.actions),
        file.roles,
        blake2b(raw, digest_size=32).hexdigest(),
    )


def _action(raw: _Action) -> LibraryAction:
    outcomes = raw.outcomes or ([_Outcome(raw.then)] if raw.then else [])
    brings = raw.brings
    return LibraryAction(
        name=raw.name,
        label=raw.label,
        does=raw.does,
        phase=raw.phase,
        asks=raw.asks,
        role=raw.role,
        people=raw.people,
        takes=_span(raw.takes),
        needs=_condition(raw.needs),
        once_started=raw.once_started,
        during=_sentences(raw.during),
        stages=tuple(Stage(_time(stage.last), _sentences(stage.during)) for stage in raw.stages),
        outcomes=tuple(map(_outcome, outcomes)),
        cuts=bool(raw.cuts),
        clears=bool(raw.clears),
        reach=raw.reach,
        says=raw.says,
        destroys=raw.destroys,
        cost=raw.cost,
        brings=(brings.role, brings.people, _time(brings.after)) if brings else None,
        react=tuple(raw.react),
        d3fend=tuple(raw.d3fend),
    )


def _outcome(raw: _Outcome) -> Outcome:
    found = raw.when == "found"
    when = _sentence(raw.when) if raw.when and not found else None
    return Outcome(found, when, _sentences(raw.then))


def _condition(raw: _Needs) -> Condition | None:
    if isinstance(raw, dict):
        return AnyOf(_sentences(raw["any"]), PLACE)
    parts = _sentences(raw)
    return All(parts, PLACE) if parts else None


def _sentences(raw: str | Iterable[str]) -> tuple[Sentence, ...]:
    return tuple(_sentence(text) for text in ([raw] if isinstance(raw, str) else raw))


def _sentence(text: str) -> Sentence:
    found = Found()
    said = parse(text, PLACE, found)
    if said is None:
        raise ValueError(f"the action library says {text!r}, which is no sentence")
    return said


def _span(raw: str) -> Span:
    lo, _, hi = raw.partition(" to ")
    return Span(_time(lo), _time(hi or lo))


def _time(raw: str) -> int:
    time = duration(raw)
    if time is None:
        raise ValueError(f"the action library says {raw!r}, which is no time")
    return time
