"""What exercise control puts in."""

from enum import StrEnum

from drill.world.inputs.base import Input


class PauseKind(StrEnum):
    """What can be done while the clock stands."""

    COVERED = "covered"
    """Screens blank: nothing can be read, drafts alone can be typed."""
    PLANNING = "planning"
    """Reading and drafting are allowed."""


class ClockStarted(Input, frozen=True, tag="clock-started"):
    """The drill starts or goes on, at ``p/q`` simulated milliseconds per wall millisecond."""

    p: int = 1
    q: int = 1


class ClockPaused(Input, frozen=True, tag="clock-paused"):
    """The clock stands for everyone."""

    kind: PauseKind = PauseKind.PLANNING
    reason: str = ""


class EmergencyStopped(Input, frozen=True, tag="emergency-stopped"):
    """A real emergency: everything stops, every seat is told and acknowledges."""

    reason: str


class TeamHeld(Input, frozen=True, tag="team-held"):
    """One team stands still, world and clock."""

    team: str
    reason: str


class TeamReleased(Input, frozen=True, tag="team-released"):
    """A held team goes on where it was."""

    team: str
    reason: str = ""


class TimeCredited(Input, frozen=True, tag="time-credited"):
    """The team's open deadlines and its end move later; its attacker idles for as long."""

    team: str
    milliseconds: int
    reason: str


class TimeAdded(Input, frozen=True, tag="time-added"):
    """The drill becomes longer for all."""

    milliseconds: int
    reason: str = ""


class InjectOrder(StrEnum):
    """What a controller does with a planned inject."""

    ARM = "arm"
    """Back to its plan after a hold."""
    RELEASE = "release"
    """Sent now."""
    HOLD = "hold"
    """Not sent until armed or released."""
    SKIP = "skip"
    """Never sent."""


class InjectSteered(Input, frozen=True, tag="inject-steered"):
    """A planned inject is armed, released, held, skipped or edited."""

    inject: str
    order: InjectOrder
    teams: tuple[str, ...] = ()
    """Empty for all."""
    text: str = ""
    """Replaces the planned text where not empty (edit before release)."""


class InjectWritten(Input, frozen=True, tag="inject-written"):
    """A controller's own inject, sent at once."""

    inject: str
    """New id."""
    sender: str
    to: str
    channel: str
    text: str
    teams: tuple[str, ...] = ()
    reply_within: int | None = None


class Broadcast(Input, frozen=True, tag="message-broadcast"):
    """Exercise control tells teams something."""

    text: str
    teams: tuple[str, ...] = ()


class UmpireRuled(Input, frozen=True, tag="umpire-ruled"):
    """An instructor sets facts with sentences, or answers a request; the run leaves the proven envelope and says so."""

    team: str
    sentences: tuple[str, ...]
    """Like ``fs01 is not encrypted``; may be empty when only answering."""
    reason: str
    request: int | None = None
    """Number of the umpire request it answers."""
    text: str = ""
    """What the team is told."""


class ItemVoided(Input, frozen=True, tag="item-voided"):
    """A question, inject or report no longer counts, for one team or for all."""

    item: str
    """``question:ID``, ``inject:ID``, ``report:ID``, ``field:REPORT.FIELD``."""
    reason: str
    team: str = ""


class DrillEnded(Input, frozen=True, tag="drill-ended"):
    """A controller ends the drill before its time."""

    reason: str = ""
