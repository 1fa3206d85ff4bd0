"""Plays a scenario that is written out in full, and asks what happened by name and by the clock.

Everything goes the way of the commands: the text is read, checked for errors, compiled, played from a match, and
scored. A time is written as on the drill clock, ``h:mm:ss`` with the milliseconds behind it when there are any.
"""

from textwrap import dedent

from drill.i18n import Language
from drill.rehearse.bots import BOTS
from drill.rehearse.match import read_match
from drill.rehearse.play import play
from drill.scenario.compile import compile_document
from drill.scenario.model import Model
from drill.scenario.problems import Found, has_errors
from drill.scenario.read import read_document
from drill.world.draws import draw
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from drill.world.outputs import (
    AlertRaised,
    BoardChanged,
    FactsChanged,
    GoalReached,
    InjectChanged,
    OperationEnded,
    OperationStarted,
    OrderRefused,
    Output,
    TeamEnded,
    TraceWritten,
)
from scoring.board import LiveBoard
from scoring.model import LedgerLine

HEAD = """
drill: 1
scenario: {id: held-out, title: Held out, length: 1h}
"""
NETWORK = """
zones:
  net: {label: Internet, outside: yes}
  lan: Office
  srv: Servers
links:
  - net to lan: https
  - lan to srv: rdp, smb
hosts:
  pc: {zone: lan, os: windows}
  app: {zone: srv, os: windows, backup: yes}
"""
SOURCES = """
sources:
  edr: {label: Endpoints}
"""
TEAM = """
team:
  people: {analyst: 1, administrator: 1, leader: 1}
"""
NOBODY = """
match: 1
teams:
  alpha: []
"""


def clock(t: int) -> str:
    """Return a time as ``h:mm:ss`` or ``h:mm:ss.mmm``."""
    seconds, thousandths = divmod(t, 1000)
    shown = f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"
    return f"{shown}.{thousandths:03}" if thousandths else shown


