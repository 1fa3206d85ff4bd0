import msgspec
import pytest

from drill.i18n import Words, words
from drill.scenario.model import Text
from drill.tui.demo.chairs import CALM, FAST, Seats
from drill.tui.demo.coach import LESSON, Chair, Coach, Sight, best_order
from drill.world.cards import (
    ActionCard,
    ClockCard,
    ClockState,
    FeedCard,
    OrderCard,
    OrderState,
    RowCard,
    RunningView,
    StepCard,
    TeamCard,
    TimelineCard,
    TruthCard,
    View,
)

NONE = Text("", "")


def team(services: int) -> TeamCard:
    """Return a row of the matrix."""
    return TeamCard(
        "an", "Team An", "", services, 6, 0, 7, 0, 0, 0, "", None, 1, 1, 600, ClockState.RUNNING, 0
    )


def action(breaks: tuple[tuple[str, tuple[str, ...]], ...]) -> ActionCard:
    """Return the action that the coach proposes."""
    orders = tuple(order for order, _services in breaks)
    return ActionCard(
        "isolate host", NONE, NONE, "contain", "host", "administrator", 1, 1, 2, orders, breaks, NONE, 0
    )


def truth(*facts: str, running: bool = False) -> TruthCard:
    """Return the truth of the person's team."""
    steps = (RunningView("step", Text("Goes by VPN", "Đi qua VPN"), 0, 9, doomed=False),) if running else ()
    return TruthCard("you", facts, steps, (), "", "", (), (), ())


def sight(chair: Chair = Chair.CONTROLLER, place: str = "control", dialog: str = "", **views: View) -> Sight:
    """Return what the coach looks at."""
    empty = View()
    return Sight(
        chair,
        place,
        dialog,
        "you",
        views.get("controller", empty),
        views.get("own", empty),
        views.get("judge", empty),
    )


def test_the_lesson_goes_through_all_three_chairs() -> None:
    """Controller, team, controller again for the consequence, judge."""
    assert [step.chair for step in LESSON] == [
        Chair.CONTROLLER,
        Chair.CONTROLLER,
        Chair.TEAM,
        Chair.CONTROLLER,
        Chair.JUDGE,
    ]


def test_the_coach_names_the_team_that_lost_a_service() -> None:
    """Before that it says to wait; afterwards it says whose row to open."""
    coach = Coach(LESSON)

    assert "turns red" in coach.line(sight(controller=View([team(6)]))).say()
    assert "Team An" in coach.line(sight(controller=View([team(5)]))).say()


def test_what_is_done_stays_done() -> None:
    """Once the shoulder was looked over, the lesson is at the inject, wherever the person goes."""
    coach, view = Coach(LESSON), View([team(5)])
    coach.line(sight(place="shoulder", controller=view))

    assert "F3" in coach.line(sight(controller=view)).say()


def test_on_the_timeline_the_coach_names_the_inject() -> None:
    """However it reaches the team: by phone, by mail."""
    coach, view = Coach(LESSON), View([team(5), inject()])
    coach.line(sight(place="shoulder", controller=view))

    assert "“Chief”" in coach.line(sight(place="timeline", controller=view)).say()


def test_the_clock_runs_fast_only_while_there_is_nothing_to_do() -> None:
    """Until a service falls; then whoever reads slowly has time."""
    coach = Coach(LESSON)

    assert coach.waits(sight(controller=View([team(6)])))
    assert not coach.waits(sight(controller=View([team(5)])))
    assert not coach.waits(sight(Chair.TEAM, controller=View([team(6)])))


def test_in_another_chair_the_coach_says_how_to_get_back() -> None:
    """Nobody is lost: the line says which key leads to the chair of the next step."""
    assert "controller" in Coach(LESSON).line(sight(Chair.JUDGE)).say()


@pytest.mark.parametrize(("facts", "order"), [((), "isolate host b"), (("a.compromised",), "isolate host a")])
def test_the_proposed_order_hits_the_attacker_where_it_shows(facts: tuple[str, ...], order: str) -> None:
    """A taken host that carries services first; otherwise the one whose loss shows most."""
    own = View([action((("isolate host a", ("x",)), ("isolate host b", ("x", "y"))))])

    assert best_order(sight(controller=View([truth(*facts)]), own=own)) == order


def test_while_nothing_is_taken_the_proposed_order_stands_in_the_attackers_way() -> None:
    """Early in the story the host that a step aims at now, not the one whose loss hurts the team most."""
    own = View([action((("isolate host a", ("x",)), ("isolate host b", ("x", "y"))))])
    step = StepCard("step", NONE, "", "", "a", (), (), habit=False)
    controller = View([truth(running=True), step])

    assert best_order(sight(controller=controller, own=own)) == "isolate host a"


