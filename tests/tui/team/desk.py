"""A team's desk with hand-made cards: quiet, busy, ended, and hostile."""

from drill.i18n import Language, words
from drill.scenario.model import Text
from drill.tui.team.app import TeamApp
from drill.world.cards import (
    ActionCard,
    AlertCard,
    AlertState,
    AnyCard,
    AssetCard,
    ClockCard,
    ClockState,
    DrillCard,
    FieldView,
    InjectCard,
    LineCard,
    MessageCard,
    NoteCard,
    OrderCard,
    OrderState,
    PeopleCard,
    QuestionCard,
    QuestionState,
    ReportCard,
    RequestCard,
    ResultCard,
    ResultLine,
    ServiceCard,
    SourceCard,
)
from tests.tui.fakes import FakeLink

MINUTE = 60_000
NOW = 72 * MINUTE + 40_000
"""T+01:12:40."""


def both(en: str, vi: str = "") -> Text:
    """Make a text of both languages."""
    return Text(en, vi or en)


NONE = both("")


def clock(state: ClockState = ClockState.RUNNING, reason: str = "", hours: int = 1) -> ClockCard:
    """Make the clock of a four-hour drill that begins at 07:45."""
    return ClockCard("clock", NOW, 240 * MINUTE, 465 * MINUTE, hours, state, 1, 1, reason)


DRILL = DrillCard(
    "drill",
    both("Ransomware at the Song May data centre", "Mã độc tống tiền tại Trung tâm dữ liệu Sông Mây"),
    both("One Tuesday morning…", "Một sáng thứ Ba…"),
    "intermediate",
    (both("Tell a real alert from noise"),),
    "Đội Sông Cầu",
    umpire=True,
)

PEOPLE = (
    PeopleCard("analyst", both("analyst", "chuyên viên phân tích"), 2, 3),
    PeopleCard("administrator", both("administrator", "quản trị viên"), 0, 2),
    PeopleCard("leader", both("leader", "chỉ huy"), 1, 1),
)

SERVICES = (
    ServiceCard("portal", both("Public service portal", "Cổng dịch vụ công"), 3, up=True, since=0),
    ServiceCard("e-office", both("E-office", "Văn phòng điện tử"), 3, up=False, since=61 * MINUTE),
    ServiceCard("lgsp", both("Data exchange", "Trục liên thông"), 2, up=True, since=0),
    ServiceCard("ioc", both("Operations centre", "Trung tâm điều hành"), 2, up=True, since=40 * MINUTE),
    ServiceCard("mail", both("Official mail", "Thư công vụ"), 1, up=True, since=0),
)


def action(  # noqa: PLR0917 (a card has that many fields)
    name: str,
    label: Text,
    does: Text,
    phase: str,
    asks: str,
    role: str,
    takes: tuple[int, int],
    orders: tuple[str, ...],
    breaks: tuple[tuple[str, tuple[str, ...]], ...] = (),
    destroys: Text = NONE,
    cost: int = 0,
) -> ActionCard:
    """Make a card of the action library."""
    return ActionCard(
        name,
        label,
        does,
        phase,
        asks,
        role,
        1,
        takes[0] * MINUTE,
        takes[1] * MINUTE,
        orders,
        breaks,
        destroys,
        cost,
    )


HOSTS = ("pc-vanthu", "eoffice01", "fs01", "portal01", "bk01")

