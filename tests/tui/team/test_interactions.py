"""What a member of the team does, key by key, and which command comes of it."""

import msgspec
import pytest
from textual import events
from textual.app import ComposeResult
from textual.pilot import Pilot
from textual.widgets import Input

from drill.i18n import Language, words
from drill.tui.dialogs.ask import AskLine, AskWords
from drill.tui.dialogs.choose import Choose
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.message import Message
from drill.tui.link import Command
from drill.tui.team.app import TeamApp
from drill.tui.team.dialogs.alert import AlertDialog
from drill.tui.team.screens.reports import FieldBox
from drill.tui.widgets.frame import KeyBar
from drill.tui.widgets.inputs import CommandLine, WordsArea
from drill.tui.widgets.keyed_list import KeyedList
from drill.world.cards import AlertCard, AlertState, ClockState, FieldView, InjectCard, ReportCard
from drill.world.inputs import (
    AlertAction,
    AlertHandled,
    Answered,
    HintTaken,
    NoteKind,
    NoteTaken,
    OrderCancelled,
    OrderGiven,
    Read,
    Refusal,
    Replied,
    ReportFilled,
    ReportSubmitted,
    UmpireAsked,
)
from tests.tui.fakes import FakeLink
from tests.tui.picture import picture, press, settled, write
from tests.tui.team.desk import ALERTS, MINUTE, NOW, REPORTS, RESULT, alert, both, busy, clock, desk, quiet


def link_of(app: TeamApp) -> FakeLink:
    """Return the desk's link."""
    assert isinstance(app.link, FakeLink)
    return app.link


def sent(app: TeamApp) -> list[Command]:
    """Return what was sent."""
    return link_of(app).sent


def keys(pilot: Pilot[None]) -> dict[str, bool]:
    """Return the footer's own keys and whether each works."""
    return {hint.key: hint.works for hint in pilot.app.screen.query_one(KeyBar).hints}


@pytest.mark.parametrize(
    ("pressed", "why"),
    [
        (("f2", "end", "c"), "This alert is closed."),
        (("f5", "tab", "end", "x"), "Only an order that waits or runs is cancelled"),
        (("f6", "down", "r"), "Only a message that asks the team is answered or handed over."),
        (("f7", "down", "h"), "There is no hint."),
        (("f7", "end", "h"), "This question takes no more answers."),
    ],
    ids=lambda value: value[0] if isinstance(value, tuple) else "why",
)
async def test_a_dim_key_says_why(pressed: tuple[str, ...], why: str) -> None:
    """Nothing is sent, and the line above the keys gives the reason."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, *pressed)

        assert why in picture(app)
        assert sent(app) == []


@pytest.mark.parametrize("language", list(Language))
async def test_after_the_end_nothing_waits_and_every_place_is_called_by_a_whole_word(
    language: Language,
) -> None:
    """The strip has a place more then; without numbers that call for nothing its names fit 80 columns."""
    app = desk(clock(ClockState.ENDED), *busy()[1:], RESULT, language=language)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10")
        strip = picture(app).splitlines()[1]

    words_of = {
        Language.ENGLISH: "2 Status 3 Logs 4 Net 5 Orders 6 Inbox 7 Questions 8 Reports 9 Case 10 Result",
        Language.VIETNAMESE: "2 Tình hình 3 Nhật ký 4 Mạng 5 Lệnh 6 Thư 7 Hỏi 8 Báo cáo 9 Sổ vụ 10 Kết quả",
    }
    assert " ".join(strip.split()) == words_of[language]


async def test_a_key_that_waits_for_the_clock_says_so() -> None:
    """In a pause the reason is the pause itself."""
    app = desk(clock(ClockState.PAUSED), *busy()[1:])
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "u")

        assert "PAUSED · Everything stands still" in picture(app).splitlines()[-2]


async def test_a_key_that_works_says_nothing() -> None:
    """The line above the keys keeps what comes next while a filter is typed."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "slash", "c", "x")

        assert picture(app).splitlines()[-2].startswith(" Next: ")


