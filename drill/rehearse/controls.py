"""The lines of a match file that controllers and judges write: ``hold TEAM: REASON``, ``mark TEAM ITEM 80%``."""

import msgspec

from drill.i18n import words
from drill.rehearse.lines import BECAUSE, TEAM, Parts, Steered, control, names, span
from drill.rehearse.rulings import JUDGE_LINES
from drill.text import clean
from drill.world.grammar import nearest
from drill.world.inputs import (
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    InjectOrder,
    InjectSteered,
    ItemVoided,
    PauseKind,
    Refusal,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)


class Known(msgspec.Struct, frozen=True):
    """The names that controls may use."""

    teams: tuple[str, ...]
    injects: tuple[str, ...]
    all_told: bool = True
    """Whether there are no other teams; False in a seat that is not told them."""


def parse_control(known: Known, text: str) -> Steered:
    """Return the control or mark that a line stands for, or why it is none."""
    line = clean(text).strip()
    for one in CONTROLS:
        found = one.pattern.fullmatch(line)
        if found is not None:
            parts = {name: (part or "").strip() for name, part in found.groupdict().items()}
            return _stranger(known, parts) or one.build(parts)
    first = line.split(maxsplit=1)[0] if line else ""
    usages = [one.usage for one in CONTROLS if one.usage.split(maxsplit=1)[0] == first]
    near = nearest(first, (one.usage.split(maxsplit=1)[0] for one in CONTROLS))
    usages = usages or [one.usage for one in CONTROLS if one.usage.split(maxsplit=1)[0] == near]
    remedy = words("Write: {usage}", usage=" | ".join(usages)) if usages else None
    return Refusal(words("“{line}” is no control that is known here.", line=line[:60]), remedy)


def _stranger(known: Known, parts: Parts) -> Refusal | None:
    """Return why a named team or inject cannot be, or None."""
    teams = [parts["team"]] if parts.get("team") else names(parts.get("teams", ""))
    for team in teams:
        if known.all_told and team not in known.teams:
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


def _umpire(parts: Parts) -> Steered:
    sentences = tuple(part.strip() for part in parts["sentences"].split(";") if part.strip())
    return UmpireRuled(parts["team"], sentences, parts["reason"])


def _steer(parts: Parts) -> Steered:
    return InjectSteered(
        parts["inject"], InjectOrder(parts["order"]), names(parts.get("teams", "")), parts["reason"]
    )


_TEAMS = r"(?:\s+(?:to|for)\s+(?P<teams>[^:]+?))?"

CONTROLS = (
    control("start", r"start|resume", lambda _parts: ClockStarted()),
    control(
        "pause [covered]: REASON",
        rf"pause(?:\s+(?P<kind>covered|planning))?{BECAUSE}",
        lambda parts: ClockPaused(PauseKind(parts["kind"] or PauseKind.PLANNING), parts["reason"]),
    ),
    control(
        "hold inject INJECT [for TEAM, TEAM]",
        rf"(?P<order>arm|release|hold|skip)\s+inject\s+(?P<inject>[^\s:]+){_TEAMS}{BECAUSE}",
        _steer,
    ),
    control(
        "hold TEAM: REASON",
        rf"hold\s+{TEAM}{BECAUSE}",
        lambda parts: TeamHeld(parts["team"], parts["reason"]),
    ),
    control(
        "release TEAM: REASON",
        rf"release\s+{TEAM}{BECAUSE}",
        lambda parts: TeamReleased(parts["team"], parts["reason"]),
    ),
    control(
        "credit TEAM 10m: REASON",
        rf"credit\s+{TEAM}\s+(?P<span>\S+?){BECAUSE}",
        lambda parts: span(parts["span"], lambda ms: TimeCredited(parts["team"], ms, parts["reason"])),
    ),
    control(
        "add 15m: REASON",
        rf"add\s+(?P<span>\S+?){BECAUSE}",
        lambda parts: span(parts["span"], lambda ms: TimeAdded(ms, parts["reason"])),
    ),
    control(
        "umpire TEAM: SENTENCE; SENTENCE [because REASON]",
        rf"umpire\s+{TEAM}\s*:\s*(?P<sentences>.+?)(?:\s+because\s+(?P<reason>.+))?",
        _umpire,
    ),
    control(
        "answer TEAM N: TEXT",
        rf"answer\s+{TEAM}\s+(?P<number>[0-9]{{1,6}})\s*:\s*(?P<text>.+)",
        lambda parts: UmpireRuled(parts["team"], (), "", int(parts["number"]), parts["text"]),
    ),
    control(
        "broadcast [to TEAM, TEAM]: TEXT",
        rf"broadcast{_TEAMS}\s*:\s*(?P<text>.+)",
        lambda parts: Broadcast(parts["text"], names(parts.get("teams", ""))),
    ),
    control(
        "void ITEM [for TEAM]: REASON",
        rf"void\s+(?P<item>\S+?)(?:\s+for\s+{TEAM})?\s*:\s(?P<reason>.*)",
        lambda parts: ItemVoided(parts["item"], parts["reason"], parts["team"]),
    ),
    control("end: REASON", rf"end{BECAUSE}", lambda parts: DrillEnded(parts["reason"])),
    *JUDGE_LINES,
)
"""Every control and mark, in the order in which they are tried."""
