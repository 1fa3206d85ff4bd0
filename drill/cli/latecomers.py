"""People who come to a drill that has begun, or was played by bots: seats that the file does not have yet."""

from pathlib import Path

import msgspec
import rich_click as click

from drill.errors import MatchError
from drill.hub.founding import founding
from drill.hub.live import wall_time
from drill.hub.offline import give
from drill.hub.seats import SeatBook
from drill.i18n import _
from drill.journal.sqlite.store import SqliteJournal
from drill.journal.verify import entries_of
from drill.scenario.model import Model
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster, SeatPlan, load_roster
from drill.world.inputs import DrillOpened, PanelNamed, Refusal, TeamSetup
from drill.world.judging import EVERY_ROLE


def with_staff(roster: Roster) -> Roster:
    """Return the roster with a controller and a judge, who steer and judge, and an observer, for the wall."""
    kinds = {seat.kind for seat in roster.seats}
    wanted = (SeatKind.CONTROLLER, SeatKind.JUDGE, SeatKind.OBSERVER)
    missing = [kind for kind in wanted if kind not in kinds]
    extra = tuple(SeatPlan(kind, "", "", kind.value) for kind in missing)
    return msgspec.structs.replace(roster, seats=roster.seats + extra)


def a_seat_each(teams: tuple[TeamSetup, ...]) -> Roster:
    """Return a roster with one seat a team that acts for every role, and staff."""
    return with_staff(
        Roster(teams, tuple(SeatPlan(SeatKind.TEAM, team.id, "", EVERY_ROLE) for team in teams))
    )


def expected(journal: SqliteJournal, model: Model, opened: DrillOpened, teams: Path | None) -> Roster:
    """Return who should have a seat: as a teams file says; one each where nobody has one yet.

    Raises:
        MatchError: the file has mistakes, or names a team that does not play.
    """
    if teams is None:
        return Roster((), ()) if journal.register.seats() else a_seat_each(opened.teams)
    roster = load_roster(teams, tuple(role.id for role in model.roles))
    strangers = {team.id for team in roster.teams} - {team.id for team in opened.teams}
    if strangers:
        raise MatchError(
            _("{file}: these teams do not play in this drill: {teams}").format(
                file=teams.name, teams=", ".join(sorted(strangers))
            ),
            _("Its teams are: {teams}").format(teams=", ".join(team.id for team in opened.teams)),
        )
    return roster if journal.register.seats() else with_staff(roster)


def admit(journal: SqliteJournal, roster: Roster, ceremony: int) -> dict[str, str]:
    """Make the seats that the file lacks; return their ids with the tokens that open them, told once.

    Judges who come are named as the panel where the drill has none yet.

    Args:
        journal: the drill's file, open for writing.
        roster: who should have a seat.
        ceremony: wall time (ms since 1970); 0 when it is not set.

    Raises:
        click.UsageError: the drill does not take what the file says of its judges.
    """
    seats = SeatBook(journal.register, lambda: 0)
    known = {(row.team, row.role, row.name) for row in seats.rows}
    plans = [
        plan for plan in roster.seats if (plan.team, plan.role or plan.kind.value, plan.name) not in known
    ]
    seated = [
        (seats.invite(plan.team, plan.role or plan.kind.value, plan.name)[0].id, plan) for plan in plans
    ]
    named = any(entry.type == "panel-named" for entry in entries_of(journal))
    for given in founding(seated, roster.panel, ceremony):
        if named and isinstance(given, PanelNamed):
            continue
        outcome = give(journal, given, wall_time(), f"latecomers-{journal.head.seq}")
        if isinstance(outcome, Refusal):
            raise click.UsageError(outcome.reason.say())
    return {seat: seats.renew(seat) for seat, _plan in seated}


__all__ = ["a_seat_each", "admit", "expected", "with_staff"]
