"""Shoulder, Desk, Seats, Scenarios and Attack."""

import re

from drill.i18n import words
from drill.tui.controller.app import ControllerApp
from drill.tui.controller.prose import prose
from drill.tui.controller.screens.attack import depths_of
from drill.tui.controller.shelf import shelf
from drill.tui.widgets.keyed_list import KeyedList
from drill.tui.widgets.page import Page
from drill.world.cards import AnyCard, StepCard, TruthCard
from drill.world.inputs import Broadcast, Refusal, TeamHeld, UmpireRuled
from tests.tui.controller.stage import StaffLink, both, busy, empty, steps
from tests.tui.picture import picture, press, settled, write


def link_of(app: ControllerApp) -> StaffLink:
    """Return the desk's link."""
    assert isinstance(app.link, StaffLink)
    return app.link


async def test_the_shoulder_watches_the_chosen_team() -> None:
    """The link is asked for the team that was chosen on Control, then for the next one."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "down", "f4")

        assert link_of(app).watched[-1] == "dat"

        await press(pilot, "t")

        assert link_of(app).watched[-1] == "rung"


async def test_the_shoulder_shows_both_sides() -> None:
    """What the team sees stands beside what is so."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4")
        shown = picture(app)

        assert "○ Official mail DOWN since T+01:06" in shown
        assert "Password memory read on pc-vanthu · Minh" in shown
        assert "next idea raise-rights" in shown
        assert "E-office server (eoffice01) compromised" in shown
        assert "4.2 GB" in shown


async def test_the_shoulder_follows_the_truth() -> None:
    """A new truth card is shown at the next beat."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4")
        link_of(app).put(TruthCard("sao", ("bk01.compromised",), (), (), "", "", (), (("leak", 60_000),), ()))
        await settled(pilot)

        assert "bk01 compromised" in picture(app)
        assert "Goals: 1 of 1 lost" in picture(app)


async def test_the_umpire_sets_facts_with_sentences_and_a_reason() -> None:
    """Tab completes what is true now into its opposite; words and reason go with it."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "u")
        await write(pilot, "help")
        await press(pilot, "tab")
        await press(pilot, "enter")
        await write(pilot, "Reset by phone")
        await press(pilot, "enter")
        await write(pilot, "asked by phone")
        await press(pilot, "enter")

        assert link_of(app).sent == [
            UmpireRuled("sao", ("helpdesk is not stolen",), "asked by phone", None, "Reset by phone")
        ]


async def test_words_that_are_no_sentence_stay_in_the_form() -> None:
    """The form says how a sentence looks."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "u")
        await write(pilot, "fix it")
        await press(pilot, "ctrl+s")

        assert "is no sentence" in picture(app)
        assert link_of(app).sent == []


async def test_the_shoulder_holds_its_team() -> None:
    """The same dialogs work beside the truth."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "h")
        await write(pilot, "x")
        await press(pilot, "enter")

        assert link_of(app).sent == [TeamHeld("sao", "x")]


async def test_a_question_is_answered_to_one_team() -> None:
    """The answer carries the request's number and no sentences."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "a")

        assert re.search(r"│ Sao Biển +│", picture(app))

        await write(pilot, "Yes")
        await press(pilot, "ctrl+s")

        (ruling,) = link_of(app).sent
        assert isinstance(ruling, UmpireRuled)
        assert (ruling.team, ruling.sentences, ruling.request, ruling.text) == ("sao", (), 1, "Yes")


async def test_an_answer_to_all_reaches_the_others_without_the_asker() -> None:
    """The one who asked gets the ruling, the others the same words."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5", "A")
        await write(pilot, "Yes")
        await press(pilot, "ctrl+s")

        ruling, told = link_of(app).sent
        assert isinstance(ruling, UmpireRuled)
        assert told == Broadcast("Yes", ("dat", "rung"))


async def test_waiting_questions_stand_first_and_count_on_the_strip() -> None:
    """The badge says how many wait."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")

        assert app.screen.query_one("#requests", KeyedList).cursor_key == "sao:1"
        assert "5 Desk(1)" in picture(app)


async def test_no_show_seats_are_listed() -> None:
    """Only seats that nobody ever opened."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f5")

        assert len(app.screen.query_one("#absent", KeyedList).items) == 1


