"""``livefire host``: open a drill for everyone, or go on with one."""

import asyncio
import secrets
import signal
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import msgspec
import rich_click as click
from rich.console import Console
from rich.table import Table

from drill.cli.award_rules import load_awards
from drill.cli.examples import examples
from drill.cli.latecomers import a_seat_each, admit, expected, settled, with_staff
from drill.cli.opening import free_name, open_drill
from drill.cli.scenario import find_scenario, load_model
from drill.errors import ExitCode, LinkError
from drill.hub.certificate import own_certificate
from drill.hub.founding import founding
from drill.hub.live import HUB, Address, LiveDrill, Opened, found_drill, live, new_drill
from drill.hub.seats import SeatBook, demand_seats, kind_of
from drill.i18n import _
from drill.journal.recorder import opened_of
from drill.journal.replaying import model_of
from drill.journal.seats import Facts
from drill.journal.sqlite.connecting import log_of
from drill.journal.sqlite.store import SqliteJournal, create, open_writer
from drill.scenario.model import Model
from drill.wire.invitation import LOOPBACK, Invitation
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster, load_roster
from drill.world.cards import ClockState
from drill.world.inputs import AwardsNamed, ClockStarted, DrillOpened, TeamSetup

EPILOG = examples(
    "livefire host song-may-ransomware --teams teams.yaml",
    "livefire host my-scenario.yaml --teams teams.csv --port 7450",
    "livefire host song-may-ransomware-1.drill",
)
"""The last one goes on with a drill where it was."""
PORTS = range(1 << 16)


class Invited(msgspec.Struct, frozen=True):
    """One seat and what opens it, as it is printed once."""

    seat: str
    team: str
    role: str
    name: str
    invitation: str
    board: str = ""
    """Address of the wall's page, for an observer's seat; empty for others."""


class Options(msgspec.Struct, frozen=True):
    """How the hub is to listen and begin."""

    listen: str
    told: str
    """Name or address in the invitations."""
    port: int | None
    renew: tuple[str, ...]
    start: bool
    as_json: bool
    invitations: Path | None
    awards: str
    """Rules of the awards as they were read; empty for the standard ones."""


