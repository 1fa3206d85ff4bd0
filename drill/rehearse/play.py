"""Plays a whole drill at full speed: the lines of a match and the bots' orders go in, everything that happens comes out.

The same scenario, match and seed give the same journal, byte for byte: no wall time, file name or random id gets in.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping
from functools import partial

import msgspec

from drill.errors import MatchError
from drill.i18n import Words
from drill.rehearse.bench import Bench
from drill.rehearse.bots import BOTS, Bot
from drill.rehearse.bots.others import NEVER
from drill.rehearse.match import Match, Move
from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import ClockStarted, DrillOpened, Refusal
from drill.world.program import Program
from drill.world.run import ENGINE, Run
from drill.world.views.team import Stage, TeamView

CONTROLLER = "controller"
JUDGE = "judge"
"""Seats of a match's staff."""

Refused = Callable[[str, Words], None]
"""Takes (command id, reason) of a line that the drill did not accept."""


class _Player:
    """A bot at its desk."""

    def __init__(self, team: str, bot: Bot, view: TeamView) -> None:
        self.team = team
        self.bot = bot
        self.view = view
        self.wakes = bot.first()
        self.lines = 0

    def act(self, at: int, own: int) -> list[Move]:
        """Return what the bot does at ``at``, which is ``own`` on its own clock (ms)."""
        done, wakes = self.bot.wake(self.view.view, own)
        self.wakes = at + max(wakes - own, 1)
        first = self.lines + 1
        self.lines += len(done)
        return [
            Move(at, self.view.aliases.meant(given), f"{self.team}:{n}")
            for n, given in enumerate(done, first)
        ]


class _Line(msgspec.Struct, frozen=True):
    """A line of the match and who gives it."""

    seat: str
    team: str
    move: Move


def opening(model: Model, sources: Mapping[str, str], match: Match, seed: int) -> DrillOpened:
    """Return the first entry of a played drill's journal."""
    return DrillOpened(
        scenario=model.id,
        scenario_hash=model.hash,
        library_hash=model.library_hash,
        engine=ENGINE,
        seed=seed,
        teams=match.teams,
        sources=dict(sources),
        facts=tuple(fact.name for fact in model.facts),
    )


def play(
    model: Model,
    sources: Mapping[str, str],
    match: Match,
    seed: int,
    *,
    hashes: bool = True,
    refused: Refused | None = None,
    plans: Program | None = None,
) -> Iterator[Happened]:
    """Play a match and yield what happens, in journal order.

    Args:
        model: the scenario, compiled.
        sources: its files, for the journal.
        match: who does what.
        seed: 0 <= seed < 2**64.
        hashes: whether worlds are hashed every minute; rehearsals leave it out.
        plans: tables and memos that runs of the same scenario share.
        refused: hears of lines that the drill did not accept; without it they raise.

    Raises:
        MatchError: a line of the match was refused and nobody listens.
    """
    run = Run(model, opening(model, sources, match, seed), hashes=hashes, plans=plans)
    game = Game(model, run, match, refused or _raise)
    yield from game.events()


def _raise(command: str, reason: Words) -> None:
    raise MatchError(f"{command}: {reason.say()}")


class Game:
    """One drill being played."""

    def __init__(self, model: Model, run: Run, match: Match, refused: Refused) -> None:
        self.run = run
        self._model = model
        self._opened = run.opened
        self._match = match
        self._refused = refused
        self._players: list[_Player] = []
        self._seq = 0
        self._bench = Bench(model, run.opened) if match.judges else None

    def events(self, until: int | None = None) -> Iterator[Happened]:
        """Yield everything to the end of the drill, or to just before ``until`` (shared ms)."""
        yield from self._told(self.run.start())
        self._sit_down()
        moves = self._moves()
        if not (moves and isinstance(moves[0].move.given, ClockStarted)):
            yield from self._give(_Line(CONTROLLER, "", Move(0, ClockStarted(), "controls:0")))
        while not self.run.ended:
            at = self._next(moves)
            if at is None or (until is not None and at >= until):
                break
            if at > self.run.processed + 1:
                yield from self._told(self.run.advance(at - 1))
            if self._over():
                break
            while moves and moves[0].move.at == at:
                yield from self._give(moves.popleft())
            yield from self._woken(at)
        if until is None:
            yield from self._rest(moves)
        else:
            yield from self._told(self.run.advance(until - 1))

    def _over(self) -> bool:
        return self.run.ended

    def _next(self, moves: deque["_Line"]) -> int | None:
        """Return the moment of the next line or look; None when nobody will ever act again."""
        moments = [player.wakes for player in self._players if player.wakes < NEVER]
        moments += [moves[0].move.at] if moves else []
        return min(moments, default=None)

    def _rest(self, moves: deque["_Line"]) -> Iterator[Happened]:
        """Yield what happens after the last line, then the lines that come after the end."""
        while not self.run.ended and (at := self.run.next_event()) is not None:
            yield from self._told(self.run.advance(at))
        for line in moves:
            yield from self._give(line)

    def _sit_down(self) -> None:
        if not any(side.bot for side in self._match.sides):
            return
        stage = Stage(self._model, self._opened.seed)
        for side in self._match.sides:
            if side.bot:
                team = side.setup.id
                view = TeamView(self._model, self._opened, team, stage)
                world = partial(self.run.world, team)
                bot = BOTS[side.bot](self._opened.seed, team, stage.book, world, self._match.language)
                self._players.append(_Player(team, bot, view))

    def _moves(self) -> deque["_Line"]:
        """Return the lines by time; within one moment controls, teams in file order, judges."""
        lines = [_Line(CONTROLLER, "", move) for move in self._match.controls]
        for side in self._match.sides:
            lines += [_Line(side.setup.id, side.setup.id, move) for move in side.moves]
        lines += [_Line(JUDGE, "", move) for move in self._match.judges]
        return deque(sorted(lines, key=lambda line: line.move.at))

    def _woken(self, at: int) -> Iterator[Happened]:
        for player in self._players:
            if player.wakes == at:
                own = self.run.team_time(player.team, at)
                for move in player.act(at, own):
                    yield from self._give(_Line(player.team, player.team, move), bot=True)

    def _give(self, line: "_Line", *, bot: bool = False) -> Iterator[Happened]:
        move = line.move
        taken = self._taken(line)
        if not isinstance(taken, Refusal):
            yield from self._told(taken)
        elif not bot:
            self._refused(move.command, taken.reason)

    def _taken(self, line: "_Line") -> Refusal | list[Happened]:
        move, seat = line.move, line.move.seat or line.seat
        given = self._bench.meant(seat, line.team, move.given) if self._bench else move.given
        if isinstance(given, Refusal):
            return given
        return self.run.accept(seat, line.team, given, move.at, move.command)

    def _told(self, events: list[Happened]) -> Iterator[Happened]:
        for happened in events:
            self._seq += 1
            for player in self._players:
                player.view.apply(self._seq, happened)
            if self._bench is not None:
                self._bench.hear(self._seq, happened)
            yield happened