async def test_a_seat_id_is_copied() -> None:
    """Y puts the id on the clipboard, for the plain commands."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f6", "y")

        assert app.clipboard == app.screen.query_one("#seats", KeyedList).cursor_key


async def test_the_library_marks_this_drill_and_shows_both_texts() -> None:
    """W turns from the page to the file."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f7")

        assert "For controllers" in picture(app)

        await press(pilot, "w")

        assert "Full text" in picture(app)
        assert "drill: 1" in picture(app)


async def test_the_attack_shows_every_team_at_each_step() -> None:
    """Done, tried in vain and next have their own signs."""
    app = busy()
    async with app.run_test(size=(200, 40)) as pilot:
        await press(pilot, "f8")
        shown = picture(app)

        assert "✓ 00:09" in shown
        assert "▷ 01:10" in shown
        assert "» next" in shown


async def test_narrow_attack_pages_through_the_teams() -> None:
    """T shows the next team where not all fit."""
    app = busy()
    async with app.run_test(size=(100, 24)) as pilot:
        await press(pilot, "f8")
        steps_list = app.screen.query_one("#steps", KeyedList)

        assert steps_list.columns[-1].title == "Sao Biển"

        await press(pilot, "t")

        assert steps_list.columns[-1].title == "Đất Mũi"


async def test_the_palette_knows_the_teams() -> None:
    """A team can be looked at by name from the palette."""
    app = busy()
    async with app.run_test(size=(120, 40)) as pilot:
        await press(pilot, "f4")
        commands = {command.name: command for command in app.place.desk_commands()} if app.place else {}
        commands["look at: Rừng Tràm"].run()
        await settled(pilot)

        assert app.team == "rung"


async def test_places_without_teams_do_nothing() -> None:
    """No key breaks on an empty drill."""
    app = empty()
    async with app.run_test(size=(80, 24)) as pilot:
        for place in ("f2", "f3", "f4", "f5", "f6", "f7", "f8"):
            await press(pilot, place)
            await pilot.press("h", "c", "r", "u", "t", "a")

        assert link_of(app).sent == []


def test_depths_follow_the_shortest_way() -> None:
    """Ways in have depth 0; a step stands one deeper than the nearest that opens it."""
    depths = depths_of([card for card in steps() if isinstance(card, StepCard)])

    assert depths["vpn-login"] == 0
    assert depths["move-to-e-office"] == 1
    assert depths["send-data-out"] == 2


def test_a_circle_of_steps_ends() -> None:
    """Steps that open only each other count as ways in."""
    ring: list[AnyCard] = [
        StepCard("a", both("a"), "", "", "", ("b",), (), habit=False),
        StepCard("b", both("b"), "", "", "", ("a",), (), habit=False),
    ]

    assert depths_of([card for card in ring if isinstance(card, StepCard)]) == {"a": 0, "b": 0}


def test_every_bundled_scenario_has_two_readable_halves() -> None:
    """English and Vietnamese pages with a title and a frame line."""
    books = shelf()

    assert [book.id for book in books] == ["doi-sim-defacement", "ho-thu-citizen-app", "song-may-ransomware"]
    for book in books:
        english, vietnamese = book.page
        assert english != vietnamese
        assert english.lstrip().startswith("# ")
        assert vietnamese.lstrip().startswith("# ")


def test_prose_joins_paragraphs_and_keeps_lists_and_tables() -> None:
    """Wrapped lines become one, marks are taken off, rules of tables vanish."""
    shown = prose(
        Page(), "# Head\n\nOne\ntwo **three**.\n\n- a\n- b\n\n| x | y |\n|---|---|\n| 1 | 2 |\n"
    ).done()

    assert shown.plain.splitlines() == [
        "Head",
        "",
        "One two three.",
        "",
        "· a",
        "· b",
        "",
        "  x  –  y",
        "  1  –  2",
    ]


async def test_a_refused_ruling_stands_there_again_to_be_mended() -> None:
    """What an umpire typed is not lost by a misspelt word."""
    app = busy()
    async with app.run_test(size=(80, 24)) as pilot:
        await press(pilot, "f4", "u")
        await write(pilot, "helpdesk is not stollen")
        await press(pilot, "enter", "enter")
        await write(pilot, "asked by phone")
        link_of(app).refusal = Refusal(words("helpdesk can never be stollen"))
        await press(pilot, "ctrl+s")

        assert "helpdesk is not stollen" in picture(app)
        assert "asked by phone" in picture(app)

        link_of(app).refusal = None
        await press(pilot, "ctrl+s")

        assert "asked by phone" not in picture(app)
        assert link_of(app).sent[-1] == UmpireRuled(
            "sao", ("helpdesk is not stollen",), "asked by phone", None, ""
        )
