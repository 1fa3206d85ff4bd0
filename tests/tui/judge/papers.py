"""Marking with a panel: dealt texts in every state, guidance and anchors, samples, work that will be late."""

from drill.i18n import words
from drill.tui.judge.app import JudgeApp
from drill.tui.judge.marker import MarkerApp
from drill.world.cards import (
    AgreementCard,
    AnyCard,
    MarkCard,
    MarkState,
    PanelCard,
    SampleCard,
    WorkCard,
)
from tests.tui.fakes import FakeLink
from tests.tui.judge.stage import DRILL, MINUTE, NOW, SEAT, both, clock, feed, rows

WALL = 1_795_507_200_000
"""The wall's time in these tests: 24 November 2026, 08:00 UTC."""
JUDGES = (SEAT, "judge-2", "marker")
WHOLE = (both("The whole of it", "Toàn bộ"),)
REAL, HONEST = (
    both("Names real measures the team took", "Nêu đúng các biện pháp đội đã làm"),
    both("Claims nothing it did not do", "Không nhận việc chưa làm"),
)
GUIDANCE = both(
    "Hold every claim against the orders that ended with success. Plans are not measures.",
    "Đối chiếu từng điều nêu ra với các lệnh đã hoàn thành. Kế hoạch chưa phải là biện pháp.",
)
ANCHORS = (
    (0, both("nothing real", "không có việc thật")),
    (50, both("half of it, or vague", "một nửa, hoặc chung chung")),
    (100, both("all, and when", "đủ, kèm thời điểm")),
)
ASK = both("What has been done?", "Đã làm gì?")
TRUTH = (
    words("The first compromise was at {when}", when="T+00:11"),
    words("Compromised so far: {hosts}", hosts="pc-vanthu"),
    words("Orders that ended with success: {orders}", orders="isolate host pc-vanthu"),
)


def mark(code: str, text: str, submitted: int, **changes: object) -> MarkCard:
    """Make one judged field of a team."""
    item = "field:first-notice.measures"
    values: dict[str, object] = {
        "criteria": (REAL, HONEST), "points": 20, "late": False, "truth": TRUTH, "marks": (), "assigned": (SEAT,),
        "need": 2, "given": 0, "guidance": GUIDANCE, "anchors": ANCHORS,
    }  # fmt: skip
    return MarkCard(f"{code}:{item}", code, item, ASK, text, submitted=submitted, **(values | changes))  # type: ignore[arg-type]


def marks() -> list[AnyCard]:
    """Make what is dealt to this judge: open, half marked, third mark, done and waiting for another."""
    press = both("Will you pay?", "Có trả tiền chuộc không?")
    return [
        mark("Cedar", "We, ▇▇▇, cut pc-vanthu off at 08:40 and told the clerk.", 60 * MINUTE),
        mark("Maple", "Blocked two addresses.", 55 * MINUTE, marks=((SEAT, 0, 75, "S", "two of three"),)),
        mark("Fig", "All is well.", 70 * MINUTE, state=MarkState.ALARM, need=3, given=2),
        mark("Oak", "Nothing yet.", 50 * MINUTE, given=1, marks=((SEAT, 0, 25, "M", ""), (SEAT, 1, 100, "P", ""))),
        MarkCard(
            "Cedar:inject:press", "Cedar", "inject:press", press, "No.", WHOLE, 15, 66 * MINUTE, late=True, truth=(),
            marks=(), assigned=(SEAT,), need=2,
        ),
    ]  # fmt: skip


def headed() -> list[AnyCard]:
    """Make the same as a head judge sees it: everyone's marks, whose turn, how far apart."""
    given = (
        ("judge-2", 0, 20, "U", "nothing real"),
        ("judge-2", 1, 50, "", ""),
        ("marker", 0, 80, "S", ""),
        ("marker", 1, 60, "", ""),
    )
    return [
        mark("Fig", "All is well.", 70 * MINUTE, state=MarkState.ALARM, need=3, given=2, spread=60,
             assigned=("judge-2", "marker", "judge-3"), marks=given),
        mark("Oak", "Nothing yet.", 50 * MINUTE, assigned=("judge-2", "judge-3")),
        PanelCard("panel", ("judge-2", "marker", "judge-3"), 2, 30, WALL + 480 * MINUTE, (("marker", "dat", "worked there"),), (SEAT,)),
        work("judge-2", 1, 7), work("judge-3", 2, 2, every=30), work("marker", 0, 9), *agreements(),
    ]  # fmt: skip


def work(seat: str = SEAT, left: int = 4, done: int = 6, ceremony: int = 480, every: int = 6) -> WorkCard:
    """Make the work of a judge who finishes a text every so many minutes, the latest a minute ago."""
    times = tuple(WALL - MINUTE - (done - 1 - number) * every * MINUTE for number in range(done))
    return WorkCard(seat, left, done, times, WALL + ceremony * MINUTE)


def samples(*given: tuple[str, int, int, str], wanted: tuple[int, ...] = ()) -> list[AnyCard]:
    """Make a sample answer, with the authors' marks where they may be known."""
    text = both("We turned everything off and are waiting.", "Chúng tôi đã tắt hết và đang chờ.")
    why = both("One measure, and no moment.", "Một biện pháp, không có thời điểm.") if wanted else both("")
    return [
        SampleCard("field:first-notice.measures#0", "field:first-notice.measures", 0, ASK, text, (REAL, HONEST), GUIDANCE, ANCHORS, given, wanted, why),
    ]  # fmt: skip


def agreements() -> list[AnyCard]:
    """Make how far judges agree on two criteria."""
    return [
        AgreementCard(
            "field:first-notice.measures|0", "field:first-notice.measures", 0, REAL, 14, 11, 12, 812
        ),
        AgreementCard(
            "field:first-notice.measures|1", "field:first-notice.measures", 1, HONEST, 14, 6, 31, -40
        ),
        AgreementCard("inject:press|0", "inject:press", 0, WHOLE[0], 1, 1, 5, None),
    ]


def panel(*conflicts: tuple[str, str, str]) -> PanelCard:
    """Make the panel of these judges."""
    return PanelCard("panel", JUDGES, 2, 30, WALL + 480 * MINUTE, conflicts)


def judge(*given: AnyCard) -> JudgeApp:
    """Make a judge's desk."""
    link = FakeLink(clock(), DRILL, *rows(), *feed(), *given, t=NOW, role="judge", seat=SEAT)
    return JudgeApp(link, theme="livefire-dark", bells=False)


def marker(*given: AnyCard) -> MarkerApp:
    """Make a marker's desk: no board, no feed."""
    link = FakeLink(clock(), DRILL, *given, t=NOW, role="marker", seat=SEAT)
    return MarkerApp(link, theme="livefire-dark", bells=False)


def head(*given: AnyCard) -> JudgeApp:
    """Make a head judge's desk."""
    link = FakeLink(clock(), DRILL, *rows(), *feed(), *given, t=NOW, role="head judge", seat=SEAT)
    return JudgeApp(link, theme="livefire-dark", bells=False)


def dealt_judge() -> JudgeApp:
    """Make a judge's desk with everything dealt."""
    return judge(*marks(), *samples(), *agreements(), panel(), work())


def dealt_marker() -> MarkerApp:
    """Make a marker's desk that will be done after the ceremony."""
    return marker(*marks(), *samples(), panel((SEAT, "", "")), work(ceremony=10))


def leading() -> JudgeApp:
    """Make a head judge's desk with an alarm."""
    return head(*headed())
