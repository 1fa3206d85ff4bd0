"""How cards read on the controllers' desk: signs, tones and words for what staff alone see."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence

from drill.i18n import N_, _, current_language
from drill.scenario.model import Text
from drill.tui.controller.facts import MOOD, fact_said, state_said
from drill.tui.events import moment
from drill.tui.ordered import order_words
from drill.tui.terms import level
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import clock, left
from drill.tui.widgets.tones import Tone
from drill.world.cards import (
    AlertCard,
    AlertState,
    InjectCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    QuestionState,
    ReportCard,
    ServiceCard,
    TimelineCard,
    TruthCard,
    View,
)

STATES = {
    "": (N_("planned"), "·", Tone.QUIET),
    "planned": (N_("planned"), "·", Tone.QUIET),
    "armed": (N_("planned"), "·", Tone.QUIET),
    "sent": (N_("sent"), "→", Tone.NONE),
    "read": (N_("read"), "◐", Tone.NONE),
    "answered": (N_("answered"), "✓", Tone.GOOD),
    "late": (N_("late"), "!", Tone.BAD),
    "held": (N_("held"), "‖", Tone.WARN),
    "skipped": (N_("skipped"), "×", Tone.QUIET),
    "dropped": (N_("not sent: its condition fell away"), "×", Tone.QUIET),
    "reached": (N_("reached"), "✗", Tone.BAD),
    "running": (N_("clock runs"), "▶", Tone.WARN),
    "submitted": (N_("submitted"), "✓", Tone.GOOD),
}
"""States of a timeline item for one team: word, sign, tone."""

KINDS = {"inject": N_("inject"), "report": N_("report"), "goal": N_("goal")}
"""Kinds of timeline items, by the prefix of their key."""

CHIP_LEVELS = {"low": Tone.QUIET, "medium": Tone.WARN, "high": Tone.BAD, "critical": Tone.BAD}
RECENT = 6
"""Finished things shown in a summary."""


def state_word(state: str) -> str:
    """Return a timeline state in words; an unknown one as it is."""
    return _(STATES[state][0]) if state in STATES else state


def state_sign(state: str) -> str:
    """Return a timeline state as one sign."""
    return STATES[state][1] if state in STATES else "·"


def state_tone(state: str) -> Tone:
    """Return a timeline state's tone."""
    return STATES[state][2] if state in STATES else Tone.NONE


def kind_of_item(card: TimelineCard) -> str:
    """Return what a timeline item is: the prefix of its key."""
    return card.key.partition(":")[0]


def standing(card: TimelineCard, teams: Sequence[str]) -> list[tuple[str, str, int | None]]:
    """Return (team, state, when) of every team; the plan tells only of teams in which something came of it."""
    known = {team: (team, state, when) for team, state, when in card.teams}
    return [known.get(team, (team, "", None)) for team in teams]


def summary(card: TimelineCard, teams: Sequence[str]) -> tuple[str, Tone]:
    """Return all teams' states: the most alarming one in words, the others counted by sign: ``1 ! late  1✓ 1→``."""
    counted = Counter(state for _team, state, _when in standing(card, teams))
    order = sorted(counted, key=_alarm)
    if not order:
        return "", Tone.QUIET
    first = order[0]
    said = f"{state_sign(first)} {standing_word(card, first)}"
    if len(order) == 1:
        return (_("all {state}").format(state=said) if len(teams) > 1 else said), state_tone(first)
    rest = " ".join(f"{counted[state]}{state_sign(state)}" for state in order[1:])
    return f"{counted[first]} {said}  {rest}", state_tone(first)


def standing_word(card: TimelineCard, state: str) -> str:
    """Return a state in words; a goal that nothing reached is denied, not planned."""
    return _("denied so far") if not state and kind_of_item(card) == "goal" else state_word(state)


def _alarm(state: str) -> tuple[int, str]:
    order = [Tone.BAD, Tone.WARN, Tone.GOOD, Tone.NONE, Tone.QUIET]
    return (order.index(state_tone(state)), state)


# --- one team, as it sees itself


def seen_page(view: View, now: int, who: Callable[[str], str]) -> Page:
    """Tell what a team's own desk shows; ``who`` names whoever sits in a seat."""
    page = Page()
    _services(page, view)
    _alerts(page, view.all(AlertCard), who)
    _orders(page, view, now)
    _papers(page, view, now)
    return page


def _services(page: Page, view: View) -> None:
    language = current_language()
    page.head(_("Status board"))
    for card in view.all(ServiceCard):
        said = _("up") if card.up else _("DOWN since {at}").format(at=f"T+{moment(card.since)}")
        page.pair(
            f"{'●' if card.up else '○'} {card.label.say(language)}", said, Tone.GOOD if card.up else Tone.BAD
        )
    people = " · ".join(
        f"{card.label.say(language)} {card.free}/{card.total}" for card in view.all(PeopleCard)
    )
    page.pair(_("free people"), people)