def list_of(pilot: Pilot[None], name: str) -> KeyedList[object]:
    """Return a list of the place in sight."""
    found: KeyedList[object] = pilot.app.screen.query_one(f"#{name}", KeyedList)
    return found


# --- situation


@pytest.mark.parametrize(
    ("key", "action"), [("a", AlertAction.ACKNOWLEDGE), ("c", AlertAction.CLAIM)]
)  # fmt: skip
async def test_an_alert_is_taken_with_one_key(key: str, action: AlertAction) -> None:
    """The alert under the cursor is acknowledged or claimed at once."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, key)

        assert sent(app) == [AlertHandled(5, action, role="analyst")]


@pytest.mark.parametrize(("key", "action"), [("r", AlertAction.REAL), ("f", AlertAction.FALSE)])
async def test_an_alert_is_closed_with_a_reason(key: str, action: AlertAction) -> None:
    """Closing asks for one sentence; without it nothing is sent."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, key)

        assert isinstance(app.screen, AskLine)

        await press(pilot, "enter")

        assert sent(app) == []

        await write(pilot, "seen on disk")
        await press(pilot, "enter")

        assert sent(app) == [AlertHandled(5, action, "seen on disk", "analyst")]


async def test_opening_an_alert_tells_that_it_was_read() -> None:
    """Enter shows the record behind the alert; its keys act from there."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "enter")

        assert isinstance(app.screen, AlertDialog)
        assert "capnhat-vanban.example" in picture(app)

        await press(pilot, "c")

        assert sent(app) == [Read("alert:5", "analyst"), AlertHandled(5, AlertAction.CLAIM, role="analyst")]


async def test_an_alert_is_kept_as_evidence() -> None:
    """The note hangs on the alert."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "e")

        [note] = sent(app)
        assert isinstance(note, NoteTaken)
        assert (note.kind, note.about) == (NoteKind.EVIDENCE, "alert:5")


async def test_a_search_starts_from_an_alert() -> None:
    """Log and host of the alert stand in the search already."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        await press(pilot, "s", "enter")

        assert sent(app) == [OrderGiven("search logs", "analyst", "edr", "fs01")]


async def test_a_pause_dims_what_cannot_be_done() -> None:
    """In a planning pause alerts cannot be handled, but they can be read."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert keys(pilot)["a"]

        link_of(app).put(clock(ClockState.PAUSED))
        await settled(pilot)
        await settled(pilot)

        assert not keys(pilot)["a"]

        await press(pilot, "a")

        assert sent(app) == []


async def test_a_closed_alert_cannot_be_closed_again() -> None:
    """Its keys are dim; the cursor decides."""
    app = desk(clock(), ALERTS[0])
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert not keys(pilot)["r"]


async def test_open_alerts_stand_above_closed_ones_the_gravest_first() -> None:
    """At three in the morning the first row is the one to look at."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        cards = [card for card in list_of(pilot, "alerts").items if isinstance(card, AlertCard)]

        assert [card.key for card in cards] == ["5", "6", "3", "4", "1", "2"]


async def test_a_deadline_leads_to_where_it_is_met() -> None:
    """Enter on a deadline goes to the report or the message."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)
        list_of(pilot, "deadlines").focus()
        await press(pilot, "down", "enter")
        await settled(pilot)

        assert "Form" in picture(app)


# --- logs


async def test_a_search_says_its_cost_before_it_is_ordered() -> None:
    """Words, log and window become one order; the dialog names hands and minutes."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "n")

        assert "3-7 min · 1 × analyst (2 of 3 free)" in picture(app)

        await write(pilot, "powershell")
        await press(pilot, "tab")
        await write(pilot, "00:05")
        await press(pilot, "tab")
        await write(pilot, "00:20")
        await press(pilot, "enter")

        assert sent(app) == [OrderGiven("search logs", "analyst", "", "powershell", 5 * MINUTE, 20 * MINUTE)]


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [("soon", "", "hours and minutes"), ("01:00", "00:30", "ends before it begins")],
)
async def test_a_wrong_window_is_not_ordered(since: str, until: str, said: str) -> None:
    """The dialog says what is wrong and keeps what was typed."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "n", "tab")
        await write(pilot, since)
        await press(pilot, "tab")
        await write(pilot, until)
        await press(pilot, "enter")

        assert sent(app) == []
        assert said in picture(app)
        assert app.screen.query_one("#since", Input).value == since