def test_the_whole_lesson_can_be_walked() -> None:
    """From the red service to the judge's reason: every step ends, and the last line says so."""
    coach = Coach(LESSON)
    controller = View([team(5), truth("a.compromised", running=True), inject(), steered()])
    own = View([order(OrderState.DONE)])
    judge = View([row()])
    said: list[Words] = []
    for chair, place, dialog in (
        (Chair.CONTROLLER, "shoulder", ""),
        (Chair.TEAM, "orders", ""),
        (Chair.CONTROLLER, "shoulder", ""),
        (Chair.JUDGE, "scoreboard", ""),
        (Chair.JUDGE, "scoreboard", "Why"),
    ):
        seen = sight(chair, place, dialog, controller=controller, own=own, judge=judge)
        said.append(coach.line(msgspec.structs.replace(seen, explained="you" if dialog else "")))

    assert coach.finished
    assert "three chairs" in said[-1].say()
    assert coach.chair is None


def test_the_way_round_is_told_where_it_is_seen() -> None:
    """Over the shoulder the line names what the attacker does now, beside the way on; elsewhere the way alone."""
    coach = Coach(LESSON[3:])
    controller, own = View([truth("a.compromised", running=True)]), View([order(OrderState.DONE)])

    over = coach.line(sight(Chair.CONTROLLER, "shoulder", controller=controller, own=own)).say()
    elsewhere = coach.line(sight(Chair.CONTROLLER, "control", controller=controller, own=own)).say()

    assert "goes round your order" in over
    assert "judge's chair" in over
    assert "goes round" not in elsewhere


def inject() -> TimelineCard:
    """Return a planned inject."""
    return TimelineCard(
        "inject:x", 1, Text("Chief", "Chánh"), NONE, "phone", "leader", (("an", "armed", None),)
    )


def steered() -> FeedCard:
    """Return the feed's line of a released inject."""
    return FeedCard("9", 1, "", "controller", "inject-steered", words("released"), "control")


def order(state: OrderState) -> OrderCard:
    """Return an order of the person's team."""
    return OrderCard(
        "1", "isolate host a", "isolate host", "", "administrator", "you", 0, state, 0, 1, NONE, None
    )


def row() -> RowCard:
    """Return the person's row of the scoreboard."""
    return RowCard("you", 4, "Your team", "", 400, (), -100, (), "", 400, 0, 0)


def test_the_key_goes_round_all_chairs_before_the_lesson_has_begun() -> None:
    """Who only looks round reaches the judge too, and the coach never names a chair that the key does not lead to."""
    seats, chair, visited = Seats({}, "you", Coach(LESSON)), Chair.CONTROLLER, []
    for _press in range(3):
        seats.leave(chair)
        assert seats.wanted is not None
        chair = seats.wanted
        visited.append(chair)

    assert visited == [Chair.TEAM, Chair.JUDGE, Chair.CONTROLLER]
    astray = msgspec.structs.replace(sight(Chair.TEAM), leads=Chair.JUDGE)
    assert "goes round" in seats.coach.line(astray).say()


def test_the_key_leads_where_the_lesson_goes_on() -> None:
    """Once the lesson has moved to another chair, one press is enough, also straight back."""
    seats = Seats({}, "you", Coach(LESSON[2:]))
    seats.leave(Chair.CONTROLLER)
    first = seats.wanted
    seats.coach.line(sight(Chair.TEAM, own=View([order(OrderState.QUEUED)])))
    seats.leave(Chair.TEAM)

    assert (first, seats.wanted) == (Chair.TEAM, Chair.CONTROLLER)


def test_another_teams_points_do_not_end_the_lesson() -> None:
    """The order stands behind the person's own services; who asked on another row is still asked for them."""
    coach = Coach(LESSON[4:])
    here = sight(Chair.JUDGE, "scoreboard", "Why", judge=View([row()]))

    assert "On your services cell" in coach.line(msgspec.structs.replace(here, explained="an")).say()
    assert not coach.finished
    assert "three chairs" in coach.line(msgspec.structs.replace(here, explained="you")).say()


def test_the_clock_does_not_run_away_while_help_is_read() -> None:
    """It runs fast while one watches; the dialog of a moment slows it down."""
    controller = View([team(6), ClockCard("clock", 0, 60_000, 0, 1, ClockState.RUNNING, 1, 1)])
    seats = Seats({}, "you", Coach(LESSON))
    watching = sight(controller=controller)

    assert seats.pace(watching) == FAST
    assert seats.pace(msgspec.structs.replace(watching, dialog="Help")) == CALM
    assert seats.pace(watching) == FAST