def _alerts(page: Page, cards: Sequence[AlertCard], who: Callable[[str], str]) -> None:
    still = [card for card in cards if card.state not in {AlertState.REAL, AlertState.FALSE}]
    page.gap().head(_("Alerts: {open} open of {all}").format(open=len(still), all=len(cards)))
    for card in still[-RECENT:]:
        said = f"{card.title.say(current_language())} · {who(card.who) if card.who else _('nobody')}"
        page.pair(f"{moment(card.t)} {level(card.level)}", said, CHIP_LEVELS.get(card.level, Tone.NONE))


def _orders(page: Page, view: View, now: int) -> None:
    cards = view.all(OrderCard)
    working = [card for card in cards if card.state in {OrderState.RUNNING, OrderState.QUEUED}]
    done = [card for card in cards if card not in working]
    page.gap().head(_("Orders: {working} at work, {done} done").format(working=len(working), done=len(done)))
    for card in working:
        ends = clock(card.ends - now) if card.ends is not None and card.ends > now else _("waits for people")
        page.pair(f"▶ {order_words(view, card)}", ends, Tone.ACCENT)
    for card in done[-RECENT:]:
        good = card.state is OrderState.DONE
        reason = "" if card.reason is None else f": {card.reason.say()}"
        page.pair(
            f"{'✓' if good else '✗'} {order_words(view, card)}",
            f"{order_word(card.state)}{reason}",
            Tone.NONE if good else Tone.WARN,
        )


def order_word(state: OrderState) -> str:
    """Return an order's state in words."""
    return _(_ORDER_WORDS[state])


_ORDER_WORDS = {
    OrderState.QUEUED: N_("queued"),
    OrderState.RUNNING: N_("running"),
    OrderState.DONE: N_("done"),
    OrderState.FAILED: N_("failed"),
    OrderState.CUT: N_("cut short"),
    OrderState.REFUSED: N_("refused"),
    OrderState.CANCELLED: N_("cancelled"),
}


def _papers(page: Page, view: View, now: int) -> None:
    language = current_language()
    injects, questions = view.all(InjectCard), view.all(QuestionCard)
    page.gap().head(_("Inbox: {unread} unread of {all}").format(
        unread=sum(card.unread for card in injects), all=len(injects)
    ))  # fmt: skip
    for inject in injects:
        if inject.due is not None and inject.replied is None:
            page.pair(inject.sender.say(language), *left(inject.due, now))
    answered = sum(card.state is not QuestionState.OPEN for card in questions)
    page.pair(_("questions closed"), f"{answered}/{len(questions)}")
    for report in view.all(ReportCard):
        if report.submitted is not None:
            page.pair(
                report.to.say(language), _("submitted {at}").format(at=moment(report.submitted)), Tone.GOOD
            )
        elif report.due is not None:
            page.pair(report.to.say(language), *left(report.due, now))


# --- the truth beside it


def truth_page(truth: TruthCard, now: int, names: dict[str, str]) -> Page:
    """Tell the truth of a team's world.

    Args:
        truth: the team's card.
        now: its exercise time (ms).
        names: what steps do and what goals are called, by id, in the reader's language.
    """
    language = current_language()
    page = Page()
    lost = [goal for goal, at in truth.goals if at is not None]
    page.head(_("Goals: {lost} of {all} lost").format(lost=len(lost), all=len(truth.goals)))
    for goal, at in truth.goals:
        said = _("reached {at}").format(at=moment(at)) if at is not None else _("denied so far")
        page.pair(
            f"{'✗' if at is not None else '·'} {names.get(goal, goal)}",
            said,
            Tone.BAD if at is not None else Tone.GOOD,
        )
    page.gap().head(_("The attacker"))
    page.pair(_("mood"), state_said(truth.mood) if truth.mood else _("calm"))
    for run in truth.running:
        sign = "▷" if run.doomed else "▶"
        doomed = f" · {_('cannot succeed')}" if run.doomed else ""
        page.pair(f"{sign} {run.does.say(language)}", f"{clock(max(0, run.ends - now))}{doomed}", Tone.WARN)
    idea = names.get(truth.next_idea, truth.next_idea)
    page.pair(_("next idea"), idea or _("waits"), Tone.ACCENT)
    things = dict(truth.things)
    page.pair(_("knows of"), ", ".join(": ".join(fact_said(fact, things)) for fact in truth.known))
    if truth.meters:
        page.gap().head(_("Meters"))
        for label, value, unit in truth.meters:
            page.pair(label.say(language), f"{value} {unit.say(language)}".strip())
    page.gap().head(_("True now, false at the start"))
    _facts(page, truth.facts, things)
    page.gap().head(_("Steps done"))
    for step, at in truth.steps_done:
        page.pair(moment(at), names.get(step, step))
    if not truth.steps_done:
        page.quiet(_("none yet"))
    return page


def _facts(page: Page, facts: Iterable[str], things: Mapping[str, Text]) -> None:
    shown = [fact for fact in facts if not fact.startswith(MOOD)]
    for fact in shown:
        page.pair(*fact_said(fact, things))
    if not shown:
        page.quiet(_("nothing has changed"))