async def test_the_query_line_filters_and_counts() -> None:
    """The list shows what the query holds; the border says how many of all; a count lists values."""
    app = desk(*busy())
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f3", "slash")
        await write(pilot, "source:edr | stats count by user")

        assert len(list_of(pilot, "lines").items) == 4
        assert "4 of 8 lines" in picture(app)
        assert "by user" in picture(app)
        assert "helpdesk" in picture(app)

        await press(pilot, "escape")

        assert len(list_of(pilot, "lines").items) == 8


async def test_a_line_is_kept_as_evidence() -> None:
    """The note hangs on the line's key."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "e")

        [note] = sent(app)
        assert isinstance(note, NoteTaken)
        assert note.kind is NoteKind.EVIDENCE
        assert note.about.startswith("line:edr@")


async def test_a_pivot_filters_by_a_value_of_the_line() -> None:
    """V offers the line's values; the chosen one becomes the query."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "v")

        assert isinstance(app.screen, Choose)

        await write(pilot, "host")
        await press(pilot, "enter")

        assert app.screen.query_one("#query", CommandLine).value == "host:eoffice01"
        assert len(list_of(pilot, "lines").items) == 3


async def test_an_indicator_is_copied() -> None:
    """Y offers the addresses and names that stand in the line."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "up", "y")
        await write(pilot, "203")
        await press(pilot, "enter")

        assert app.clipboard == "203.0.113.66"


async def test_a_query_is_saved_for_the_team() -> None:
    """S keeps it as a note with a name."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f3", "slash")
        await write(pilot, "host:fs01")
        await press(pilot, "enter", "S")
        await write(pilot, "files")
        await press(pilot, "enter")

        assert sent(app) == [NoteTaken(NoteKind.NOTE, "host:fs01", "query:files", "analyst")]


# --- network and orders


async def test_a_thing_offers_the_orders_that_fit_it() -> None:
    """Enter on a host, an order, a yes: one command; the consequence names what breaks."""
    app = desk(*quiet())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4")
        list_of(pilot, "assets").move_to("host:fs01")
        await press(pilot, "enter")
        await write(pilot, "isolate")
        await press(pilot, "enter")

        assert isinstance(app.screen, Confirm)
        assert "Breaks E-office" in picture(app)

        await press(pilot, "y")

        assert sent(app) == [OrderGiven("isolate host fs01", "analyst")]


async def test_a_thing_leads_to_its_log_lines() -> None:
    """V goes to Logs with the host as the query."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4")
        list_of(pilot, "assets").move_to("host:eoffice01")
        await press(pilot, "v")
        await settled(pilot)

        assert app.screen.query_one("#query", CommandLine).value == "host:eoffice01"


async def test_an_order_shows_what_it_destroys_before_the_yes() -> None:
    """Action, target, consequence, yes; enter alone is no."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        list_of(pilot, "actions").move_to("shut down host")
        await press(pilot, "enter")
        await write(pilot, "fs01")
        await press(pilot, "enter")

        assert "What is in memory is gone for good." in picture(app)
        assert "waits in the queue, 1 ahead" in picture(app)

        await press(pilot, "enter")

        assert sent(app) == []


async def test_a_typed_order_is_completed_and_confirmed() -> None:
    """The line takes the same grammar as a match file."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "colon")
        await write(pilot, "isolate host fs")
        await press(pilot, "tab", "enter")

        assert isinstance(app.screen, Confirm)

        await press(pilot, "y")

        assert sent(app) == [OrderGiven("isolate host fs01", "analyst")]


async def test_a_typed_order_that_is_none_says_what_was_meant() -> None:
    """The remedy stands below the line, and the words stay."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "colon")
        await write(pilot, "isolat host fs01")
        await press(pilot, "enter")

        assert sent(app) == []
        assert "Did you mean “isolate" in picture(app)
        assert app.screen.query_one("#typed-order", CommandLine).value == "isolat host fs01"


