"""A live drill from its file to its open door: made new, or found again where a killed hub left it."""

import asyncio
import ssl
from collections.abc import (
    AsyncIterator,
    Awaitable,
    Callable,
    Collection,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from contextlib import asynccontextmanager, suppress
from functools import partial

import msgspec

from drill.clock import WallClock, unix_time
from drill.errors import JournalError, SealError
from drill.hub.channels import Channels
from drill.hub.desks import JUDGES, Desks
from drill.hub.engine import Batch, HubEngine
from drill.hub.sealing import Notary
from drill.hub.seats import SeatBook
from drill.hub.server import HubServer
from drill.hub.ticker import keep_up, tick
from drill.hub.timebase import Timebase
from drill.hub.wall import Wall
from drill.hub.witness import recite
from drill.i18n import _
from drill.journal.base import Entry, Journal
from drill.journal.group import GroupWriter
from drill.journal.recorder import happened_of
from drill.journal.seats import Register
from drill.journal.whole import broken, whole
from drill.scenario.model import Model
from drill.wire.messages import Answer, SeatKind
from drill.wire.session import Seat
from drill.world.cards import ClockState, Put
from drill.world.happened import Happened
from drill.world.inputs import ClockPaused, DrillOpened, JudgeInput, Refusal, ResultsSealed
from drill.world.run import Run, feed
from scoring.wall.view import WallView

HUB = Seat("hub", SeatKind.CONTROLLER, "", "hub")
"""The seat in whose name the hub itself acts: a drill that was running is paused when it is found again."""


class Address(msgspec.Struct, frozen=True):
    """Where the hub listens."""

    host: str = "127.0.0.1"
    port: int = 0
    """0 lets the system choose."""
    tls: ssl.SSLContext | None = None
    """None on plain loopback."""


class LiveDrill(msgspec.Struct, frozen=True):
    """What runs while a drill is live."""

    engine: HubEngine
    seats: SeatBook
    server: HubServer
    port: int


class Opened(msgspec.Struct, frozen=True):
    """A drill before its door opens: the run, every view and the answers already given."""

    model: Model
    opened: DrillOpened
    run: Run
    channels: Channels
    answers: list[tuple[str, Answer]]
    begun: list[Happened]
    """What is yet to be journaled: a new drill's beginning, or what is settled as one goes on."""
    at: int
    """Shared exercise time (ms) at which it stands."""
    sealed_at: int = 0
    """Journal position of the `ResultsSealed`; 0 while the results are open."""
    resumed: bool = False
    """Whether it was found in a file."""


def new_drill(model: Model, opened: DrillOpened, said: Iterable[JudgeInput] = ()) -> Opened:
    """Return a drill that nobody has journaled yet.

    Args:
        model: the scenario.
        opened: the first entry.
        said: what is settled about judging beforehand (`drill.hub.founding`).

    Raises:
        JournalError: one of these cannot be taken.
    """
    run = Run(model, opened)
    begun = [*run.start(), *_settled(run, said, 0)]
    return Opened(model, opened, run, _channels(model, opened, run, [], []), [], begun, 0)


def _settled(run: Run, said: Iterable[JudgeInput], at: int) -> Iterator[Happened]:
    for given in said:
        outcome = run.accept(HUB.id, "", given, at)
        if isinstance(outcome, Refusal):
            raise JournalError(outcome.reason.say())
        yield from outcome


def begun_drill(model: Model, opened: DrillOpened, run: Run, begun: list[Happened]) -> Opened:
    """Return a drill whose beginning was played already but is not journaled yet.

    Args:
        model: the scenario.
        opened: the first entry.
        run: the drill, as far as it was played.
        begun: everything that happened in it, in order.
    """
    return Opened(model, opened, run, _channels(model, opened, run, [], []), [], begun, run.processed)


def found_drill(
    model: Model,
    opened: DrillOpened,
    journal: Journal,
    clock: int | None,
    said: Iterable[JudgeInput] = (),
) -> Opened:
    """Return a drill as its journal left it.

    Args:
        model: compiled from the scenario that the file carries.
        opened: the first entry.
        journal: all entries.
        clock: exercise time that was kept beside the chain; None when none was.
        said: what is settled about judging now, yet to be journaled (`drill.hub.founding`).

    Raises:
        VerificationError: the journal is not whole, or holds an input that the engine refuses.
        JournalError: what is settled now cannot be taken.
    """
    kept = list(_kept(journal, {team.id for team in opened.teams}))
    entries = [(entry.seq, happened_of(entry)) for entry in kept]
    run = Run(model, opened)
    last = feed(run, (event for _seq, event in entries))
    answers = [
        (event.seat, Answer(event.command, seq))
        for seq, event in entries
        if event.command and not event.is_output
    ]
    at = max(last, clock or 0)
    return Opened(
        model,
        opened,
        run,
        _channels(model, opened, run, entries, [entry.wall for entry in kept]),
        answers,
        list(_settled(run, said, at)),
        at,
        next((seq for seq, event in entries if isinstance(event.what, ResultsSealed)), 0),
        resumed=True,
    )


@asynccontextmanager
async def live(
    drill: Opened,
    journal: Journal,
    register: Register,
    address: Address,
    beat: Callable[[HubEngine], None] | None = None,
) -> AsyncIterator[LiveDrill]:
    """Run a drill inside an ``async with`` block: its writer, its clock and its door.

    Args:
        drill: from `new_drill` or `found_drill`.
        journal: where it is written.
        register: its seats.
        address: where the hub listens.
        beat: called after each look at the clock; bots act here.

    Raises:
        LinkError: the port is taken.
        JournalError: the journal could not be written and the drill had to stop.
    """
    writer: GroupWriter[Batch] = GroupWriter(journal)
    notary = Notary(journal, register, unix_time)
    engine = HubEngine(
        drill.run,
        writer,
        drill.channels,
        Timebase(WallClock(), drill.at),
        lambda: journal.head,
        unix_time,
        notary,
    )
    if drill.sealed_at:
        # A hub that cannot sign can still hold the ceremony.
        with suppress(SealError):
            drill.channels.sealed(notary.found(drill.sealed_at))
    engine.remember(drill.answers)
    engine.begin(drill.begun)
    _stand_still(engine, drill)
    seats = SeatBook(register, unix_time)
    drill.channels.hide(lambda: [row.name for row in seats.rows])
    engine.judges = seats.judges
    server = HubServer(engine, seats, partial(recite, journal))
    try:
        async with server.serving(address.host, address.port, address.tls) as port:
            register.remember(msgspec.structs.replace(register.facts(), port=port))
            async with _tasks(engine, partial(_keep, writer, register, engine, seats), beat):
                yield LiveDrill(engine, seats, server, port)
    except ExceptionGroup as group:
        raise _first_of(group) from group
    else:
        writer.close()
    finally:
        with suppress(JournalError):
            writer.close()


def _first_of(group: ExceptionGroup[Exception]) -> Exception:
    """Return the first failure: clock, door and writer fail together where the journal does."""
    first: Exception = group
    while isinstance(first, ExceptionGroup):
        first = first.exceptions[0]
    return first


@asynccontextmanager
async def _tasks(
    engine: HubEngine, keep: Callable[[], Awaitable[None]], beat: Callable[[HubEngine], None] | None
) -> AsyncIterator[None]:
    def each() -> None:
        engine.channels.beat(engine.timebase.now())
        if beat is not None:
            beat(engine)

    async with asyncio.TaskGroup() as group:
        publisher = group.create_task(engine.publish())
        others = (group.create_task(tick(engine, each)), group.create_task(keep_up(keep)))
        try:
            yield
        finally:
            for task in others:
                task.cancel()
            if not publisher.done():
                await engine.drain()
            publisher.cancel()
            await keep()


async def _keep(writer: GroupWriter[Batch], register: Register, engine: HubEngine, seats: SeatBook) -> None:
    await writer.aside(partial(_note, register, engine.timebase.now(), seats.unwritten()))


def _note(register: Register, now: int, seen: Mapping[str, int]) -> None:
    """Write down beside the chain at which exercise time (ms) the drill stands, and who was seen when."""
    if seen:
        # No reason to stop a drill that stands still: a disk that takes nothing more does so with its next entry.
        with suppress(JournalError):
            register.saw(seen)
    facts = register.facts()
    if facts.clock != now:
        register.remember(msgspec.structs.replace(facts, clock=now))


def _stand_still(engine: HubEngine, drill: Opened) -> None:
    """Journal that a drill which was running is paused now, so that everyone sees why."""
    if drill.resumed and drill.run.clock_state is ClockState.RUNNING:
        engine.command(HUB, f"resumed-{engine.position}", ClockPaused(reason=_("The hub was restarted.")))


def _channels(
    model: Model,
    opened: DrillOpened,
    run: Run,
    entries: Sequence[tuple[int, Happened]],
    walls: Sequence[int | None],
) -> Channels:
    desks, wall = Desks(model, opened, run), Wall(WallView(model, opened), unix_time)
    if entries:
        first, events = entries[0][0], [event for _seq, event in entries]
        for _room in desks.fold(first, events):
            pass
        wall.tell(Put(card) for card in desks.cards(JUDGES))
        past = ((seq, event, when) for (seq, event), when in zip(entries, walls, strict=True))
        wall.restore(past, max(0, run.processed))

    def now(team: str) -> int:
        shared = max(0, run.processed)
        return run.team_time(team, shared) if team else shared

    return Channels(desks, wall, now)


def _kept(journal: Journal, teams: Collection[str]) -> Iterator[Entry]:
    """Yield all entries of a journal that is whole.

    Raises:
        BrokenEntryError: an entry is not what was written, or is of a team that nobody knows.
        VerificationError: entries are missing at the end.
    """
    for entry in whole(journal):
        if entry.team and entry.team not in teams:
            raise broken(entry.seq)
        yield entry