ACTIONS = (
    action("isolate host", both("Isolate host", "Cô lập máy"), both("Cuts the host off from every network", "Ngắt máy khỏi mọi mạng"), "contain", "host", "administrator", (2, 4), tuple(f"isolate host {h}" for h in HOSTS), (("isolate host fs01", ("e-office",)), ("isolate host eoffice01", ("e-office",)), ("isolate host portal01", ("portal",)))),
    action("shut down host", both("Shut down host", "Tắt máy"), both("Switches the host off", "Tắt nguồn máy"), "contain", "host", "administrator", (1, 1), tuple(f"shut down host {h}" for h in HOSTS), (("shut down host fs01", ("e-office",)),), both("What is in memory is gone for good.", "Dữ liệu trong bộ nhớ mất hẳn.")),
    action("search logs", both("Search logs", "Tìm trong nhật ký"), both("An analyst searches a log for words", "Chuyên viên tìm từ khóa trong nhật ký"), "detect", "query", "analyst", (3, 7), ("search logs",)),
    action("capture memory", both("Capture memory", "Sao chụp bộ nhớ"), both("Saves what is in the host's memory", "Lưu nội dung bộ nhớ của máy"), "detect", "host", "analyst", (10, 10), tuple(f"capture memory {h}" for h in HOSTS)),
    action("cut link", both("Cut link", "Ngắt liên kết"), both("Closes a link between two zones", "Đóng liên kết giữa hai vùng"), "contain", "link", "administrator", (2, 2), ("cut link servers to mgmt",), (("cut link servers to mgmt", ()),)),
    action("block indicator", both("Block indicator", "Chặn dấu hiệu"), both("Blocks an address, name or sender everywhere", "Chặn địa chỉ, tên miền hoặc người gửi"), "contain", "indicator", "administrator", (2, 2), ("block indicator c2-domain", "block indicator cdn-ip"), (("block indicator cdn-ip", ("portal",)),)),
    action("disable account", both("Disable account", "Khóa tài khoản"), both("Nobody can use the account", "Không ai dùng được tài khoản"), "contain", "account", "administrator", (2, 2), ("disable account helpdesk",)),
    action("remove malware", both("Remove malware", "Gỡ mã độc"), both("Cleans the host of what was found", "Làm sạch máy khỏi những gì đã phát hiện"), "eradicate", "host", "administrator", (10, 20), tuple(f"remove malware {h}" for h in HOSTS), (), both("Disk traces, unless an image was taken.", "Dấu vết trên đĩa, trừ khi đã sao ảnh đĩa.")),
    action("restore from backup", both("Restore from backup", "Khôi phục từ bản sao lưu"), both("Puts the host back as of the last good backup", "Đưa máy về bản sao lưu tốt gần nhất"), "recover", "host with backup", "administrator", (35, 40), ("restore from backup fs01", "restore from backup eoffice01"), (), both("Disk traces.", "Dấu vết trên đĩa.")),
    action("declare an incident", both("Declare an incident", "Công bố sự cố"), both("The leader declares an incident; the clocks of the reports start", "Chỉ huy công bố sự cố; đồng hồ báo cáo bắt đầu"), "report", "none", "leader", (2, 2), ("declare an incident",)),
    action("notify authority", both("Notify authority", "Thông báo cơ quan"), both("The leader informs an authority", "Chỉ huy thông báo cho cơ quan chức năng"), "report", "who", "leader", (10, 10), ("notify authority",)),
    action("public statement", both("Public statement", "Thông cáo báo chí"), both("The leader speaks to the public", "Chỉ huy phát ngôn trước công chúng"), "report", "text", "leader", (15, 15), ("public statement",)),
    action("ask for help", both("Ask for help", "Xin chi viện"), both("One more analyst comes after half an hour", "Thêm một chuyên viên sau nửa giờ"), "report", "none", "leader", (5, 5), ("ask for help",), (), NONE, 20),
)  # fmt: skip

ASSETS = (
    AssetCard("host:pc-vanthu", "host", both("Records clerk's PC", "Máy văn thư"), "office", "10.20.1.15", ("isolated",), ()),
    AssetCard("host:eoffice01", "host", both("E-office", "Văn phòng điện tử"), "servers", "10.30.1.20", (), ("e-office",)),
    AssetCard("host:fs01", "host", both("File server", "Kho hồ sơ"), "servers", "10.30.1.30", ("imaged",), ("e-office",)),
    AssetCard("host:portal01", "host", both("Portal", "Cổng thông tin / dịch vụ công"), "dmz", "10.10.1.10", (), ("portal",)),
    AssetCard("host:bk01", "host", both("Backup server", "Máy chủ sao lưu"), "mgmt", "10.60.1.10", (), ()),
    AssetCard("link:servers to mgmt", "link", both("Servers to management", "Máy chủ đến quản trị"), "servers", "backup, syslog", (), ()),
    AssetCard("account:helpdesk", "account", both("Help desk", "Tổ hỗ trợ"), "", "pc-vanthu, eoffice01", ("disabled",), ()),
    AssetCard("indicator:c2-domain", "indicator", both("Domain", "Tên miền"), "", "capnhat-vanban.example", ("blocked",), ()),
    AssetCard("indicator:cdn-ip", "indicator", both("Address", "Địa chỉ"), "", "192.0.2.80", (), ("portal",)),
)  # fmt: skip

