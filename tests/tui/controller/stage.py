"""A staged drill for the controllers' desk: two teams in full, or nothing at all."""

from drill.i18n import words
from drill.scenario.model import Text
from drill.tui.controller.app import ControllerApp
from drill.world.cards import (
    AlertCard,
    AlertState,
    AnyCard,
    ClockCard,
    ClockState,
    DrillCard,
    FeedCard,
    InjectCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    QuestionState,
    ReportCard,
    RequestCard,
    RunningView,
    SeatCard,
    ServiceCard,
    StepCard,
    TeamCard,
    TimelineCard,
    TruthCard,
    View,
)
from tests.tui.fakes import FakeLink

MINUTE = 60_000
NOW = 72 * MINUTE + 40_000

HOSTILE = (
    "Đội [/b] {chặn}",
    'json {"a": "[/b]"} [/',
    "[@click=app.quit]nhấn vào đây[/]",
    "\x1b[2J\x1b]0;tiêu đề\x1b\\ thoát",
)
"""Names that a team might choose: a stray tag, JSON, an action, an escape."""


def both(en: str, vi: str = "") -> Text:
    """Make a text of both languages."""
    return Text(en, vi or en)


def clock(
    state: ClockState = ClockState.RUNNING, reason: str = "", last: tuple[int, int] = (1, 1)
) -> ClockCard:
    """Make the shared clock."""
    return ClockCard(
        "clock", t=NOW, length=4 * 60 * MINUTE, starts_at=465 * MINUTE, hours_per_hour=1, state=state, p=1, q=1,
        reason=reason, last=last,
    )  # fmt: skip


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
    (both("Protect the backups before it is too late", "Bảo vệ bản sao lưu trước khi quá muộn"),),
    "",
    umpire=True,
    roles=(("leader", both("leader", "đội trưởng")), ("analyst", both("analyst", "phân tích viên"))),
)

LABELS = {"sao": "Sao Biển", "dat": "Đất Mũi", "rung": "Rừng Tràm"}


def team(key: str, label: str, **changes: object) -> TeamCard:
    """Make a row of the matrix."""
    values: dict[str, object] = {
        "label": label, "division": "", "services_up": 5, "services": 6, "goals_lost": 1, "goals": 7,
        "alerts_open": 4, "orders_running": 2, "orders_queued": 1, "last_order": "isolate host pc-vanthu",
        "last_at": 71 * MINUTE, "connected": 3, "seats": 5, "score": 812, "state": ClockState.RUNNING, "t": NOW,
    }  # fmt: skip
    return TeamCard(key, **(values | changes))  # type: ignore[arg-type]