@click.command(
    help=_(
        "Open a drill of SCENARIO for teams, controllers and judges, or go on with FILE.drill where it was."
        " Prints one invitation a seat; whoever holds one sits down with livefire join."
    ),
    epilog=EPILOG,
)
@click.argument("what", metavar="SCENARIO|FILE.drill")
@click.option(
    "--teams",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Teams file, YAML or CSV. With FILE.drill: who comes late, or judges what was played."),
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("The drill file to write."))
@click.option(
    "--seed", type=click.IntRange(min=0), help=_("Luck of the drill; secret, random when not given.")
)
@click.option("--listen", default="127.0.0.1", show_default=True, help=_("Address to listen on."))
@click.option("--address", help=_("Name or address that the invitations tell; by default where it listens."))
@click.option(
    "--port", type=click.IntRange(0, 65535), help=_("Port, kept in the file; 0 lets the system choose.")
)
@click.option(
    "--renew", multiple=True, metavar="SEAT", help=_("Write a new invitation for this seat, or for all.")
)
@click.option("--start", is_flag=True, help=_("Start the clock at once, without a controller."))
@click.option(
    "--invitations",
    type=click.Path(dir_okay=False, path_type=Path),
    help=_("Also write the invitations here."),
)
@click.option(
    "--awards",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("A file of awards; the standard ones without it."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Print the invitations as JSON."))
def host(  # noqa: PLR0913 (one parameter an option: click's way)
    what: str,
    *,
    teams: Path | None,
    out: Path | None,
    seed: int | None,
    listen: str,
    address: str | None,
    port: int | None,
    renew: tuple[str, ...],
    start: bool,
    invitations: Path | None,
    awards: Path | None,
    as_json: bool,
) -> int:
    """Open a drill for everyone, or go on with one."""
    text = load_awards(awards)[1] if awards else ""
    options = Options(listen, address or _told(listen), port, renew, start, as_json, invitations, text)
    if what.endswith(".drill") and Path(what).exists():
        return asyncio.run(_resume(Path(what), teams, options))
    loaded = load_model(find_scenario(what))
    roster = with_staff(
        load_roster(teams, tuple(role.id for role in loaded.model.roles)) if teams else _two_teams()
    )
    opened = open_drill(loaded.model, loaded.sources, roster, secrets.randbits(63) if seed is None else seed)
    return asyncio.run(_begin(out or free_name(loaded.model.id), loaded.model, opened, roster, options))


def _told(listen: str) -> str:
    """Return what other machines can reach: this machine's name where it listens on every address."""
    return socket.getfqdn() if listen in {"0.0.0.0", "::"} else listen  # noqa: S104 (compared, not bound)


async def _begin(path: Path, model: Model, opened: DrillOpened, roster: Roster, options: Options) -> int:
    journal = create(path)
    try:
        seats = SeatBook(journal.register, lambda: 0)
        tokens = [
            (seats.invite(plan.team, plan.role or plan.kind.value, plan.name)[0].id, plan)
            for plan in roster.seats
        ]
        fresh = {seat: seats.renew(seat) for seat, _plan in tokens}
        said = founding(tokens, roster.panel, _ceremony(roster.panel.ceremony))
        if options.awards:
            said.append(AwardsNamed(options.awards))
        await _serve(journal, new_drill(model, opened, said), fresh, options)
    except LinkError:
        _forget(journal)
        raise
    finally:
        journal.close()
    return _stopped(path)


def _ceremony(said: str) -> int:
    """Return the wall time (ms since 1970) of a moment in this machine's time zone; 0 for none."""
    return int(datetime.fromisoformat(said).astimezone().timestamp()) * 1000 if said else 0


def _forget(journal: SqliteJournal) -> None:
    """Remove a drill that was just made: nobody was invited to it, and nobody can be."""
    journal.close()
    journal.path.unlink(missing_ok=True)


async def _resume(path: Path, teams: Path | None, options: Options) -> int:
    journal = open_writer(path)
    try:
        opened = opened_of(journal)
        model = model_of(opened)
        demand_seats(journal.register.seats(), {team.id for team in opened.teams})
        roster = expected(journal, model, opened, teams)
        seated, invited = admit(journal, roster)
        said = settled(journal, seated, roster, _ceremony(roster.panel.ceremony))
        with Console(stderr=True).status(_("Replaying the drill")):
            drill = found_drill(model, opened, journal, journal.register.facts().clock, said)
        seats = SeatBook(journal.register, lambda: 0)
        wanted = {row.id for row in seats.rows} if "all" in options.renew else set(options.renew)
        unknown = wanted - {row.id for row in seats.rows}
        if unknown:
            raise click.BadParameter(_("no seat is called {seats}").format(seats=", ".join(sorted(unknown))))
        fresh = invited | {seat: seats.renew(seat) for seat in sorted(wanted)}
        await _serve(journal, drill, fresh, options)
    finally:
        journal.close()
    return _stopped(path)


async def _serve(journal: SqliteJournal, drill: Opened, fresh: dict[str, str], options: Options) -> None:
    address, fingerprint = _address(options, journal.register.facts(), journal.path)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    async with live(drill, journal, journal.register, address) as running:
        _print_invitations(_invited(running, fresh, options.told, fingerprint), options)
        _say_where(journal.path, running, options)
        if options.start:
            running.engine.command(HUB, f"start-{running.engine.position}", ClockStarted())
        await stop.wait()


def _stopped(path: Path) -> int:
    click.echo(_("Stopped. Go on with: livefire host {file}").format(file=path), err=True)
    log = log_of(path)
    if log.exists():
        click.echo(_("Part of it is in {log}: never move one without the other.").format(log=log), err=True)
    return ExitCode.OK


def _address(options: Options, facts: Facts, path: Path) -> tuple[Address, str]:
    # Nothing guards what stands beside the chain.
    kept = facts.port if facts.port is not None and facts.port in PORTS else 0
    port = kept if options.port is None else options.port
    if options.listen in LOOPBACK:
        return Address(options.listen, port), ""
    with _writing(path.parent):
        certificate = own_certificate(path.parent, options.told)
    return Address(options.listen, port, certificate.context), certificate.fingerprint


def _invited(running: LiveDrill, fresh: dict[str, str], listen: str, fingerprint: str) -> list[Invited]:
    invited = []
    for row in running.seats.rows:
        if row.id in fresh:
            invitation = Invitation(listen, running.port, fresh[row.id], fingerprint)
            board = board_address(invitation) if kind_of(row) is SeatKind.OBSERVER else ""
            invited.append(Invited(row.id, row.team, row.role, row.name, str(invitation), board))
    return invited


def board_address(invitation: Invitation) -> str:
    """Return where a browser finds the wall's page: the same token, which opens nothing that could be changed."""
    scheme = "https" if invitation.fingerprint else "http"
    return f"{scheme}://{invitation.authority}/board?token={invitation.token}"


@contextmanager
def _writing(path: Path) -> Iterator[None]:
    """Turn a disk's refusal inside the block into an error that names the file."""
    try:
        yield
    except OSError as error:
        raise LinkError(
            _("{path} cannot be written: {reason}.").format(path=path, reason=error.strerror or error),
            _("Nobody can be invited without it; choose another folder, or free some space."),
        ) from error


def _print_invitations(invited: list[Invited], options: Options) -> None:
    if options.invitations is not None:
        with _writing(options.invitations):
            options.invitations.touch(mode=0o600)
            options.invitations.write_bytes(msgspec.json.format(msgspec.json.encode(invited)) + b"\n")
    if options.as_json:
        click.echo(msgspec.json.encode(invited).decode())
        return
    for one in invited:
        click.secho(f"{one.seat}  {one.name}".rstrip(), bold=True)
        click.echo(f"  livefire {'board' if one.board else 'join'} '{one.invitation}'")
        if one.board:
            click.echo("  " + _("in a browser: {address}").format(address=one.board))


def _say_where(path: Path, running: LiveDrill, options: Options) -> None:
    said = Console(stderr=True, highlight=False)
    table = Table.grid(padding=(0, 2))
    table.add_row(_("Hub"), f"{options.listen}:{running.port}")
    table.add_row(_("Drill file"), str(path))
    table.add_row(_("Clock"), _clock(running))
    said.print(table)
    said.print(_("Ctrl-C stops the hub; nothing is lost."), style="dim")
    sys.stdout.flush()


def _clock(running: LiveDrill) -> str:
    run = running.engine.run
    if run.ended:
        return _("the drill is over: judges, appeals and awards are still to come")
    if run.clock_state is ClockState.WAITING:
        return _("waits for a controller: p starts it")
    return _("stands where it was: a controller goes on with p")


def _two_teams() -> Roster:
    return a_seat_each((TeamSetup("alpha", "Alpha"), TeamSetup("bravo", "Bravo")))
