"""People who come to a drill that has begun, or was played by bots: seats that the file does not have yet."""

from pathlib import Path

import msgspec

from drill.errors import MatchError
from drill.hub.founding import Seated, founding
from drill.hub.seats import SeatBook
from drill.i18n import _
from drill.journal.sqlite.store import SqliteJournal
from drill.journal.verify import entries_of
from drill.scenario.model import Model
from drill.wire.messages import SeatKind
from drill.wire.roster import Roster, SeatPlan, load_roster
from drill.world.inputs import DrillOpened, JudgeInput, PanelNamed, TeamSetup
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


def admit(journal: SqliteJournal, roster: Roster) -> tuple[list[Seated], dict[str, str]]:
    """Make the seats that the file lacks; return them as they were planned, and their tokens, told once.

    Args:
        journal: the drill's file, open for writing.
        roster: who should have a seat.
    """
    seats = SeatBook(journal.register, lambda: 0)
    known = {(row.team, row.role, row.name) for row in seats.rows}
    plans = [
        plan for plan in roster.seats if (plan.team, plan.role or plan.kind.value, plan.name) not in known
    ]
    seated = [
        (seats.invite(plan.team, plan.role or plan.kind.value, plan.name)[0].id, plan) for plan in plans
    ]
    return seated, {seat: seats.renew(seat) for seat, _plan in seated}


def settled(journal: SqliteJournal, seated: list[Seated], roster: Roster, ceremony: int) -> list[JudgeInput]:
    """Return what is to be said of judges who came: a panel where there is none yet, and their interests.

    Args:
        journal: what was said before; after the seal nothing is.
        seated: who came.
        roster: how is marked.
        ceremony: wall time (ms since 1970); 0 when it is not set.
    """
    types = {entry.type for entry in entries_of(journal)}
    if "results-sealed" in types:
        return []
    said = founding(seated, roster.panel, ceremony)
    return [given for given in said if not (isinstance(given, PanelNamed) and "panel-named" in types)]


__all__ = ["a_seat_each", "admit", "expected", "settled", "with_staff"]
