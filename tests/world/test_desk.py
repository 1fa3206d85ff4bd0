"""A team's desk: answers, hints, replies, reports, alerts, and every refusal (7.9)."""

from drill.scenario.model import (
    NEVER,
    AnswerGoals,
    AnswerText,
    Field,
    PastStep,
    Question,
    Report,
    Slot,
    SlotKind,
    Template,
    Text,
)
from drill.world.draws import own_value
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    HintTaken,
    ItemVoided,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Replied,
    ReportFilled,
    ReportSubmitted,
    TeamInput,
    UmpireAsked,
)
from drill.world.outputs import AnswerJudged, InjectOverdue, ReportOverdue, Verdict
from drill.world.run import Run
from tests.world.build import HOUR, MINUTE, Bench, indicator, inject, template, trace
from tests.world.test_run import refused, running, taken

QUIET = Text("", "")
CHOICES = (Text("mail", "thư"), Text("phone", "điện thoại"))
POOL = tuple(f"{n}.example" for n in range(40))


def question(name: str, **others: object) -> Question:
    """Return a question that is open from the start; its answer is "mail"."""
    parts: dict[str, object] = {
        "id": name,
        "ask": template("?"),
        "choices": (),
        "answer": AnswerText((template("mail"),)),
        "counts_if": ((),),
        "opens_at": 0,
        "opens_when": NEVER,
        "tries": 2,
        "points": 10,
        "found_in": "",
        "hint": None,
        "hint_cost": 0,
    }
    return Question(**(parts | others))  # type: ignore[arg-type]


def desk() -> Run:
    """Return a running drill with questions, a message, a report and an alert."""
    bench = Bench(HOUR)
    bench.step("phish", "pc.taken", traces=(trace("t", alert="Mail"),))
    bench.goal("in", "pc.taken")
    bench.order("look", role="analyst", takes=10 * MINUTE)
    bench.order("crowd", people=3)
    bench.order("declare", role="leader")
    bench.indicators = [indicator("c2", *POOL)]
    slot = (Slot(SlotKind.INDICATOR, "c2"),)
    bench.questions = [
        question("way"),
        question("choice", choices=CHOICES, hint=Text("Look at the mail.", "Xem thư.")),
        question("late", opens_at=30 * MINUTE),
        question("if", counts_if=((PastStep("phish"),),)),
        question("goals", answer=AnswerGoals()),
        question("c2", answer=AnswerText((Template(slot, slot),))),
    ]
    bench.injects = [inject("call", at=MINUTE, reply_within=5 * MINUTE)]
    fields = (Field("story", QUIET, None, (QUIET,), 10),)
    bench.reports = [Report("first", QUIET, (MINUTE,), NEVER, 10 * MINUTE, fields)]
    run, _ = running(bench.model())
    run.advance(2 * MINUTE)
    return run


def give(run: Run, given: TeamInput, t: int = 0) -> object:
    """Give an input for the red team and return the last thing that it gave."""
    return taken(run.accept("s", "red", given, t))[-1].what


def no(run: Run, given: TeamInput) -> str:
    """Return why an input of the red team is refused."""
    return refused(run.accept("s", "red", given, 0))


def test_answers_are_judged_at_once_where_nothing_can_change_them() -> None:
    """A wrong answer costs a try, a right one closes the question."""
    run = desk()
    assert give(run, Answered("way", "phone")) == AnswerJudged("way", Verdict.WRONG, 1)
    assert give(run, Answered("way", " MAIL ")) == AnswerJudged("way", Verdict.RIGHT, 0)
    assert no(run, Answered("way", "mail")) == "This question has been answered."


def test_tries_run_out() -> None:
    """7.9: ``tries``."""
    run = desk()
    for text in ("a", "b"):
        give(run, Answered("way", text))
    assert no(run, Answered("way", "mail")) == "There are no tries left."


def test_choices_are_checked_before_they_cost_a_try() -> None:
    """A choice may be given by number or in either language."""
    run = desk()
    assert no(run, Answered("choice", "pigeon")) == "That is not one of the choices."
    assert give(run, Answered("choice", "2")) == AnswerJudged("choice", Verdict.WRONG, 1)
    assert give(run, Answered("choice", "thư")) == AnswerJudged("choice", Verdict.RIGHT, 0)


