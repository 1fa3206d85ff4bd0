"""Random journals: many teams' worth of mishaps in four hours, written like an engine would."""

from hypothesis import strategies as st
from msgspec.structs import replace

from drill.scenario.model import Model
from drill.world.inputs import (
    HintTaken,
    ItemVoided,
    Marked,
    PenaltyGiven,
    PenaltyWithdrawn,
    Replied,
    ReportFilled,
    ReportSubmitted,
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

RICH: Model = replace(MODEL, questions=(*MODEL.questions, replace(question("q-hosts", 25), answer=HOSTS_HIT)))
"""The small drill with a question that is judged from the whole history."""


def _write(book: Book, kind: str, t: int, team: str, number: int) -> None:
    """Write one mishap; ``number`` decides its details."""
    names = tuple(BIT)
    name = names[number % len(names)]
    judge = f"judge-{number % 3}"
    match kind:
        case "on":
            book.facts(t, team, on=name, cause=f"run:{number % 4}")
        case "off":
            book.facts(t, team, off=name, cause=f"run:{number % 4}")
        case "run":
            op = RICH.operations[number % len(RICH.operations)].id
            run = book.start(t, team, op)
            if number % 2:
                book.done(t + MINUTE, team, op, run, Ending.SUCCESS)
        case "answer":
            asked = RICH.questions[number % 4].id
            verdict = Verdict.LATER if asked == "q-hosts" else (Verdict.RIGHT, Verdict.WRONG)[number % 2]
            book.answer(t, team, asked, verdict, ("fs01", "fs01, web01", "x")[number % 3])
        case "hint":
            book.put(t, team, HintTaken(RICH.questions[number % 4].id))
        case "goal":
            book.put(t, team, GoalReached(("leak", "encrypt")[number % 2]))
        case "mistake":
            book.put(t, team, MistakeMade("scan"))
        case "inject":
            book.put(t, team, InjectChanged("press", tuple(InjectState)[number % 5], t + 10 * MINUTE))
        case "reply":
            book.put(t, team, Replied("press", ("", "No comment.")[number % 2]))
        case "report clock":
            book.put(t, team, ReportClockStarted("notice", t + 30 * MINUTE))
        case "overdue":
            book.put(t, team, ReportOverdue("notice"))
        case "fill":
            book.put(t, team, ReportFilled("notice", ("systems", "measures")[number % 2], "fs01"))
        case "submit":
            book.put(t, team, ReportSubmitted("notice"))
        case "mark":
            item = MARKED[number % len(MARKED)]
            book.put(t, "", Marked(team, item, number % 2, number), judge)
        case "void":
            book.put(t, "", ItemVoided(ITEMS[number % len(ITEMS)], "reason", (team, "")[number % 2]))
        case "penalty":
            book.put(t, "", PenaltyGiven(team, number - 50, "reason", released=number % 2 == 0), judge)
        case "withdraw":
            book.put(t, "", PenaltyWithdrawn(max(1, len(book.entries) - number % 5), "reason"), judge)
        case "time":
            book.put(t, "", (TimeAdded(HOUR), TimeCredited(team, HOUR, "reason"))[number % 2])
        case _:
            raise AssertionError(kind)


KINDS = (
    *("on", "off", "run", "answer", "hint", "goal", "mistake", "inject", "reply", "report clock", "overdue"),
    *("fill", "submit", "mark", "void", "penalty", "withdraw", "time"),
)


@st.composite
def books(draw: st.DrawFn) -> Book:
    """Return a journal of up to forty mishaps, with or without the end of the drill."""
    book = Book()
    mishaps = st.tuples(
        st.sampled_from(KINDS), st.integers(0, 20 * MINUTE), st.sampled_from(TEAMS), st.integers(0, 100)
    )
    t = 0
    for kind, later, team, number in draw(st.lists(mishaps, max_size=40)):
        t = min(t + later, 4 * HOUR - 2 * MINUTE)
        _write(book, kind, t, team, number)
    if draw(st.booleans()):
        book.end()
    return book