SOURCES = (
    SourceCard("mailgw", both("Mail log", "Nhật ký thư"), (), 24 * 60 * MINUTE),
    SourceCard(
        "edr",
        both("Workstation monitoring", "Giám sát máy trạm"),
        ("nvr01", "bk01", "vpn01"),
        72 * 60 * MINUTE,
    ),
    SourceCard("proxy", both("Proxy log", "Nhật ký proxy"), (), 24 * 60 * MINUTE),
    SourceCard("fw", both("Firewall", "Tường lửa"), (), 12 * 60 * MINUTE),
)

REPORTS = (
    ReportCard(
        "initial",
        both("National coordinator", "Cơ quan điều phối quốc gia"),
        50 * MINUTE,
        80 * MINUTE,
        None,
        "",
        (
            FieldView(
                "what",
                both("What happened?", "Điều gì đã xảy ra?"),
                10,
                "Mã độc mã hóa trên máy văn thư, đã cô lập.",
                "seat-2",
            ),
            FieldView("hosts", both("Which hosts are hit?", "Những máy nào bị ảnh hưởng?"), 8, "", ""),
            FieldView("done", both("What have you done?", "Đã xử lý thế nào?"), 8, "", ""),
        ),
    ),
    ReportCard(
        "personal-data",
        both("Data protection authority", "Cơ quan bảo vệ dữ liệu cá nhân"),
        None,
        None,
        None,
        "",
        (FieldView("records", both("How many records?", "Bao nhiêu hồ sơ?"), 10, "", ""),),
    ),
)


def quiet() -> tuple[AnyCard, ...]:
    """Return the cards of a team's first minute."""
    reports = tuple(
        ReportCard(
            card.key,
            card.to,
            None,
            None,
            None,
            "",
            tuple(FieldView(f.id, f.ask, f.points, "", "") for f in card.fields),
        )
        for card in REPORTS
    )
    people = tuple(PeopleCard(card.key, card.label, card.total, card.total) for card in PEOPLE)
    services = tuple(ServiceCard(card.key, card.label, card.weight, up=True, since=0) for card in SERVICES)
    return (clock(), DRILL, *people, *services, *ACTIONS, *ASSETS, *SOURCES, *reports)


def alert(  # noqa: PLR0917 (a card has that many fields)
    number: int,
    minute: int,
    level: str,
    title: Text,
    host: str,
    state: AlertState,
    who: str = "",
    reason: str = "",
) -> AlertCard:
    """Make an alert."""
    line = both(f"10.20.1.15 CONNECT capnhat-vanban.example:443 host={host} (category: newly registered)")
    return AlertCard(
        str(number),
        minute * MINUTE,
        level,
        title,
        host,
        "edr",
        state,
        who,
        reason,
        line,
        (minute - 1) * MINUTE,
    )


ALERTS = (
    alert(1, 9, "medium", both("Office program started PowerShell on pc-vanthu", "Phần mềm văn phòng chạy PowerShell trên pc-vanthu"), "pc-vanthu", AlertState.REAL, "seat-1", "Confirmed by memory capture"),
    alert(2, 14, "low", both("Login outside hours", "Đăng nhập ngoài giờ"), "pc-ketoan", AlertState.FALSE, "seat-2", "The accountant works early on Tuesdays"),
    alert(3, 41, "high", both("Password spraying against the domain", "Dò mật khẩu vào miền"), "dc01", AlertState.CLAIMED, "seat-2"),
    alert(4, 58, "medium", both("Many SMB writes from eoffice01", "Nhiều lệnh ghi SMB từ eoffice01"), "eoffice01", AlertState.ACKNOWLEDGED, "seat-1"),
    alert(5, 66, "critical", both("Shadow copies deleted on fs01", "Xóa bản sao bóng trên fs01"), "fs01", AlertState.NEW),
    alert(6, 70, "high", both("Backup job failed three times", "Tác vụ sao lưu thất bại ba lần"), "bk01", AlertState.NEW),
)  # fmt: skip