def test_what_may_still_change_is_only_recorded() -> None:
    """A list, or a question that does not count yet, is judged from the whole history at the end."""
    run = desk()
    assert give(run, Answered("goals", "none")) == AnswerJudged("goals", Verdict.LATER, 1)
    assert give(run, Answered("if", "mail")) == AnswerJudged("if", Verdict.LATER, 1)
    assert give(run, Answered("if", "mail"), 10 * MINUTE) == AnswerJudged("if", Verdict.RIGHT, 0)


def test_another_teams_answer_is_flagged() -> None:
    """Rulings: to judges alone, where the pool gave that team the value."""
    run = desk()
    red, blue = (own_value(7, "c2", team, POOL) for team in ("red", "blue"))
    assert red != blue
    assert give(run, Answered("c2", blue)) == AnswerJudged("c2", Verdict.WRONG, 1, "blue")
    assert give(run, Answered("c2", red)) == AnswerJudged("c2", Verdict.RIGHT, 0)


def test_questions_that_are_not_open_or_void_take_nothing() -> None:
    """Unknown, not open yet, empty, void."""
    run = desk()
    assert "late" in no(run, Answered("late", "x"))
    assert "nope" in no(run, Answered("nope", "x"))
    assert no(run, Answered("way", "  ")) == "There is nothing written."
    taken(run.accept("c1", "", ItemVoided("question:way", "unfair"), 0))
    assert no(run, Answered("way", "mail")) == "This question no longer counts."


def test_a_hint_is_taken_once() -> None:
    """7.9: where there is one."""
    run = desk()
    give(run, HintTaken("choice"))
    assert no(run, HintTaken("choice")) == "You have this hint already."
    assert no(run, HintTaken("way")) == "This question has no hint."


def test_a_reply_in_time_ends_the_deadline() -> None:
    """Once, and only to what was sent."""
    run = desk()
    assert no(run, Replied("nope", "x")).startswith("There is no message")
    assert no(run, Replied("call", " ")) == "There is nothing written."
    give(run, Replied("call", "yes"), 6 * MINUTE)
    assert no(run, Replied("call", "no")) == "This message has been answered."
    run.advance(HOUR)
    overdue = [
        h.team for h in run.world("red").log + run.world("blue").log if isinstance(h.what, InjectOverdue)
    ]
    assert overdue == ["blue"]


def test_a_report_is_filled_and_submitted_once() -> None:
    """Drafts until then; afterwards nothing changes it."""
    run = desk()
    assert no(run, ReportFilled("first", "nope", "x")) == "This report has no field “nope”."
    assert no(run, ReportSubmitted("nope")) == "There is no report “nope”."
    give(run, ReportFilled("first", "story", "x"))
    give(run, ReportSubmitted("first"))
    assert no(run, ReportFilled("first", "story", "y")) == "This report has been submitted."
    run.advance(HOUR)
    assert not [h for h in run.world("red").log if isinstance(h.what, ReportOverdue)]


def test_a_role_gives_its_own_orders_and_the_leader_any() -> None:
    """Rulings: a role that may not is refused; a seat that acts for all may everything."""
    run = desk()
    assert no(run, OrderGiven("declare", "analyst")) == "“declare” is for the leader."
    for role in ("analyst", "leader", "everyone", ""):
        give(run, OrderGiven("look", role))


def test_orders_must_be_possible_at_all() -> None:
    """Unknown orders, steps, logs, and more people than there are."""
    run = desk()
    assert no(run, OrderGiven("phish", "leader")) == "There is no order “phish”."
    assert no(run, OrderGiven("crowd", "leader")).endswith("needs more people than your team has.")
    assert no(run, OrderGiven("look", "analyst", source="diary")) == "There is no log “diary”."


def test_small_things_are_checked_too() -> None:
    """Orders and alerts by their numbers; notes with words; reading is always possible."""
    run = desk()
    assert no(run, OrderCancelled(1)) == "No order 1 is queued or running."
    assert no(run, AlertHandled(1, AlertAction.CLAIM)) == "There is no alert 1."
    assert no(run, NoteTaken(NoteKind.NOTE, "")) == "There is nothing written."
    assert no(run, UmpireAsked(" ")) == "There is nothing written."
    give(run, Read("inject:call"))
    run.advance(6 * MINUTE)
    give(run, AlertHandled(1, AlertAction.CLAIM))
    give(run, OrderGiven("look", "analyst"))
    give(run, OrderCancelled(1))
    assert no(run, OrderCancelled(1)) == "No order 1 is queued or running."
