"""A staged drill for the judges' desk: three teams with points, items to mark, a feed and penalties."""

import msgspec

from drill.i18n import Words, words
from drill.scenario.model import Text
from drill.tui.judge.app import JudgeApp
from drill.world.cards import (
    AnyCard,
    AwardCard,
    CandidateView,
    ClockCard,
    ClockState,
    DrillCard,
    FeedCard,
    LedgerCard,
    MarkCard,
    PenaltyCard,
    ResultsCard,
    ResultsState,
    RowCard,
)
from tests.tui.fakes import FakeLink

MINUTE = 60_000
NOW = 72 * MINUTE + 40_000
SEAT = "judge-1"

HOSTILE = (
    "Đội [/b] {chặn}",
    'json {"a": "[/b]"} [/',
    "[@click=app.quit]nhấn vào đây[/]",
    "\x1b[2J\x1b]0;tiêu đề\x1b\\ thoát",
)
"""Words that a team might write: a stray tag, JSON, an action, an escape."""

LABELS = {"sao": "Sao Biển", "dat": "Đất Mũi", "rung": "Rừng Tràm"}


def both(en: str, vi: str = "") -> Text:
    """Make a text of both languages."""
    return Text(en, vi or en)


def clock(state: ClockState = ClockState.RUNNING) -> ClockCard:
    """Make the shared clock."""
    return ClockCard(
        "clock",
        t=NOW,
        length=4 * 60 * MINUTE,
        starts_at=465 * MINUTE,
        hours_per_hour=1,
        state=state,
        p=1,
        q=1,
    )


DRILL = DrillCard(
    "drill",
    both(
        "Ransomware at the data integration centre of Sông Mây province", "Mã độc tống tiền tại tỉnh Sông Mây"
    ),
    both(
        "One Tuesday morning a records clerk opens an urgent dispatch.",
        "Một sáng thứ Ba, văn thư mở một công văn.",
    ),
    "intermediate",
    (
        both("Protect the backups", "Bảo vệ bản sao lưu"),
        both("Report early and truthfully", "Báo cáo sớm và trung thực"),
    ),
    "",
    umpire=True,
)


def row(key: str, label: str, rank: int, total: int, **changes: object) -> RowCard:
    """Make a row of the board."""
    values: dict[str, object] = {
        "division": "A",
        "sections": (
            ("services", total - 300), ("attack stopped", 180), ("questions", 60), ("injects", 25), ("reports", 45),
            ("judged teamwork", 0), ("fines", -10), ("penalties", 0),
        ),
        "gap": 812 - total, "trend": (10, 120, 300, 480, total), "tie": "", "automatic": total - 45, "judged": 45,
        "pending": 60, "released": total - 45, "released_rank": rank, "frozen_at": 0,
    }  # fmt: skip
    return RowCard(key, rank, label, total=total, **(values | changes))  # type: ignore[arg-type]


