from typing import get_args

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.i18n import Language, Words
from drill.journal import chain, jsonlines
from drill.journal.base import EMPTY, Draft
from drill.journal.recorder import draft_of
from drill.journal.wording import SENTENCES, exercise_time, fact_names, sentence
from drill.world.happened import Happened
from drill.world.inputs import AnyInput, ClockPaused, NoteKind, NoteTaken, PauseKind, TeamHeld, TimeCredited
from drill.world.outputs import (
    AnyOutput,
    AttackerLearned,
    BoardChanged,
    FactsChanged,
    OrderRefused,
    QuestionOpened,
    ReportClockStarted,
    WorldHashed,
)

FACTS = ("fs01.encrypted", "fs01.working", "link.a-b.cut")


def _records(union: object) -> list[type[msgspec.Struct]]:
    return [kind for part in get_args(union) for kind in (get_args(part) or (part,))]


def test_every_kind_of_entry_has_a_sentence() -> None:
    """No record is without words, and no words are without a record."""
    tags = {kind.__struct_config__.tag for union in (AnyInput, AnyOutput) for kind in _records(union)}

    assert tags == set(SENTENCES)


@pytest.mark.parametrize("kind", _records(AnyInput) + _records(AnyOutput), ids=lambda kind: kind.__name__)
def test_every_sentence_is_filled_by_its_own_record(kind: type[msgspec.Struct]) -> None:
    """Each template names fields that its record has."""
    fields = dict.fromkeys(kind.__struct_fields__, "x")

    assert SENTENCES[str(kind.__struct_config__.tag)].format(**fields)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (NoteTaken(NoteKind.DECISION, "cut\nthe \x1b[2Jlink"), "notes (decision): cut the link"),
        (FactsChanged("1", "2", "run:3"), "+fs01.encrypted -fs01.working (run:3)"),
        (FactsChanged("", "4", "clock"), "-link.a-b.cut (clock)"),
        (AttackerLearned("6"), "the attacker learns what blocks it: fs01.working link.a-b.cut"),
        (BoardChanged("portal", up=False), "status board: portal down"),
        (TimeCredited("red", 90_000, "power cut"), "team red is credited 00:01:30: power cut"),
        (TeamHeld("red", ""), "team red is held"),
        (WorldHashed("0123456789abcdef"), "state 0123456789ab"),
        (ReportClockStarted("first", 3_661_000), "report first is due at T+01:01:01"),
        (
            OrderRefused(3, "isolate host fs01", Words("{who} is away", {"who": "An"})),
            "order 3 refused, isolate host fs01: An is away",
        ),
        (OrderRefused(3, "x", Words("{broken", {})), "order 3 refused, x: {broken"),
    ],
)
def test_entries_read_as_words(what: AnyInput | AnyOutput, said: str) -> None:
    """Facts have names, times read as times, and outsiders' words lose their controls."""
    assert sentence(Happened(0, "red", "", what), FACTS, Language.ENGLISH) == said


def test_fixed_values_are_said_in_the_language_but_peoples_words_are_not() -> None:
    """An enum's value is translated; the same word written by a person stays."""
    pause = Happened(0, "", "", ClockPaused(PauseKind.COVERED, "covered"))

    assert sentence(pause, FACTS, Language.VIETNAMESE) == "tạm dừng (che màn hình): covered"


@pytest.mark.parametrize(
    ("t", "shown"),
    [(0, "T+00:00:00"), (3_599_999, "T+00:59:59"), (360_000_000, "T+100:00:00"), (-5000, "T-00:00:05")],
)
def test_exercise_time(t: int, shown: str) -> None:
    """Hours grow as they must, seconds are cut, and time before the start is negative."""
    assert exercise_time(t) == shown


@given(bits=st.sets(st.integers(0, 5)))
def test_bits_become_names_and_no_bit_is_lost(bits: set[int]) -> None:
    """Each bit gives one name in its order, those beyond the known facts too."""
    names = fact_names(f"{sum(1 << bit for bit in bits):x}", FACTS)

    assert names == [FACTS[bit] if bit < 3 else f"bit {bit}" for bit in sorted(bits)]


def test_what_is_no_hex_names_nothing() -> None:
    """A forged number does not stop a reader."""
    assert fact_names("zz", FACTS) == fact_names("", FACTS) == fact_names("-3", FACTS) == []


def line_of(draft: Draft) -> dict[str, object]:
    """Return an entry's JSON line, read again."""
    (entry,) = chain.extend(EMPTY, [draft])
    read = msgspec.json.decode(jsonlines.line(entry, FACTS))
    assert isinstance(read, dict)
    return read


def test_a_line_names_changed_facts() -> None:
    """Changed facts are lists of names; hex appears nowhere."""
    line = line_of(draft_of(Happened(60_000, "red", "", FactsChanged("5", "2", "run:1"))))

    assert line == {
        "seq": 1,
        "t": 60_000,
        "team": "red",
        "type": "facts-changed",
        "seat": "",
        "side": "output",
        "facts": {"set": ["fs01.encrypted", "link.a-b.cut"], "cleared": ["fs01.working"]},
        "cause": "run:1",
    }


def test_a_line_has_wall_and_command_only_where_there_are_any() -> None:
    """A played match has no wall time in its lines; a live one has."""
    note = Happened(1, "red", "red-1", NoteTaken(NoteKind.NOTE, "x"), "red:1")

    assert line_of(draft_of(note, wall=7))["wall"] == 7
    assert "wall" not in line_of(draft_of(note))
    assert line_of(draft_of(note))["command"] == "red:1"
    assert "command" not in line_of(draft_of(Happened(1, "red", "", QuestionOpened("q1"))))


def test_a_control_of_one_team_has_that_team() -> None:
    """A controller's entry that concerns one team is found under that team."""
    assert line_of(draft_of(Happened(1, "", "ctl", TeamHeld("red", "power"))))["team"] == "red"


def test_a_line_obeys_no_terminal() -> None:
    """Controls and direction marks are escaped, and still read back as written."""
    hostile = "a\x1b[2J\x9b1m\u202eb\n\u200bc"
    (entry,) = chain.extend(EMPTY, [draft_of(Happened(1, "red", "", NoteTaken(NoteKind.NOTE, hostile)))])

    shown = jsonlines.line(entry, FACTS)

    assert all(c.isprintable() for c in shown)
    assert msgspec.json.decode(shown)["text"] == hostile
