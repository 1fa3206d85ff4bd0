"""A team called by hostile texts: every place shows them as they are, and nothing runs, crashes or escapes."""

import unicodedata

import msgspec
import pytest

from drill.scenario.model import Text
from drill.tui.team.app import TeamApp
from drill.world.cards import AnyCard
from tests.tui.fakes import FakeLink
from tests.tui.picture import picture, press, settled
from tests.tui.team.desk import NOW, RESULT, busy

TEXTS = {
    "stray": "closed [/ on Tuesday [/] [/b]",
    "json": '{"a": ["b", [1]]} [/b]',
    "action": "[@click=app.boom]free points[/]",
    "escape": "\x1b[2J\x1b]0;owned\x1b\\\x1b]52;c;AAAA\x07\x9b31mtail",
    "bidi": "\u202egnp.exe\u2066\u200bx",
    "long": "[b]" * 3_000 + "x" * 10_000,
}
SHOWN = {
    "stray": "[/",
    "json": '{"a"',
    "action": "[@click",
    "escape": "tail",
    "bidi": "gnp.exe",
    "long": "[b]",
}
WORDS = {
    "title", "label", "detail", "text", "reason", "who", "seat", "sender", "reply", "by", "answer", "ask", "hint", "says",
    "does", "destroys", "host", "zone", "line", "to", "summary", "team", "about", "section", "rule",
}  # fmt: skip


def poisoned(card: AnyCard, text: str) -> AnyCard:
    """Return the card with every word that a person could have written replaced."""
    changes: dict[str, object] = {}
    for field in msgspec.structs.fields(type(card)):
        value = getattr(card, field.name)
        if field.name in WORDS and isinstance(value, str):
            changes[field.name] = text
        elif field.name in WORDS and isinstance(value, Text):
            changes[field.name] = Text(text, text)
        elif field.name == "fields":
            changes[field.name] = tuple(
                msgspec.structs.replace(one, ask=Text(text, text), text=text, by=text) for one in value
            )
        elif field.name == "choices":
            changes[field.name] = tuple(Text(text, text) for _one in value)
    return msgspec.structs.replace(card, **changes)


class HostileApp(TeamApp):
    """A desk with an action that no team may reach."""

    booms = 0

    def action_boom(self) -> None:
        """Count the times that a text ran something."""
        self.booms += 1


@pytest.mark.parametrize("name", list(TEXTS))
async def test_hostile_words_are_shown_literally_everywhere(name: str) -> None:
    """On every place, in its dialogs, in the palette and in toasts the words are inert."""
    cards = [poisoned(card, TEXTS[name]) for card in (*busy(), RESULT)]
    app = HostileApp(FakeLink(*cards, t=NOW, role="analyst"), theme="livefire-dark", bells=False)
    async with app.run_test(size=(100, 30)) as pilot:
        await settled(pilot)
        for key in ("f2", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10"):
            await press(pilot, key)
            _inert(picture(app))
            await press(pilot, "enter")
            _inert(picture(app))
            await pilot.click(offset=(30, 6))
            await press(pilot, "escape", "escape")
        await press(pilot, "f2", "r")

        assert SHOWN[name] in picture(app)

        await press(pilot, "escape", "ctrl+p")
        _inert(picture(app))
        app.toast(TEXTS[name], TEXTS[name])
        await settled(pilot)
        _inert(picture(app))

        assert app.booms == 0
        assert app.is_running


def _inert(shown: str) -> None:
    """Check that no control, no direction mark and no hidden sign is on the screen."""
    assert [
        letter for letter in shown if letter != "\n" and unicodedata.category(letter) in {"Cc", "Cf"}
    ] == []