def rows(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make the board."""
    a, b, c = list((labels or LABELS).items())
    return [row(*a, 1, 812), row(*b, 2, 655), row(*c, 3, 498, tie="containment")]


def ledger() -> list[AnyCard]:
    """Make the ledger of the first team."""
    entry = words("Entry {seq}, T+{t}, {type}", seq=41, t="00:15:00", type="service-changed")
    return [
        LedgerCard("sao:1", "sao", "services", "service kept", 520, NOW, (41, 55), words("Portal up 98 % of the time"), (entry, entry)),
        LedgerCard("sao:2", "sao", "services", "service lost", -8, NOW, (41,), words("Mail down 12 minutes"), (entry,)),
        LedgerCard("sao:3", "sao", "questions", "right answer", 30, 30 * MINUTE, (60,), words("First machine: right at the first try"), (entry,)),
        LedgerCard("dat:1", "dat", "services", "service kept", 355, NOW, (41,), words("Portal up 71 % of the time"), (entry,)),
    ]  # fmt: skip


def marks(text: str = "We blocked both addresses at 08:40 and told the clerk.") -> list[AnyCard]:
    """Make items to mark: one open, one marked by two judges far apart, one late."""
    truth = (
        words("The first compromise was at {when}", when="T+00:11"),
        words("Compromised so far: {hosts}", hosts="pc-vanthu"),
    )
    criteria = (
        both("Names real measures the team took", "Nêu đúng các biện pháp đội đã làm"),
        both("Claims nothing it did not do", "Không nhận việc chưa làm"),
    )
    ask = both("What has been done?", "Đã làm gì?")
    return [
        MarkCard("Cedar:field:first-notice.measures", "Cedar", "field:first-notice.measures", ask, text, criteria, 20, 60 * MINUTE, late=False, truth=truth, marks=()),
        MarkCard(
            "Maple:field:first-notice.measures", "Maple", "field:first-notice.measures", ask, "Nothing yet.", criteria, 20, 55 * MINUTE,
            late=False, truth=truth,
            marks=((SEAT, 0, 75, "S", "two of three"), ("judge-2", 0, 25, "M", ""), (SEAT, 1, 100, "P", "")),
        ),
        MarkCard("Oak:inject:chief-asks", "Oak", "inject:chief-asks", both("Will the meeting be affected?", "Cuộc họp có ảnh hưởng gì không?"), "No.", (both("The whole of it", "Toàn bộ"),), 15, 66 * MINUTE, late=True, truth=(), marks=()),
    ]  # fmt: skip


def feed(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make a feed."""
    a, b, _c = list(labels or LABELS)
    said = [
        ("clock-started", "", "control", words("The drill runs at x{p}.", p=1)),
        ("order-given", a, "team", words("Order {n}: {order}", n=1, order="isolate host pc-vanthu")),
        ("goal-reached", b, "bad", words("The attacker reached: {goal}", goal="leak")),
    ]
    return [
        FeedCard(str(10 + n), n * 6 * MINUTE, who, "sao-1" if who else "excon", event, what, level)
        for n, (event, who, level, what) in enumerate(said * 4)
    ]


def penalties(reason: str = "Two members spoke on the phone with another team.") -> list[AnyCard]:
    """Make one that stands and one that was withdrawn."""
    return [
        PenaltyCard("70", "dat", -20, reason, SEAT, ""),
        PenaltyCard("80", "sao", 10, "Shared an indicator with everyone.", "judge-2", "Counted twice."),
    ]


def results(state: ResultsState = ResultsState.PROVISIONAL, **changes: object) -> ResultsCard:
    """Make the state of the results."""
    card = ResultsCard("results", state, 0, 0, 0, 0, 0, ())
    return msgspec.structs.replace(card, **changes)


def awards(labels: dict[str, str] | None = None, *, shown: int = 0, why: str = "") -> list[AnyCard]:
    """Make three awards: the crown, the second prize, one with a jury; so many of them revealed."""
    (a, first), (b, second), (c, third) = list((labels or LABELS).items())
    rule = words("The most wins: {measure}", measure=both("points in all", "tổng điểm"))
    barred = words("Holds a main prize already")
    tie = words(
        "Placed by {measure}: {own} against {other}",
        measure=both("points for reports", "điểm phần báo cáo"),
        own=45,
        other=30,
    )

    def points(n: int) -> Words:
        return words("{points} points", points=n)

    def award(place: int, key: str, title: Text, *candidates: CandidateView, jury: int = 0) -> AwardCard:
        given = ((b, "judge-2", 80, "clear and honest"),) if jury else ()
        return AwardCard(
            key, place, title, rule, 1, candidates, revealed=place > 3 - shown, jury=jury, given=given
        )

    return [
        award(1, "first", both("First prize", "Giải Nhất"), CandidateView(a, first, 1, points(812), Words(why), wins=True), CandidateView(b, second, 2, points(655), tie, wins=False), CandidateView(c, third, 3, points(655), tie, wins=False)),
        award(2, "second", both("Second prize", "Giải Nhì"), CandidateView(b, second, 1, points(655), tie, wins=True), CandidateView(c, third, 2, points(655), tie, wins=False), CandidateView(a, first, 0, points(812), barred, wins=False)),
        award(3, "best-report", both("Best report", "Báo cáo tốt nhất"), CandidateView(b, second, 1, points(45), Words(why), wins=True), jury=30),
    ]  # fmt: skip


def decided(state: ResultsState = ResultsState.PROVISIONAL, shown: int = 0, **changes: object) -> JudgeApp:
    """Make the desk after the end, with results in a state."""
    return desk(*cards(), *awards(shown=shown), results(state, **changes))


def cards(labels: dict[str, str] | None = None, state: ClockState = ClockState.RUNNING) -> list[AnyCard]:
    """Make a whole busy drill."""
    return [clock(state), DRILL, *rows(labels), *ledger(), *marks(), *feed(labels), *penalties()]


def desk(*given: AnyCard, t: int = NOW) -> JudgeApp:
    """Make a desk that shows these cards."""
    return JudgeApp(FakeLink(*given, t=t, role="judge", seat=SEAT), theme="livefire-dark", bells=False)


def busy(state: ClockState = ClockState.RUNNING) -> JudgeApp:
    """Make the desk in the middle of a drill."""
    return desk(*cards(state=state))


def empty() -> JudgeApp:
    """Make the desk before anything is there."""
    return desk(clock(ClockState.WAITING), DRILL, t=0)


def hostile() -> JudgeApp:
    """Make the desk with names and words that are attacks."""
    bad = " ".join(HOSTILE)
    labels = {"sao": HOSTILE[0] + HOSTILE[1], "dat": HOSTILE[2], "rung": HOSTILE[3]}
    return desk(
        clock(), DRILL, *rows(labels), *ledger(), *marks(bad), *feed(labels), *penalties(bad),
        FeedCard("999", NOW, "sao", HOSTILE[3], "order-given", words("Order: {text}", text=bad), "team"),
        LedgerCard("sao:9", "sao", "services", "service kept", 5, NOW, (41,), words("Because {text}", text=bad), (words("Entry {text}", text=bad),)),
    )  # fmt: skip