def order(  # noqa: PLR0917 (a card has that many fields)
    number: int,
    op: str,
    action_: str,
    role: str,
    given: int,
    state: OrderState,
    started: int | None = None,
    ends: int | None = None,
    says: Text = NONE,
    text: str = "",
) -> OrderCard:
    """Make an order; times in minutes."""
    reason = words("It needs something that is not so.") if state is OrderState.REFUSED else None
    return OrderCard(
        str(number), op, action_, text, role, "seat-1", given * MINUTE, state,
        None if started is None else started * MINUTE, None if ends is None else ends * MINUTE, says, reason,
    )  # fmt: skip


ORDERS = (
    order(1, "search logs", "search logs", "analyst", 10, OrderState.DONE, 10, 15, both("12 lines were found.", "Tìm thấy 12 dòng."), "edr powershell"),
    order(2, "isolate host pc-vanthu", "isolate host", "administrator", 16, OrderState.DONE, 16, 19, both("pc-vanthu is cut off.", "pc-vanthu đã được cô lập.")),
    order(3, "disable account helpdesk", "disable account", "administrator", 44, OrderState.DONE, 44, 46),
    order(4, "remove malware pc-vanthu", "remove malware", "administrator", 60, OrderState.RUNNING, 60, 78),
    order(5, "search logs", "search logs", "analyst", 71, OrderState.RUNNING, 71, 76, NONE, "fw 10.30.1.30"),
    order(6, "isolate host fs01", "isolate host", "administrator", 72, OrderState.QUEUED),
    order(7, "restore from backup eoffice01", "restore from backup", "administrator", 50, OrderState.REFUSED),
)  # fmt: skip

LINES = tuple(
    LineCard(
        f"{source}@{minute * MINUTE}#{n}",
        minute * MINUTE + n * 1000,
        source,
        host,
        text,
        (1,),
    )
    for n, (minute, source, host, text) in enumerate(
        (
            (
                6,
                "mailgw",
                "mailgw01",
                'ACCEPT from=vanthu@ubnd-songmay.example to=vanthu@songmay.example subject="CV khẩn 231/UBND" sha256=9f2c41d07be8a35566',
            ),
            (9, "edr", "pc-vanthu", "WINWORD.EXE started powershell.exe -w hidden -enc SQBFAFgA user=vanthu"),
            (
                9,
                "proxy",
                "pc-vanthu",
                "10.20.1.15 CONNECT capnhat-vanban.example:443 (category: newly registered)",
            ),
            (12, "edr", "pc-ketoan", "chrome.exe started by explorer.exe user=ketoan"),
            (22, "edr", "eoffice01", "lsass.exe read by rundll32.exe user=helpdesk"),
            (31, "fw", "eoffice01", "allow 10.30.1.20 -> 203.0.113.66:443 bytes=48211"),
            (44, "fw", "fs01", "deny 10.30.1.30 -> 203.0.113.66:443"),
            (58, "edr", "eoffice01", "4,112 writes to \\\\fs01\\hoso in 60 s user=helpdesk"),
        )
    )
)

INJECTS = (
    InjectCard("chief-asks", 55 * MINUTE, both("Chief of office", "Chánh Văn phòng"), "leader", "phone", both("The portal is slow. What is going on, and what may I tell the Chairman at nine?", "Cổng dịch vụ chậm. Có chuyện gì, và tôi được báo cáo Chủ tịch điều gì lúc chín giờ?"), 85 * MINUTE, "", None, "", 15, unread=True),
    InjectCard("press", 64 * MINUTE, both("Reporter, Sông Mây newspaper", "Phóng viên báo Sông Mây"), "leader", "press", both("We hear that citizens' records were stolen. Your comment by ten?", "Chúng tôi nghe tin hồ sơ công dân bị đánh cắp. Quý vị trả lời trước mười giờ?"), 70 * MINUTE, "", None, "", 20, unread=False),
    InjectCard("ticket-12", 20 * MINUTE, both("Records clerk", "Văn thư"), "analyst", "ticket", both("My PC asks for a password that I never set.", "Máy tôi hỏi mật khẩu tôi chưa từng đặt."), 40 * MINUTE, "Do not touch it; we come.", 33 * MINUTE, "seat-2", 5, unread=False),
)  # fmt: skip