def teams(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make three teams: one ahead, one held, one absent."""
    named = labels or LABELS
    keys = list(named)
    return [
        team(keys[0], named[keys[0]]),
        team(keys[1], named[keys[1]], state=ClockState.HELD, score=655, goals_lost=3, services_up=4),
        team(keys[2], named[keys[2]], connected=0, last_at=None, last_order="", score=498, goals_lost=0),
    ]


def feed(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make a feed of every level."""
    keys = list(labels or LABELS)
    said = [
        ("clock-started", "", "control", words("The drill runs at x1.")),
        (
            "operation-started",
            keys[0],
            "attack",
            words("The attacker begins: {step}", step="open-attachment"),
        ),
        ("order-given", keys[0], "team", words("Order {n}: {order}", n=1, order="isolate host pc-vanthu")),
        ("alert-raised", keys[1], "info", words("Alert: {title}", title="Password memory read on pc-vanthu")),
        ("goal-reached", keys[1], "bad", words("The attacker reached: {goal}", goal="leak")),
        ("team-held", keys[1], "control", words("Held: {reason}", reason="power cut in the room")),
    ]
    return [
        FeedCard(str(10 + n), n * 4 * MINUTE, who, "seat-1" if who else "excon", event, what, level)
        for n, (event, who, level, what) in enumerate(said * 5)
    ]


def timeline(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make planned, sent and conditional items."""
    a, b, c = list(labels or LABELS)
    return [
        TimelineCard(
            "inject:chief-asks", 50 * MINUTE, both("Chief of the Office", "Chánh Văn phòng"),
            both("Will the online meeting at ten be affected?", "Cuộc họp trực tuyến lúc 10 giờ có ảnh hưởng gì không?"),
            "phone", "leader", ((a, "answered", 55 * MINUTE), (b, "late", 60 * MINUTE), (c, "sent", 50 * MINUTE)),
            both("leader", "chỉ huy"),
        ),
        TimelineCard(
            "inject:end-warning", 225 * MINUTE, both("Organising committee", "Ban tổ chức"),
            both("Fifteen minutes left.", "Còn 15 phút."), "chat", "everyone",
            ((a, "planned", None), (b, "planned", None), (c, "planned", None)),
        ),
        TimelineCard(
            "inject:reporter", None, both("A reporter", "Phóng viên"),
            both("We hear that data has leaked.", "Chúng tôi nghe nói dữ liệu bị lộ."), "press", "leader",
            ((a, "held", None), (b, "planned", None), (c, "planned", None)),
        ),
        TimelineCard(
            "report:first-notice", 120 * MINUTE, both("National coordinator", "Cơ quan điều phối quốc gia"),
            both(""), "report", "leader",
            ((a, "running", 60 * MINUTE), (b, "submitted", 70 * MINUTE), (c, "planned", None)),
        ),
        TimelineCard(
            "goal:leak", None, both("Leak the citizen records", "Làm lộ hồ sơ công dân"), both(""), "goal", "",
            ((b, "reached", 66 * MINUTE),),
        ),
    ]  # fmt: skip


def truths(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make the truth of every team."""
    a, b, c = list(labels or LABELS)
    running = RunningView("steal-domain-admin", both("Takes the domain administrator's session", "Lấy phiên của quản trị miền"), 65 * MINUTE, 81 * MINUTE, doomed=False)  # fmt: skip
    doomed = RunningView("move-to-e-office", both("Opens a remote desktop", "Mở phiên điều khiển từ xa"), 70 * MINUTE, 74 * MINUTE, doomed=True)  # fmt: skip
    return [
        TruthCard(
            a, ("pc-vanthu.compromised", "helpdesk.stolen", "link.office-servers.cut", "eoffice01.compromised"),
            (running,), ("sender.blocked",), "raise-rights", "alarmed", ((both("Data sent out", "Dữ liệu đã gửi ra"), "4.2", both("GB")),),
            (("leak", None), ("lock-files", None)), (("open-attachment", 9 * MINUTE), ("look-around", 21 * MINUTE)),
            (("eoffice01", both("E-office server", "Máy chủ văn phòng điện tử")), ("link.office-servers", both("Offices → Servers", "Văn phòng → Máy chủ"))),
        ),
        TruthCard(
            b, ("citizen-data.leaked",), (doomed,), (), "", "", (), (("leak", 66 * MINUTE), ("lock-files", None)),
            (("open-attachment", 8 * MINUTE),),
        ),
        TruthCard(c, (), (), (), "open-attachment", "", (), (("leak", None), ("lock-files", None)), ()),
    ]  # fmt: skip


def steps() -> list[AnyCard]:
    """Make a small attack graph with two ways in."""
    return [
        StepCard("open-attachment", both("The records clerk opens a fake urgent dispatch", "Văn thư mở công văn khẩn giả mạo"), "T1566.001", "", "pc-vanthu", (), (), habit=False),
        StepCard("vpn-login", both("Logs in through the VPN", "Đăng nhập VPN"), "T1133", "", "vpn01", (), (), habit=False),
        StepCard("look-around", both("Lists computers and accounts", "Liệt kê máy và tài khoản"), "T1087.002", "pc-vanthu", "", ("open-attachment",), (), habit=False),
        StepCard("move-to-e-office", both("Opens a remote desktop on the e-office server", "Mở phiên điều khiển từ xa vào máy chủ văn phòng điện tử"), "T1021.001", "pc-vanthu", "eoffice01", ("look-around", "vpn-login"), (), habit=False),
        StepCard("plant-task", both("Leaves a scheduled task", "Cài một tác vụ hẹn giờ"), "T1053.005", "eoffice01", "", ("move-to-e-office",), (), habit=True),
        StepCard("send-data-out", both("Sends the records out", "Gửi hồ sơ ra ngoài"), "T1567.002", "eoffice01", "", ("move-to-e-office",), ("leak",), habit=False),
    ]  # fmt: skip


def requests(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make one open and one answered question."""
    a, b, _c = list(labels or LABELS)
    return [
        RequestCard(f"{a}:1", a, 64 * MINUTE, "May we phone the neighbouring province for help?", "sao-1", "", None),
        RequestCard(f"{b}:1", b, 40 * MINUTE, "Do we have paper forms at the counters?", "dat-1", "Yes, for one day.", 44 * MINUTE),
    ]  # fmt: skip


def seats(labels: dict[str, str] | None = None) -> list[AnyCard]:
    """Make seats that are here, away and never seen, and the staff's."""
    a, b, c = list(labels or LABELS)
    seen = 1_800_000_000_000
    return [
        SeatCard(f"{a}-1", a, "leader", "Lan", online=True, last_seen=seen),
        SeatCard(f"{a}-2", a, "analyst", "Minh", online=False, last_seen=seen),
        SeatCard(f"{b}-1", b, "leader", "Khuê", online=True, last_seen=seen),
        SeatCard(f"{c}-1", c, "leader", "", online=False, last_seen=None),
        SeatCard("excon", "", "controller", "", online=True, last_seen=seen),
    ]


def watched() -> View:
    """Make what one team sees."""
    return View(
        [
            ServiceCard("portal", both("Public service portal", "Cổng dịch vụ công"), 3, up=True, since=0),
            ServiceCard("mail", both("Official mail", "Thư công vụ"), 1, up=False, since=66 * MINUTE),
            PeopleCard("analyst", both("analyst", "phân tích viên"), 1, 3),
            AlertCard("1", 20 * MINUTE, "high", both("Password memory read on pc-vanthu", "Bộ nhớ mật khẩu bị đọc trên pc-vanthu"), "pc-vanthu", "edr", AlertState.CLAIMED, "sao-2", "", both(""), 19 * MINUTE),
            OrderCard("1", "isolate host pc-vanthu", "isolate host", "", "administrator", "sao-1", 70 * MINUTE, OrderState.RUNNING, 70 * MINUTE, 74 * MINUTE, both(""), None),
            OrderCard("2", "search logs", "search logs", "", "analyst", "sao-2", 60 * MINUTE, OrderState.REFUSED, None, None, both(""), words("Nobody is free.")),
            InjectCard("chief-asks", 50 * MINUTE, both("Chief of the Office", "Chánh Văn phòng"), "leader", "phone", both("Will it?", "Có ảnh hưởng?"), 60 * MINUTE, "", None, "", 15, unread=True),
            QuestionCard("first-machine", both("Which machine was first?", "Máy nào bị đầu tiên?"), (), 30, 3, QuestionState.OPEN, "", has_hint=False, hint=both(""), hint_cost=0),
            ReportCard("first-notice", both("National coordinator", "Cơ quan điều phối quốc gia"), 60 * MINUTE, 90 * MINUTE, None, "", ()),
        ]
    )  # fmt: skip


class StaffLink(FakeLink):
    """A controller's link in memory: watching gives the same staged team."""

    def __init__(self, *cards: AnyCard, t: int = NOW) -> None:
        super().__init__(*cards, t=t, role="controller", seat="excon")
        self.watched: list[str] = []
        self.seen = View()

    def watch_team(self, team: str) -> View:
        """Remember the team and return its staged view."""
        self.watched.append(team)
        return self.seen


def cards(labels: dict[str, str] | None = None, state: ClockState = ClockState.RUNNING) -> list[AnyCard]:
    """Make a whole busy drill."""
    return [
        clock(state), DRILL, *teams(labels), *feed(labels), *timeline(labels), *truths(labels), *steps(),
        *requests(labels), *seats(labels),
    ]  # fmt: skip


def busy(state: ClockState = ClockState.RUNNING, last: tuple[int, int] = (1, 1)) -> ControllerApp:
    """Make the desk in the middle of a drill."""
    link = StaffLink(*cards(state=state))
    link.put(clock(state, last=last))
    link.seen = watched()
    return ControllerApp(link, theme="livefire-dark", bells=False)


def empty() -> ControllerApp:
    """Make the desk before anything is there."""
    return ControllerApp(StaffLink(clock(ClockState.WAITING), DRILL, t=0), theme="livefire-dark", bells=False)


def hostile() -> ControllerApp:
    """Make the desk with teams that are named like attacks, and words to match."""
    bad = HOSTILE
    labels = {"sao": bad[0] + bad[1], "dat": bad[2], "rung": bad[3]}
    link = StaffLink(*cards(labels))
    link.put(
        RequestCard("sao:9", "sao", NOW, " ".join(bad), bad[1], "", None),
        FeedCard(
            "999", NOW, "sao", bad[3], "order-given", words("Order: {text}", text=" ".join(bad)), "team"
        ),
        SeatCard("sao-9", "sao", bad[0], bad[2], online=False, last_seen=None),
    )
    link.seen = watched()
    return ControllerApp(link, theme="livefire-dark", bells=False)