class Play:
    """A played drill."""

    def __init__(
        self, model: Model, events: list[Happened], refused: list[tuple[str, str]], live: LiveBoard
    ) -> None:
        self.model = model
        self.events = events
        self.refused = refused
        self.board = live.board()
        self._lines = {name: ledger.lines for name, ledger in live.ledger.teams.items()}
        opened = events[0].what
        assert isinstance(opened, DrillOpened)
        self._names = opened.facts

    def outputs(self, team: str = "alpha") -> list[tuple[str, Output]]:
        """Return all outputs of a team with their times."""
        return [(clock(e.t), e.what) for e in self.events if e.team == team and isinstance(e.what, Output)]

    def facts(self, name: str, team: str = "alpha") -> list[tuple[str, bool]]:
        """Return each change of a fact: when, and whether it became true."""
        bit = 1 << self._names.index(name)
        return [
            (t, bool(int(what.set, 16) & bit))
            for t, what in self.outputs(team)
            if isinstance(what, FactsChanged) and (int(what.set, 16) | int(what.cleared, 16)) & bit
        ]

    def all_facts(self, team: str = "alpha") -> list[tuple[str, str]]:
        """Return every change of every fact, a leading ``-`` for one that ended."""
        said = []
        for t, what in self.outputs(team):
            if isinstance(what, FactsChanged):
                plus, minus = int(what.set, 16), int(what.cleared, 16)
                said += [(t, n) for place, n in enumerate(self._names) if plus >> place & 1]
                said += [(t, f"-{n}") for place, n in enumerate(self._names) if minus >> place & 1]
        return said

    def runs(self, team: str = "alpha") -> list[str]:
        """Return each running as ``START op ENDING END``; a doomed one has a ``!`` after its name."""
        said: dict[int, str] = {}
        for t, what in self.outputs(team):
            if isinstance(what, OperationStarted):
                said[what.run] = f"{t} {what.op}{'!' if what.start == 'doomed' else ''}"
            elif isinstance(what, OperationEnded):
                said[what.run] += f" {what.ending.value} {t}"
        return list(said.values())

    def traces(self, team: str = "alpha") -> list[str]:
        """Return each record as ``trace at visible``."""
        found = [what for _t, what in self.outputs(team) if isinstance(what, TraceWritten)]
        return [f"{what.trace} {clock(what.at)} {clock(what.visible)}" for what in found]

    def alerts(self, team: str = "alpha") -> list[str]:
        """Return each alert as ``delivered level trace``."""
        return [f"{t} {w.level} {w.trace}" for t, w in self.outputs(team) if isinstance(w, AlertRaised)]

    def goals(self, team: str = "alpha") -> list[tuple[str, str]]:
        """Return each goal with the time when it was reached."""
        return [(what.goal, t) for t, what in self.outputs(team) if isinstance(what, GoalReached)]

    def injects(self, team: str = "alpha") -> list[tuple[str, str, str]]:
        """Return each change of an inject: when, which, and its state."""
        return [
            (t, what.inject, what.state.value)
            for t, what in self.outputs(team)
            if isinstance(what, InjectChanged)
        ]

    def shown(self, team: str = "alpha") -> list[tuple[str, str, bool]]:
        """Return each change of the status board: when, which service, and whether it shows it up."""
        return [(t, w.service, w.up) for t, w in self.outputs(team) if isinstance(w, BoardChanged)]

    def ended(self, team: str = "alpha") -> list[str]:
        """Return when the team's drill ended."""
        return [t for t, what in self.outputs(team) if isinstance(what, TeamEnded)]

    def not_started(self, team: str = "alpha") -> list[tuple[str, str]]:
        """Return each order that was refused when its turn came, with the time."""
        return [(what.op, t) for t, what in self.outputs(team) if isinstance(what, OrderRefused)]

    def points(self, team: str = "alpha") -> dict[str, int]:
        """Return the points of each section that has any, and the total."""
        row = next(row for row in self.board.rows if row.standing.team == team)
        return {name: points for name, points in row.standing.sections if points} | {
            "total": row.standing.total
        }

    def lines(self, team: str = "alpha") -> tuple[LedgerLine, ...]:
        """Return a team's ledger."""
        return self._lines[team]

    def ranks(self) -> list[tuple[int, str]]:
        """Return (rank, team), best first."""
        return [(row.rank, row.standing.team) for row in self.board.rows]


def errors_of(text: str) -> list[tuple[int, str]]:
    """Return line and sentence of every problem of a scenario, compiled as far as it goes."""
    document, problems = read_document({"main.yaml": text})
    found = list(problems)
    if document is not None and not has_errors(found):
        found += compile_document(document, {"main.yaml": text})[1]
    return [(problem.line, problem.say(Language.ENGLISH)) for problem in found]


def model_of(text: str) -> Model:
    """Return the compiled scenario of a text without errors."""
    document, problems = read_document({"main.yaml": text})
    assert document is not None, problems
    assert not has_errors(problems), [(p.line, p.say(Language.ENGLISH)) for p in problems]
    model, problems = compile_document(document, {"main.yaml": text})
    assert model is not None, [(p.line, p.say(Language.ENGLISH)) for p in problems]
    return model


def perform(scenario: str, match: str = NOBODY, seed: int = 1) -> Play:
    """Play a match in a scenario, both as texts."""
    text = dedent(scenario)
    model = model_of(text)
    found = Found()
    lines = read_match("match.yaml", dedent(match), model, tuple(BOTS), found)
    assert lines is not None, found.problems
    assert not found.problems, [(p.line, p.say(Language.ENGLISH)) for p in found.problems]
    refused: list[tuple[str, str]] = []
    live = LiveBoard(model)
    events = []
    for seq, happened in enumerate(
        play(model, {"main.yaml": text}, lines, seed, refused=lambda c, why: refused.append((c, why.say()))),
        1,
    ):
        live.feed(seq, happened)
        events.append(happened)
    return Play(model, events, refused, live)


def lucky(seed: int, purpose: str, name: str, n: int, percent: int) -> bool:
    """Return whether a keyed draw passes a chance."""
    return draw(seed, purpose, name, n) * 100 < percent << 64
