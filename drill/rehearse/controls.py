"""The lines of a match file that controllers and judges write: ``hold TEAM: REASON``, ``mark TEAM ITEM 80%``."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from drill.i18n import words
from drill.text import clean
from drill.world.grammar import nearest
from drill.world.inputs import (
    BoardFrozen,
    BoardThawed,
    Broadcast,
    ClockPaused,
    ClockStarted,
    ControlInput,
    DrillEnded,
    InjectOrder,
    InjectSteered,
    ItemVoided,
    JudgeInput,
    Marked,
    PauseKind,
    PenaltyGiven,
    Refusal,
    ScoresReleased,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)

Steered: TypeAlias = ControlInput | JudgeInput | Refusal

_SPAN = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,4})m)?(?:(\d{1,5})s)?")


class Known(msgspec.Struct, frozen=True):
    """The names that controls may use."""

    teams: tuple[str, ...]
    injects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Control:
    """One way to write a control or a mark."""

    usage: str
    pattern: re.Pattern[str]
    build: Callable[[dict[str, str]], Steered]
    """Makes the input from the named parts; those left out are empty."""


def read_span(text: str) -> int:
    """Return the milliseconds of ``1h30m``, ``5m`` or ``45s``; 0 when it is no span."""
    found = _SPAN.fullmatch(text.strip())
    hours, minutes, seconds = (int(part or 0) for part in found.groups()) if found else (0, 0, 0)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000


def parse_control(known: Known, text: str) -> Steered:
    """Return the control or mark that a line stands for, or why it is none."""
    line = clean(text).strip()
    for control in CONTROLS:
        found = control.pattern.fullmatch(line)
        if found is not None:
            parts = {name: (part or "").strip() for name, part in found.groupdict().items()}
            return _stranger(known, parts) or control.build(parts)
    first = line.split(maxsplit=1)[0] if line else ""
    usages = [control.usage for control in CONTROLS if control.usage.split(maxsplit=1)[0] == first]
    near = nearest(first, (control.usage.split(maxsplit=1)[0] for control in CONTROLS))
    usages = usages or [control.usage for control in CONTROLS if control.usage.split(maxsplit=1)[0] == near]
    remedy = words("Write: {usage}", usage=" | ".join(usages)) if usages else None
    return Refusal(words("“{line}” is no control that is known here.", line=line[:60]), remedy)


def _stranger(known: Known, parts: dict[str, str]) -> Refusal | None:
    """Return why a named team or inject cannot be, or None."""
    teams = [parts["team"]] if parts.get("team") else _teams(parts)
    for team in teams:
        if team not in known.teams:
            return _unknown_name("team", team, known.teams)
    inject = parts.get("inject", "")
    return _unknown_name("inject", inject, known.injects) if inject and inject not in known.injects else None


def _unknown_name(kind: str, name: str, known: tuple[str, ...]) -> Refusal:
    reason = (
        words("There is no team called “{name}”.", name=name)
        if kind == "team"
        else words("There is no inject called “{name}”.", name=name)
    )
    near = nearest(name, known)
    return Refusal(reason, words("Did you mean “{name}”?", name=near) if near else None)


def _teams(parts: dict[str, str]) -> tuple[str, ...]:
    return tuple(name.strip() for name in parts.get("teams", "").split(",") if name.strip())


def _span(parts: dict[str, str], build: Callable[[int], Steered]) -> Steered:
    milliseconds = read_span(parts["span"])
    if milliseconds <= 0:
        return Refusal(
            words("“{text}” is not a time.", text=parts["span"]),
            words("Write: {usage}", usage="5m, 1h30m, 45s"),
        )
    return build(milliseconds)


def _umpire(parts: dict[str, str]) -> Steered:
    sentences = tuple(part.strip() for part in parts["sentences"].split(";") if part.strip())
    return UmpireRuled(parts["team"], sentences, parts["reason"])


def _mark(parts: dict[str, str]) -> Steered:
    percent = int(parts["percent"])
    if percent > 100:
        return Refusal(words("A mark is 0% to 100%."))
    criterion = int(parts["criterion"] or 1) - 1
    return Marked(parts["team"], parts["item"], max(criterion, 0), percent, parts["reason"])


def _steer(parts: dict[str, str]) -> Steered:
    return InjectSteered(parts["inject"], InjectOrder(parts["order"]), _teams(parts), parts["reason"])


def _control(usage: str, pattern: str, build: Callable[[dict[str, str]], Steered]) -> Control:
    return Control(usage, re.compile(pattern, re.DOTALL), build)


_BECAUSE = r"(?:\s*:\s*(?P<reason>.*))?"
_TEAM = r"(?P<team>[^\s:]+)"
_TEAMS = r"(?:\s+(?:to|for)\s+(?P<teams>[^:]+?))?"

CONTROLS = (
    _control("start", r"start|resume", lambda _parts: ClockStarted()),
    _control(
        "pause [covered]: REASON",
        rf"pause(?:\s+(?P<kind>covered|planning))?{_BECAUSE}",
        lambda parts: ClockPaused(PauseKind(parts["kind"] or PauseKind.PLANNING), parts["reason"]),
    ),
    _control(
        "hold inject INJECT [for TEAM, TEAM]",
        rf"(?P<order>arm|release|hold|skip)\s+inject\s+(?P<inject>[^\s:]+){_TEAMS}{_BECAUSE}",
        _steer,
    ),
    _control(
        "hold TEAM: REASON",
        rf"hold\s+{_TEAM}{_BECAUSE}",
        lambda parts: TeamHeld(parts["team"], parts["reason"]),
    ),
    _control(
        "release TEAM: REASON",
        rf"release\s+{_TEAM}{_BECAUSE}",
        lambda parts: TeamReleased(parts["team"], parts["reason"]),
    ),
    _control(
        "credit TEAM 10m: REASON",
        rf"credit\s+{_TEAM}\s+(?P<span>\S+?){_BECAUSE}",
        lambda parts: _span(parts, lambda ms: TimeCredited(parts["team"], ms, parts["reason"])),
    ),
    _control(
        "add 15m: REASON",
        rf"add\s+(?P<span>\S+?){_BECAUSE}",
        lambda parts: _span(parts, lambda ms: TimeAdded(ms, parts["reason"])),
    ),
    _control(
        "umpire TEAM: SENTENCE; SENTENCE [because REASON]",
        rf"umpire\s+{_TEAM}\s*:\s*(?P<sentences>.+?)(?:\s+because\s+(?P<reason>.+))?",
        _umpire,
    ),
    _control(
        "answer TEAM N: TEXT",
        rf"answer\s+{_TEAM}\s+(?P<number>[0-9]{{1,6}})\s*:\s*(?P<text>.+)",
        lambda parts: UmpireRuled(parts["team"], (), "", int(parts["number"]), parts["text"]),
    ),
    _control(
        "broadcast [to TEAM, TEAM]: TEXT",
        rf"broadcast{_TEAMS}\s*:\s*(?P<text>.+)",
        lambda parts: Broadcast(parts["text"], _teams(parts)),
    ),
    _control(
        "void ITEM [for TEAM]: REASON",
        rf"void\s+(?P<item>\S+?)(?:\s+for\s+{_TEAM})?\s*:\s(?P<reason>.*)",
        lambda parts: ItemVoided(parts["item"], parts["reason"], parts["team"]),
    ),
    _control("end: REASON", rf"end{_BECAUSE}", lambda parts: DrillEnded(parts["reason"])),
    _control(
        "mark TEAM ITEM [criterion N] 80%: COMMENT",
        rf"mark\s+{_TEAM}\s+(?P<item>\S+)(?:\s+criterion\s+(?P<criterion>[0-9]{{1,3}}))?"
        rf"\s+(?P<percent>[0-9]{{1,3}})%{_BECAUSE}",
        _mark,
    ),
    _control(
        "penalty TEAM -20: REASON",
        rf"penalty\s+{_TEAM}\s+(?P<points>[+-]?[0-9]{{1,4}})\s*:\s*(?P<reason>.+)",
        lambda parts: PenaltyGiven(parts["team"], int(parts["points"]), parts["reason"]),
    ),
    _control("freeze board", r"freeze\s+board", lambda _parts: BoardFrozen()),
    _control("thaw board", r"thaw\s+board", lambda _parts: BoardThawed()),
    _control("publish scores", r"publish\s+scores", lambda _parts: ScoresReleased()),
)
"""Every control and mark, in the order in which they are tried."""
