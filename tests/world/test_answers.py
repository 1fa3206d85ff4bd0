"""Answer keys from a team's own history (7.9, 7.10)."""

import pytest

from drill.scenario.model import (
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerRule,
    AnswerSteps,
    AnswerText,
    AnswerTime,
    Direction,
    Mark,
    Meter,
    MeterKind,
    PastFact,
    PastFirstCompromise,
    PastStep,
    Slot,
    SlotKind,
    Template,
    Term,
    Text,
)
from drill.world.answers import Key, Result, chosen, counts, is_final, judge, key
from drill.world.history import History
from drill.world.inputs import TeamSetup
from tests.world.build import HOUR, MINUTE, Bench, begun, indicator, template

QUIET = Text("", "")
RIGHT, WRONG = Result(1, 1), Result(0, 1)
CHOICES = (Text("email attachment", "tệp đính kèm"), Text("VPN password", "mật khẩu VPN"))


class Story:
    """A drill from 08:00: pc falls at 00:05, fs at 00:10, 6 GB leave from 00:10 to 00:25."""

    def __init__(self) -> None:
        bench = Bench()
        for host in ("pc", "fs", "web"):
            bench.host(host)
        bench.step("phish", "pc.compromised")
        bench.step("move", "fs.compromised", seen="pc.compromised")
        bench.step("send", "data.gone", seen="fs.compromised", during="exfil.on", takes=15 * MINUTE)
        bench.step("vpn", "never.so", seen="never.so")
        bench.goal("leak", "data.out data.gone")
        marks = (Mark(6_000, Direction.UP, bench.effect("data.out")),)
        term = Term(bench.when("exfil.on"), 24_000)
        bench.meters.append(
            Meter("gb", QUIET, QUIET, MeterKind.COUNTER, 0, (term,), (), marks, bench.bits("exfil.on"))
        )
        bench.indicators = [indicator("c2", *(f"{n}.example" for n in range(9)))]
        self.bench = bench
        self.world = begun(bench)
        self.history = self.at(HOUR)

    def at(self, t: int) -> History:
        """Return the history up to a time."""
        self.world.advance(t)
        history = History(self.world.program.model, 7, TeamSetup("red", "Red"))
        for happened in self.world.log:
            history.add(happened)
        history.t = t
        return history

    def bit(self, name: str) -> int:
        """Return a fact's bit."""
        return self.bench.names[name]

    def compromised(self) -> tuple[tuple[int, str], ...]:
        """Return the bits and hosts of "was compromised"."""
        return tuple((self.bit(f"{host}.compromised"), host) for host in ("pc", "fs"))


STORY = Story()
HISTORY = STORY.history


@pytest.mark.parametrize(("text", "result"), [("pc", RIGHT), (" PC ", RIGHT), ("fs", WRONG), ("?", WRONG)])
def test_the_first_host(text: str, result: Result) -> None:
    """``first host that was S``: id or label, folded."""
    assert judge(AnswerFirstHost(STORY.compromised()), text, HISTORY) == result


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("pc, fs", Result(2, 2)),
        ("fs", Result(1, 2)),
        ("pc, fs, web", Result(2, 3)),
        ("pc, moon", Result(1, 3)),
        ("none", Result(0, 2)),
    ],
)
def test_lists_score_by_overlap(text: str, result: Result) -> None:
    """7.10: |A∩B| / |A∪B|; what names nothing counts against."""
    assert judge(AnswerHosts(STORY.compromised()), text, HISTORY) == result


def test_an_empty_list_is_right_where_nothing_happened() -> None:
    """7.10: 1 when both are empty."""
    rule = AnswerHosts(((STORY.bit("never.so"), "web"),))
    assert judge(rule, "none", HISTORY) == RIGHT
    assert judge(rule, "", HISTORY) == RIGHT
    assert judge(rule, "web", HISTORY) == WRONG


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("email attachment", RIGHT),
        ("Tệp đính kèm", RIGHT),
        ("1", RIGHT),
        ("VPN password", WRONG),
        ("2", WRONG),
    ],
)
def test_the_first_step_means_its_choice(text: str, result: Result) -> None:
    """``by first of``: the n-th step means the n-th choice, in either language, or its number."""
    assert judge(AnswerFirstStep(("phish", "vpn")), text, HISTORY, choices=CHOICES) == result


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("00:05", True),
        ("T+00:10", True),
        ("08:00", True),
        ("lúc 8h10", True),
        ("00:11", False),
        ("08:11", False),
        ("T+08:05", False),
        ("yesterday", False),
    ],
)
def test_times_may_be_given_by_either_clock(text: str, right: bool) -> None:  # noqa: FBT001 (a table's column)
    """``time of``, give or take 5 minutes, both ends included: the drill's clock or the story's."""
    rule = AnswerTime(PastFirstCompromise(tuple(bit for bit, _ in STORY.compromised())), 5 * MINUTE)
    assert judge(rule, text, HISTORY) == (RIGHT if right else WRONG)