async def test_an_order_is_typed_in_every_place() -> None:
    """A wrong line says what was meant and stays; a right one asks for its yes, and the place stays too."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "colon")
        await write(pilot, "isolat host fs01")
        await press(pilot, "enter")

        assert "Did you mean" in picture(app)

        app.screen.query_one("#words", CommandLine).value = "isolate host fs01"
        await press(pilot, "enter", "y")

        assert sent(app) == [OrderGiven("isolate host fs01", "analyst")]
        assert app.place is not None
        assert app.place.PLACE == "network"


async def test_an_order_under_way_is_cancelled_after_a_yes() -> None:
    """The question names the order."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        list_of(pilot, "queue").focus()
        list_of(pilot, "queue").move_to("6")
        await press(pilot, "x")

        assert "Isolate host fs01" in picture(app)

        await press(pilot, "y")

        assert sent(app) == [OrderCancelled(6, "analyst")]


async def test_an_order_that_ended_cannot_be_cancelled() -> None:
    """X is dim there."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        list_of(pilot, "queue").focus()
        list_of(pilot, "queue").move_to("1")
        await settled(pilot)

        assert not keys(pilot)["x"]


async def test_why_tells_the_reason_of_a_refused_order() -> None:
    """? on the queue opens the order with its reason."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        list_of(pilot, "queue").focus()
        list_of(pilot, "queue").move_to("7")
        await press(pilot, "question_mark")

        assert "It needs something that is not so." in picture(app)


async def test_the_umpire_is_asked_in_free_words() -> None:
    """ctrl+s hands the words in."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "u")
        await write(pilot, "call the contractor")
        await press(pilot, "ctrl+s")

        assert sent(app) == [UmpireAsked("call the contractor", "analyst")]


async def test_a_statement_is_written_and_then_confirmed() -> None:
    """Actions that take words ask for them first."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        list_of(pilot, "actions").move_to("public statement")
        await press(pilot, "enter")

        assert isinstance(app.screen, AskWords)

        await write(pilot, "we work on it")
        await press(pilot, "ctrl+s", "y")

        assert sent(app) == [OrderGiven("public statement", "analyst", text="we work on it")]


async def test_a_refused_order_is_told_and_explained() -> None:
    """The line above the keys names the reason, ? the remedy."""
    app = desk(*busy())
    link_of(app).refusal = Refusal(words("It is isolated already."), words("Reconnect it first."))
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "colon")
        await write(pilot, "isolate host fs01")
        await press(pilot, "enter", "y")

        assert "It is isolated already." in picture(app)

        await press(pilot, "escape", "question_mark")

        assert "Reconnect it first." in picture(app)


# --- inbox and questions


async def test_opening_a_message_makes_it_read() -> None:
    """Before enter the words are not shown, so that reading is one moment for the team."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("chief-asks")
        await settled(pilot)

        assert "may I tell the Chairman" not in picture(app)

        await press(pilot, "enter")

        assert sent(app) == [Read("inject:chief-asks", "analyst")]


async def test_a_reply_is_sent_after_a_yes_that_names_the_receiver() -> None:
    """Words, ctrl+s, y."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("press")
        await press(pilot, "r")
        await write(pilot, "no records left us")
        await press(pilot, "ctrl+s")

        assert "Send this to Reporter, Sông Mây newspaper?" in picture(app)

        await press(pilot, "y")

        assert sent(app) == [Replied("press", "no records left us", "analyst")]


async def test_a_message_is_answered_once() -> None:
    """The hub takes one reply: nobody writes a second one only to have it refused."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("ticket-12")
        await press(pilot, "r")

        assert len(app.screen_stack) == 1
        assert "This message has been answered." in picture(app)


async def test_whoever_replies_has_read_the_message() -> None:
    """The words stand above the reply, so that this is the moment of reading."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("chief-asks")
        await press(pilot, "r")

        assert "What is going on" in picture(app)
        assert sent(app) == [Read("inject:chief-asks", "analyst")]


