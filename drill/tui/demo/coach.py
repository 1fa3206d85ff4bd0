"""The coach: one line that says what just happened and which key answers it, through the three chairs.

The lesson is a list of steps. Each looks at what the three chairs see and says whether it is done; the first that is
not done speaks. Nothing is timed, so a newcomer may wander off and come back.
"""

from collections.abc import Callable
from enum import StrEnum

import msgspec

from drill.i18n import Words, current_language, words
from drill.scenario.model import Text
from drill.world.cards import (
    ActionCard,
    ClockCard,
    ClockState,
    FeedCard,
    OrderCard,
    OrderState,
    RowCard,
    StepCard,
    TeamCard,
    TimelineCard,
    TruthCard,
    View,
)


class Chair(StrEnum):
    """Where the person sits."""

    CONTROLLER = "controller"
    TEAM = "team"
    JUDGE = "judge"


class Sight(msgspec.Struct, frozen=True):
    """What the coach looks at."""

    chair: Chair
    place: str
    """Id of the place in sight."""
    dialog: str
    """Class name of the dialog on top; empty when there is none."""
    team: str
    """The person's team."""
    controller: View
    own: View
    """The person's team's own view."""
    judge: View
    leads: Chair | None = None
    """Where F12 leads from here."""
    explained: str = ""
    """Team whose points are being explained; empty while none are."""


class Step(msgspec.Struct, frozen=True):
    """One step of the lesson."""

    chair: Chair
    """Where it happens; elsewhere the coach says how to get there."""
    say: Callable[[Sight], Words]
    done: Callable[[Sight], bool]
    waits: Callable[[Sight], bool] = lambda _sight: False
    """Whether the person can only wait for the world now: the clock may run fast."""
    after: Callable[[Sight], Words | None] = lambda _sight: None
    """What its chair says once it is done, before the way to the next chair; None for the way alone."""


ROUND = words("The lesson waits in another chair; F12 goes round them.")
TO_CHAIR = {
    Chair.CONTROLLER: words("F12 takes you to the controller's chair."),
    Chair.TEAM: words("F12 takes you to a team's chair: the clock slows down to real time there."),
    Chair.JUDGE: words("F12 takes you to the judge's chair."),
}


class Coach:
    """Walks through the lesson; what is done stays done."""

    def __init__(self, lesson: tuple[Step, ...]) -> None:
        self._lesson = lesson
        self._at = 0

    @property
    def finished(self) -> bool:
        """Whether every step is done."""
        return self._at >= len(self._lesson)

    @property
    def chair(self) -> Chair | None:
        """Where the lesson goes on; None when it is over."""
        return None if self.finished else self._lesson[self._at].chair

    def line(self, sight: Sight) -> Words:
        """Return what to say now."""
        while not self.finished and self._here(sight) and self._lesson[self._at].done(sight):
            self._at += 1
        if self.finished:
            return words("That is the drill: three chairs, one record. F12 changes chairs, ctrl+q leaves.")
        step = self._lesson[self._at]
        if sight.chair is step.chair:
            return step.say(sight)
        return self._way(sight, step.chair)

    def _way(self, sight: Sight, to: Chair) -> Words:
        """Return how to get to the chair where the lesson goes on, and what the last step has just shown."""
        if sight.leads not in {None, to}:
            return ROUND
        last = self._lesson[self._at - 1] if self._at else None
        shown = last.after(sight) if last is not None and last.chair is sight.chair else None
        return shown or TO_CHAIR[to]

    def waits(self, sight: Sight) -> bool:
        """Return whether nothing is asked of the person in this chair until the world moves."""
        return not self.finished and self._here(sight) and self._lesson[self._at].waits(sight)

    def _here(self, sight: Sight) -> bool:
        return sight.chair is self._lesson[self._at].chair


# --- what the steps look at


def _stricken(sight: Sight) -> TeamCard | None:
    """Return the team with the fewest services up, if any lost one."""
    teams = [card for card in sight.controller.all(TeamCard) if card.services_up < card.services]
    return min(teams, key=lambda card: card.services_up, default=None)


def _say_red(sight: Sight) -> Words:
    stricken = _stricken(sight)
    if stricken is None:
        return words(
            "Twenty minutes are played, the clock runs fast. Watch the services: one turns red in a moment."
        )
    return words(
        "{team} just lost a service. On its row press enter: its calm screen beside the truth.",
        team=stricken.label,
    )


def _next_inject(sight: Sight) -> TimelineCard | None:
    """Return a planned inject that no team has got."""
    return next((card for card in sight.controller.all(TimelineCard) if _unsent(card)), None)


