"""Judges' places in a small terminal when every word on every card is an attack: nothing runs, crashes or escapes."""

import unicodedata

import msgspec
import pytest

from drill.i18n import Words, words
from drill.scenario.model import Text
from drill.tui.judge.app import JudgeApp
from drill.world.cards import AnyCard
from tests.tui.judge import courtroom, papers, stage
from tests.tui.judge.test_ceremony import board
from tests.tui.picture import picture, press
from tests.tui.team.test_hostile import SHOWN, TEXTS

SPOKEN = frozenset(
    {"label", "division", "text", "reason", "comment", "why", "because", "said", "withdrawn", "unit", "tie"}
)
"""Fields of plain text that people wrote."""


def poisoned(value: object, text: str, name: str = "") -> object:
    """Return a card, or a part of one, with every word that somebody wrote replaced."""
    if isinstance(value, Words):
        return words("{text}", text=text)
    if isinstance(value, Text):
        return Text(text, text)
    if isinstance(value, str):
        return text if name in SPOKEN else value
    if isinstance(value, tuple):
        return tuple(poisoned(part, text, name) for part in value)
    if isinstance(value, msgspec.Struct):
        fields = msgspec.structs.fields(type(value))
        given = {one.name: poisoned(getattr(value, one.name), text, one.name) for one in fields}
        return msgspec.structs.replace(value, **given)
    return value


def everything() -> list[AnyCard]:
    """Return the cards of a head judge's busy desk, of every matter."""
    return [
        *stage.cards(),
        *papers.headed(),
        *papers.samples(),
        *papers.agreements(),
        *courtroom.appeals(),
        *courtroom.contested(),
        *stage.awards(),
        courtroom.results(),
        board(delay=60_000),
    ]


class HostileApp(JudgeApp):
    """A desk with an action that nobody may reach."""

    booms = 0

    def action_boom(self) -> None:
        """Count that a text has run something."""
        self.booms += 1


@pytest.mark.parametrize("name", TEXTS)
async def test_every_place_shows_attacks_as_words(name: str) -> None:
    """In 80x24: no markup is read, no control or direction mark reaches the terminal, no text acts."""
    given = [poisoned(card, TEXTS[name]) for card in everything()]
    made = stage.desk(*given)  # type: ignore[arg-type]
    made.__class__ = HostileApp
    assert isinstance(made, HostileApp)
    seen = ""
    async with made.run_test(size=(80, 24)) as pilot:
        for place in ("f1", "f2", "f3", "f4", "f5", "f6", "f7", "f8"):
            await press(pilot, place)
            for key in ("down", "enter", "escape", "b", "escape", "v"):
                await press(pilot, key)
                shown = picture(made)
                seen += shown
                odd = {c for c in shown if unicodedata.category(c) in {"Cc", "Cf"} and c != "\n"}
                assert odd == set(), (place, key, odd)
            await press(pilot, "escape")
        assert made.booms == 0
    assert SHOWN[name] in seen