def test_times_of_steps_and_facts() -> None:
    """A step's time is that of its success."""
    assert HISTORY.time_of(PastStep("move")) == 10 * MINUTE
    assert HISTORY.time_of(PastFact(STORY.bit("exfil.on"))) == 10 * MINUTE
    assert HISTORY.time_of(PastStep("vpn")) is None


@pytest.mark.parametrize(
    ("text", "right"),
    [("6", True), ("6,5 GB", True), ("5.4", True), ("5.39", False), ("6600", False), ("", False)],
)
def test_amounts_are_near_by_percent(text: str, right: bool) -> None:  # noqa: FBT001 (a table's column)
    """``amount of``, give or take 10 %: exact, with a comma or a point."""
    assert judge(AnswerAmount("gb", 10), text, HISTORY) == (RIGHT if right else WRONG)


def test_an_amount_that_was_right_when_answered_stays_right() -> None:
    """The meter's value at the end, or at the moment of the answer."""
    rule = AnswerAmount("gb", 10)
    assert judge(rule, "3.2", HISTORY) == WRONG
    assert judge(rule, "3.2", HISTORY, at=18 * MINUTE) == RIGHT


def test_goals_and_steps_are_lists() -> None:
    """By overlap, of what this team's world saw."""
    assert judge(AnswerGoals(), "leak", HISTORY) == RIGHT
    assert judge(AnswerSteps(), "phish, move", HISTORY) == Result(2, 3)
    assert key(AnswerSteps(), HISTORY) == Key(("move", "phish", "send"))


def test_texts_are_this_teams_own() -> None:
    """Rulings: an indicator from a pool has each team's value in its answers."""
    slot = (Slot(SlotKind.INDICATOR, "c2"),)
    rule = AnswerText((Template(slot, slot), template("it")))
    own, *_ = key(rule, HISTORY).texts
    assert judge(rule, own.upper(), HISTORY) == RIGHT
    assert judge(rule, "IT", HISTORY) == RIGHT
    others = {f"{n}.example" for n in range(9)} - {own}
    assert {judge(rule, other, HISTORY) for other in others} == {WRONG}


def test_a_rule_without_a_value_is_void() -> None:
    """7.10: nothing to be right about."""
    never = AnswerTime(PastStep("vpn"), MINUTE)
    rules: list[AnswerRule] = [
        never,
        AnswerFirstStep(("vpn",)),
        AnswerFirstHost(((STORY.bit("never.so"), "web"),)),
    ]
    for rule in rules:
        assert judge(rule, "x", HISTORY) is None
        assert key(rule, HISTORY).void
        assert not is_final(rule, HISTORY)


def test_what_counts_if_looks_back() -> None:
    """``counts if``: OR of ANDs of what was; empty AND is always."""
    was, never = PastStep("phish"), PastStep("vpn")
    assert counts(((),), HISTORY)
    assert counts(((never,), (was,)), HISTORY)
    assert not counts(((was, never),), HISTORY)
    assert not counts((), HISTORY)


def test_a_key_is_final_when_nothing_can_change_it() -> None:
    """First times stay; lists and amounts move."""
    assert is_final(AnswerText((template("x"),)), HISTORY)
    assert is_final(AnswerFirstHost(STORY.compromised()), HISTORY)
    assert not is_final(AnswerHosts(STORY.compromised()), HISTORY)
    assert not is_final(AnswerAmount("gb", 10), HISTORY)


def test_a_choice_that_is_a_number_is_read_as_its_words() -> None:
    """Words go before numbers."""
    numbers = (Text("2", "2"), Text("1", "1"))
    assert chosen(numbers, "1") == 1
    assert chosen(CHOICES, "3") is None
    assert chosen(CHOICES, "²") is None