def _unsent(card: TimelineCard) -> bool:
    return (
        card.key.startswith("inject:")
        and card.at is not None
        and not any(when for _team, _state, when in card.teams)
    )


def _steered(sight: Sight) -> bool:
    return any(card.event == "inject-steered" for card in sight.controller.all(FeedCard))


def _say_inject(sight: Sight) -> Words:
    inject = _next_inject(sight)
    if sight.place != "timeline" or inject is None:
        return words("You steer the story: F3 opens the timeline of planned injects.")
    return words(
        "Put the cursor on “{inject}” and press r: every team gets it now.", inject=_said(inject.label)
    )


def best_order(sight: Sight) -> str:
    """Return the isolation that shows most: of a host that carries services and that the attacker holds or is on the way to."""
    action = sight.own.get(ActionCard, "isolate host")
    if action is None:
        return ""
    taken, sought = _held_and_sought(sight)

    def merit(pair: tuple[str, tuple[str, ...]]) -> tuple[bool, bool, int]:
        host = pair[0].rpartition(" ")[2]
        return host not in taken, host not in sought, -len(pair[1])

    costly = sorted(action.breaks, key=merit)
    return costly[0][0] if costly else next(iter(action.orders), "")


def _held_and_sought(sight: Sight) -> tuple[set[str], set[str]]:
    """Return the hosts that the attacker of the person's team holds, and those that its steps aim at now."""
    truth = sight.controller.get(TruthCard, sight.team)
    if truth is None:
        return set(), set()
    steps = (sight.controller.get(StepCard, running.op) for running in truth.running)
    taken = {name.removesuffix(".compromised") for name in truth.facts if name.endswith(".compromised")}
    return taken, {step.target for step in steps if step is not None}


def _mine(sight: Sight) -> list[OrderCard]:
    return [card for card in sight.own.all(OrderCard) if card.state is not OrderState.REFUSED]


def _say_order(sight: Sight) -> Words:
    return words(
        "Your turn, and time is real now. Press colon, type “{order}”, enter, then y: contain it.",
        order=best_order(sight),
    )


def _say_attacker(sight: Sight) -> Words:
    if not _order_over(sight):
        return words(
            "Your order is under way. Watch your team's row: a service falls, the attacker looks for a way round."
        )
    return words(
        "Your order holds. Choose your team's row and press enter: how does the attacker go round it?"
    )


def _say_way_round(sight: Sight) -> Words | None:
    """Return what the attacker does now, which stands far down on a small screen."""
    truth = sight.controller.get(TruthCard, sight.team)
    if sight.place != "shoulder" or truth is None or not truth.running:
        return None
    return words(
        "F12 takes you to the judge's chair. The attacker goes round your order: “{step}”.",
        step=_said(truth.running[0].does),
    )


def _order_over(sight: Sight) -> bool:
    over = {OrderState.DONE, OrderState.FAILED, OrderState.CUT}
    return any(card.state in over for card in sight.own.all(OrderCard))


def _went_round(sight: Sight) -> bool:
    truth = sight.controller.get(TruthCard, sight.team)
    seen = _order_over(sight) and truth is not None and bool(truth.running) and sight.place == "shoulder"
    return seen or _over(sight)


def _over(sight: Sight) -> bool:
    """Return whether the person's team is at its end: nothing will move any more."""
    clock = sight.own.get(ClockCard, "clock")
    return clock is not None and clock.state is ClockState.ENDED


def _attacker_waited_for(sight: Sight) -> bool:
    return not _order_over(sight) or (sight.place == "shoulder" and not _went_round(sight))


def _say_why(sight: Sight) -> Words:
    row = sight.judge.get(RowCard, sight.team)
    rank = str(row.rank) if row else "?"
    return words(
        "Your order moved your rank, to {rank}. On your services cell press ?: the order stands there.",
        rank=rank,
    )


def _why_open(sight: Sight) -> bool:
    return sight.dialog == "Why" and sight.place == "scoreboard" and sight.explained == sight.team


def _said(text: Text) -> str:
    return text.say(current_language())


LESSON = (
    Step(
        Chair.CONTROLLER,
        _say_red,
        lambda sight: _stricken(sight) is not None and sight.place == "shoulder",
        lambda sight: _stricken(sight) is None,
    ),
    Step(Chair.CONTROLLER, _say_inject, _steered),
    Step(Chair.TEAM, _say_order, lambda sight: bool(_mine(sight)) or _over(sight)),
    Step(Chair.CONTROLLER, _say_attacker, _went_round, _attacker_waited_for, _say_way_round),
    Step(Chair.JUDGE, _say_why, _why_open),
)