QUESTIONS = (
    QuestionCard("first-host", both("Which host was hit first?", "Máy nào bị xâm nhập đầu tiên?"), (), 20, 2, QuestionState.OPEN, "", has_hint=True, hint=NONE, hint_cost=5),
    QuestionCard("way-in", both("How did they come in?", "Kẻ tấn công vào bằng cách nào?"), (both("Phishing mail", "Thư lừa đảo"), both("Portal upload", "Tải tệp lên cổng"), both("Contractor's VPN", "VPN nhà thầu")), 15, 1, QuestionState.OPEN, "", has_hint=False, hint=NONE, hint_cost=0),
    QuestionCard("account", both("Which account did they use?", "Chúng dùng tài khoản nào?"), (), 10, 1, QuestionState.RIGHT, "helpdesk", has_hint=True, hint=both("Look at who read lsass.", "Xem ai đã đọc lsass."), hint_cost=5),
)  # fmt: skip

NOTES = (
    NoteCard("1", 19 * MINUTE, "decision", "Isolate pc-vanthu now, memory first: the clerk opened the attachment.", "", "seat-1"),
    NoteCard("2", 24 * MINUTE, "evidence", "WINWORD.EXE started powershell.exe -w hidden", f"line:edr@{9 * MINUTE}#1", "seat-2"),
    NoteCard("3", 31 * MINUTE, "indicator", "capnhat-vanban.example", "indicator:c2-domain", "seat-2"),
    NoteCard("4", 68 * MINUTE, "chat", "Who takes the press?", "", "seat-3"),
)  # fmt: skip


def busy() -> tuple[AnyCard, ...]:
    """Return the cards of a team in the middle of it."""
    return (
        clock(), DRILL, *PEOPLE, *SERVICES, *ACTIONS, *ASSETS, *SOURCES, *REPORTS, *ALERTS, *ORDERS, *LINES,
        *INJECTS, *QUESTIONS, *NOTES,
        MessageCard("1", 30 * MINUTE, "Phones are answered again."),
        RequestCard("1", "t1", 62 * MINUTE, "May we call the contractor at home?", "seat-1", "Yes; he answers at once.", 64 * MINUTE),
    )  # fmt: skip


RESULT = ResultCard(
    "result",
    2,
    187,
    (("services", 92), ("detection", 40), ("response", 35), ("reports", 25), ("penalties", -5)),
    (
        ResultLine(
            "service-minute",
            "services",
            92,
            240 * MINUTE,
            (4, 99),
            words("Services were up {n}% of their weight", n=92),
        ),
        ResultLine(
            "alert-real",
            "detection",
            10,
            12 * MINUTE,
            (21, 24),
            words("Alert 1 closed as real within {n} minutes", n=3),
        ),
        ResultLine("hint", "penalties", -5, 66 * MINUTE, (88,), words("A hint was taken")),
    ),
)


def desk(*cards: AnyCard, language: Language | None = None, role: str = "analyst") -> TeamApp:
    """Make a desk on these cards at T+01:12:40, with a dark theme and no bell."""
    return TeamApp(FakeLink(*cards, t=NOW, role=role), language=language, theme="livefire-dark", bells=False)


def busy_desk() -> TeamApp:
    """Make the busy desk in English."""
    return desk(*busy(), language=Language.ENGLISH)


def busy_desk_vi() -> TeamApp:
    """Make the busy desk in Vietnamese."""
    return desk(*busy(), language=Language.VIETNAMESE)


def quiet_desk() -> TeamApp:
    """Make the desk of the first minute."""
    return desk(*quiet(), language=Language.ENGLISH)


def empty_desk() -> TeamApp:
    """Make a desk that has a clock and nothing else."""
    return desk(clock(), DRILL, language=Language.ENGLISH)


def ended_desk() -> TeamApp:
    """Make the desk after the end."""
    return desk(clock(ClockState.ENDED), *busy()[1:], RESULT, language=Language.ENGLISH)
