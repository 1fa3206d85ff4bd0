"""Random journals: many teams' worth of mishaps in four hours, written like an engine would."""

from collections.abc import Callable

from hypothesis import strategies as st
from msgspec.structs import replace

from drill.scenario.model import Model
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    AppealWithdrawn,
    HintTaken,
    ItemVoided,
    Marked,
    Outcome,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ReportFilled,
    ReportSubmitted,
    RulesAmended,
    TimeAdded,
    TimeCredited,
)
from drill.world.outputs import (
    Ending,
    GoalReached,
    InjectChanged,
    InjectState,
    MistakeMade,
    ReportClockStarted,
    ReportOverdue,
    Verdict,
)
from tests.scoring.ground import BIT, HOSTS_HIT, HOUR, MINUTE, MODEL, TEAMS, Book, question

ITEMS = ("question:q-one", "inject:press", "report:notice", "field:notice.systems")
MARKED = ("field:notice.measures", "field:notice.systems", "inject:press", "judged:teamwork", "report:notice")

LINES = ("services|service kept|portal", "judged teamwork|judge's mark|judged:teamwork", "weather|rain|today")
"""Lines that appeals contest; the last is in no ledger."""
RULES = (
    "scoring: {services: 120, questions: 40}",
    "points: {injects: {press: 9}}",
    "weights: {goals: {leak: 0}}",
    "scoring: {services: x}",
)
"""Rules files; the last does not fit."""

RICH: Model = replace(MODEL, questions=(*MODEL.questions, replace(question("q-hosts", 25), answer=HOSTS_HIT)))
"""The small drill with a question that is judged from the whole history."""


Writer = Callable[[Book, int, str, int], object]
"""Writes one mishap: where, when, for whom, and a number that decides its details."""


def _name(number: int) -> str:
    return tuple(BIT)[number % len(BIT)]


def _run(book: Book, t: int, team: str, number: int) -> None:
    op = RICH.operations[number % len(RICH.operations)].id
    run = book.start(t, team, op)
    if number % 2:
        book.done(t + MINUTE, team, op, run, Ending.SUCCESS)


def _answer(book: Book, t: int, team: str, number: int) -> None:
    asked = RICH.questions[number % 4].id
    verdict = Verdict.LATER if asked == "q-hosts" else (Verdict.RIGHT, Verdict.WRONG)[number // 4 % 2]
    book.answer(t, team, asked, verdict, ("fs01", "fs01, web01", "x")[number % 3])


def _mark(book: Book, t: int, team: str, number: int) -> None:
    mark = Marked(team, MARKED[number % len(MARKED)], number // 5 % 2, number)
    book.put(t, "", mark, f"judge-{number % 3}")


WRITERS: dict[str, Writer] = {
    "on": lambda b, t, team, n: b.facts(t, team, on=_name(n), cause=f"run:{n % 4}"),
    "off": lambda b, t, team, n: b.facts(t, team, off=_name(n), cause=f"run:{n % 4}"),
    "run": _run,
    "answer": _answer,
    "hint": lambda b, t, team, n: b.put(t, team, HintTaken(RICH.questions[n % 4].id)),
    "goal": lambda b, t, team, n: b.put(t, team, GoalReached(("leak", "encrypt")[n % 2])),
    "mistake": lambda b, t, team, _n: b.put(t, team, MistakeMade("scan")),
    "inject": lambda b, t, team, n: b.put(
        t, team, InjectChanged("press", tuple(InjectState)[n % 5], t + 10 * MINUTE)
    ),
    "reply": lambda b, t, team, n: b.put(t, team, Replied("press", ("", "No comment.")[n % 2])),
    "report clock": lambda b, t, team, _n: b.put(t, team, ReportClockStarted("notice", t + 30 * MINUTE)),
    "overdue": lambda b, t, team, _n: b.put(t, team, ReportOverdue("notice")),
    "fill": lambda b, t, team, n: b.put(
        t, team, ReportFilled("notice", ("systems", "measures")[n % 2], "fs01")
    ),
    "submit": lambda b, t, team, _n: b.put(t, team, ReportSubmitted("notice")),
    "mark": _mark,
    "void": lambda b, t, team, n: b.put(
        t, "", ItemVoided(ITEMS[n % len(ITEMS)], "reason", (team, "")[n // 4 % 2])
    ),
    "penalty": lambda b, t, team, n: b.put(
        t, "", PenaltyGiven(team, n - 50, "reason", released=n % 2 == 0), f"judge-{n % 3}"
    ),
    "withdraw": lambda b, t, _team, n: b.put(
        t, "", PenaltyWithdrawn(max(1, len(b.entries) - n % 5), "reason"), f"judge-{n % 3}"
    ),
    "appeal": lambda b, t, team, n: b.put(
        t, team, AppealFiled((LINES[n % len(LINES)],) if n % 3 else (), "reason"), f"{team}/leader"
    ),
    "take back": lambda b, t, team, n: b.put(t, team, AppealWithdrawn(max(1, len(b.entries) - n % 5))),
    "rule": lambda b, t, _team, n: b.put(
        t,
        "",
        AppealRuled(max(1, len(b.entries) - n % 5), tuple(Outcome)[n // 5 % 2], "reason", n - 50),
        f"judge-{n % 3}",
    ),
    "amend": lambda b, t, _team, n: b.put(t, "", RulesAmended(RULES[n % len(RULES)], "reason"), "judge-0"),
    "time": lambda b, t, team, n: b.put(t, "", (TimeAdded(HOUR), TimeCredited(team, HOUR, "reason"))[n % 2]),
}


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Return a journal of up to forty mishaps, with or without the end of the drill."""
    book = Book()
    mishaps = st.tuples(
        st.sampled_from(tuple(WRITERS)),
        st.integers(0, 20 * MINUTE),
        st.sampled_from(TEAMS),
        st.integers(0, 100),
    )
    t = 0
    for kind, later, team, number in draw(st.lists(mishaps, max_size=40)):
        t = min(t + later, 4 * HOUR - 2 * MINUTE)
        WRITERS[kind](book, t, team, number)
    if draw(st.booleans()):
        book.end()
    return book