async def test_a_message_is_handed_to_another_role() -> None:
    """It becomes a note that names the role."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("press")
        await press(pilot, "h")
        await write(pilot, "leader")
        await press(pilot, "enter")

        [note] = sent(app)
        assert isinstance(note, NoteTaken)
        assert note.about == "inject:press"
        assert note.text.startswith("For leader:")


async def test_a_question_with_choices_is_answered_from_them() -> None:
    """The English words of the choice travel, whatever language is shown."""
    app = desk(*busy(), language=Language.VIETNAMESE)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f7")
        list_of(pilot, "questions").move_to("way-in")
        await press(pilot, "enter", "down", "enter")

        assert sent(app) == [Answered("way-in", "Portal upload", "analyst")]


async def test_a_question_is_answered_in_words() -> None:
    """Enter opens a line; enter hands it in."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f7", "enter")
        await write(pilot, "pc-vanthu")
        await press(pilot, "enter")

        assert sent(app) == [Answered("first-host", "pc-vanthu", "analyst")]


async def test_a_hint_names_its_price_before_the_yes() -> None:
    """The key says it, the question says it, enter alone does not take it."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f7")

        assert "Hint (−5)" in picture(app)

        await press(pilot, "h")

        assert "costs 5 points" in picture(app)

        await press(pilot, "enter")

        assert sent(app) == []

        await press(pilot, "h", "y")

        assert sent(app) == [HintTaken("first-host", "analyst")]


# --- reports


async def test_leaving_a_field_shares_the_draft() -> None:
    """Tab goes on and tells the team what was written."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter", "tab")
        await write(pilot, "pc-vanthu")
        await press(pilot, "tab")

        assert sent(app) == [ReportFilled("initial", "hosts", "pc-vanthu", "analyst")]


async def test_anothers_draft_never_overwrites_what_one_is_writing() -> None:
    """The field under the cursor keeps its words; the others follow the team."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter", "tab")
        await write(pilot, "mine")
        fields = tuple(FieldView(f.id, f.ask, f.points, "theirs", "seat-9") for f in REPORTS[0].fields)
        link_of(app).put(msgspec.structs.replace(REPORTS[0], fields=fields))
        await settled(pilot)

        texts = [area.text for area in app.screen.query(WordsArea)]
        assert texts == ["theirs", "mine", "theirs"]


async def test_a_report_is_checked_before_it_is_submitted() -> None:
    """The question lists what is empty; the field one is in is shared first; a receipt follows."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter", "tab")
        await write(pilot, "x")
        await press(pilot, "ctrl+s")

        assert "Still empty" in picture(app)
        assert "What have you done?" in picture(app)

        await press(pilot, "y")

        assert sent(app) == [
            ReportFilled("initial", "hosts", "x", "analyst"),
            ReportSubmitted("initial", "analyst"),
        ]
        assert isinstance(app.screen, Message)
        assert "on time" in picture(app)


async def test_a_report_is_checked_from_inside_a_field() -> None:
    """The key that checks deletes nothing of what is being written, and lists what is empty."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter", "tab")
        await write(pilot, "pc-vanthu")
        await press(pilot, "home", "ctrl+k")

        assert isinstance(app.screen, Message)
        assert "What have you done?" in picture(app)
        assert sent(app) == [ReportFilled("initial", "hosts", "pc-vanthu", "analyst")]


async def test_the_check_knows_what_was_just_written() -> None:
    """A field that is being filled in is not listed as empty, though the hub has not told it back yet."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter", "tab", "tab")
        await press(pilot, "ctrl+k")
        assert "2 of 3 fields" not in picture(app)
        await press(pilot, "escape")
        await write(pilot, "Isolated it.")
        await press(pilot, "ctrl+k")

        assert isinstance(app.screen, Message)
        assert "2 of 3 fields" in picture(app)


async def test_a_submitted_report_is_closed() -> None:
    """Its fields cannot be changed and its keys are dim."""
    done = msgspec.structs.replace(REPORTS[0], submitted=NOW - MINUTE, by="seat-2")
    app = desk(clock(), done)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8")

        assert "SENT" in picture(app)
        assert not keys(pilot)["ctrl+s"]
        assert all(area.read_only for area in app.screen.query(WordsArea))


async def test_legal_time_is_shown_where_it_runs_faster() -> None:
    """A report's clock is told in exercise time, local time and legal time."""
    app = desk(clock(hours=6), REPORTS[0])
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f8")

        assert "T+01:20:00 · 09:05 · 3:00:00 of legal time" in picture(app)


# --- casebook and result


async def test_a_line_is_written_into_the_casebook() -> None:
    """ctrl+t turns the line into the next kind."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "n")
        await write(pilot, "hello")
        await press(pilot, "enter", "ctrl+t")
        await write(pilot, "memory first")
        await press(pilot, "enter")

        assert sent(app) == [
            NoteTaken(NoteKind.CHAT, "hello", role="analyst"),
            NoteTaken(NoteKind.NOTE, "memory first", role="analyst"),
        ]


async def test_a_decision_is_written_with_its_reason() -> None:
    """D opens a sheet; ctrl+s keeps it."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "d")
        await write(pilot, "cut the link")
        await press(pilot, "ctrl+s")

        assert sent(app) == [NoteTaken(NoteKind.DECISION, "cut the link", role="analyst")]


async def test_a_handover_tells_what_is_open() -> None:
    """Services down, open alerts, orders, deadlines and decisions; y keeps it."""
    app = desk(*busy())
    async with app.run_test(size=(120, 50)) as pilot:
        await press(pilot, "f9", "s")
        shown = picture(app)

        for words_ in ("E-office", "Shadow copies", "Remove malware", "Report to National", "memory first"):
            assert words_ in shown

        await press(pilot, "y")

        assert [type(command) for command in sent(app)] == [NoteTaken]


async def test_the_result_explains_each_point() -> None:
    """After the end F10 shows the ledger; ? opens a line with the entries behind it."""
    app = desk(clock(ClockState.ENDED), RESULT)
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10")

        assert "187 points · rank 2" in picture(app)

        await press(pilot, "question_mark")

        assert "Services were up 92% of their weight" in picture(app)
        assert "#4, #99" in picture(app)


async def test_there_is_no_result_before_the_end() -> None:
    """F10 does nothing while the drill runs."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f10")

        assert "Alerts" in picture(app)


# --- the desk


async def test_a_new_critical_alert_calls_once() -> None:
    """A toast for a critical alert and for a new message; none for a low alert."""
    app = desk(*busy())
    async with app.run_test(size=(120, 40)) as pilot:
        await settled(pilot)
        link_of(app).put(alert(7, 72, "low", both("Nothing much"), "pc-1", AlertState.NEW))
        await settled(pilot)

        assert len(app._notifications) == 0

        link_of(app).put(alert(8, 72, "critical", both("Files encrypted"), "fs01", AlertState.NEW))
        link_of(app).put(
            InjectCard(
                "x", NOW, both("Mayor"), "leader", "phone", both("?"), None, "", None, "", 0, unread=True
            )
        )
        await settled(pilot)
        await settled(pilot)

        assert sorted(str(one.title) for one in app._notifications) == [
            "Critical alert",
            "New message from Mayor",
        ]


async def test_what_is_due_next_is_in_sight_everywhere() -> None:
    """The line above the keys counts the nearest deadline down on every place."""
    app = desk(*busy())
    async with app.run_test(size=(120, 40)) as pilot:
        for place in range(2, 10):
            await press(pilot, f"f{place}")

            assert "Next: Reply to Reporter, Sông Mây newspaper: LATE 02:40" in picture(app)


async def test_deadlines_count_down() -> None:
    """A second of exercise time changes the countdowns in sight."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(pilot)

        assert "07:20 left" in picture(app)

        link_of(app).t += 61_000
        await settled(pilot)

        assert "06:19 left" in picture(app)


async def test_the_time_to_reply_counts_down_in_the_message_too() -> None:
    """Whoever reads one message sees the same countdown as in the list above it."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        list_of(pilot, "letters").move_to("chief-asks")
        await settled(pilot)
        link_of(app).t += 61_000
        await settled(pilot)

        assert "Reply due T+01:25:00 · 11:19 left" in picture(app)


@pytest.mark.parametrize("key", [f"f{number}" for number in range(2, 10) if number != 8])
async def test_the_keys_of_the_places_act_while_a_field_is_filled(key: str) -> None:
    """Whoever writes a report goes elsewhere with the same keys as ever, and finds the words again."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "enter")
        await write(pilot, "first words ")
        await press(pilot, key)

        assert app.place is not None
        assert app.place.PLACE != "reports"

        await press(pilot, "f8")
        await write(pilot, "z")

        assert "first words " in picture(app)


async def test_the_keys_of_the_places_leave_an_open_dialog_alone() -> None:
    """Nothing changes behind a question, and the words in it stay."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6")
        place = app.place
        list_of(pilot, "letters").move_to("chief-asks")
        await press(pilot, "r")
        await write(pilot, "half a reply")
        await press(pilot, "f2", "f7")

        assert app.screen.is_modal
        assert "half a reply" in picture(app)

        await press(pilot, "escape")
        assert app.place is place


async def test_a_draft_survives_the_change_of_language() -> None:
    """Words that a person is typing stay when the desk speaks another language."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f9", "n")
        await write(pilot, "half a line")
        await press(pilot, "ctrl+l")

        assert "half a line" in picture(app)
        assert "Diễn biến" in picture(app)


async def test_all_places_work_with_nothing_to_show() -> None:
    """A desk without cards draws every place with a sentence and a next key."""
    app = desk(clock())
    async with app.run_test(size=(80, 24)) as pilot:
        for place in range(2, 10):
            await press(pilot, f"f{place}")
            await press(pilot, "enter", "escape")

            assert picture(app).strip()


async def test_a_report_card_that_changes_keeps_the_cursor() -> None:
    """Live changes move nothing under the reader's hands."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8", "down")

        assert list_of(pilot, "reports").cursor_key == "personal-data"

        link_of(app).put(
            ReportCard("initial", both("National coordinator"), 0, 99 * MINUTE, None, "", REPORTS[0].fields)
        )
        await settled(pilot)

        assert list_of(pilot, "reports").cursor_key == "personal-data"


async def test_an_order_typed_in_a_rush_is_typed_whole() -> None:
    """The letters right after the colon are words of the order, not keys of the list."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")
        for key, letter in (("colon", ":"), ("u", "u"), ("o", "o"), ("x", "x")):
            app.post_message(events.Key(key, letter))
        await settled(pilot)

        assert app.screen.query_one("#typed-order", CommandLine).value == "uox"


class Unfinished(FieldBox):
    """A box in the middle of being put up: it stands in the form and holds nothing yet."""

    def compose(self) -> ComposeResult:
        """Hold nothing."""
        yield from ()


async def test_a_draft_that_comes_while_the_form_is_put_up_is_no_harm() -> None:
    """Somebody writes in the very moment in which this seat opens the report: the desk stays up."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f8")
        await app.screen.query_one("#form").mount(Unfinished("initial", REPORTS[0].fields[0], closed=False))
        link = app.link
        assert isinstance(link, FakeLink)
        fields = (msgspec.structs.replace(REPORTS[0].fields[0], text="srv-01"), *REPORTS[0].fields[1:])
        link.put(msgspec.structs.replace(REPORTS[0], fields=fields))
        await settled(pilot)

        assert "srv-01" in picture(app)


async def test_a_choice_is_told_once_where_it_is_chosen() -> None:
    """The question stands above the list that one chooses from, not above the same list twice."""
    app = desk(*busy())
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f7", "down", "enter")
        box = picture(app)

    assert "How did they come in?" in box
    assert box.count("Phishing mail") == 1
