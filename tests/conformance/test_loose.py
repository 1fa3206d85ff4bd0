"""What a real author writes a little loosely: valid ways load, and all others get one line, the words and a suggestion."""

import pytest

from tests.conformance.stage import errors_of
from tests.conformance.test_messages import GOOD

LOOSE: dict[str, tuple[str, str]] = {
    "keys in capitals": ("attack:\n", "Attack:\n  FIRST_MOVE: 00:05\n"),
    "a sentence that begins with a capital": (
        "needs: c2 is reachable",
        "needs: [It is night, c2 is reachable]",
    ),
    "what the attacker has, likewise": (
        "then: pc-vanthu is compromised",
        "then: [pc-vanthu is compromised, Attacker has map]",
    ),
    "blanks between the words": ("then: pc-vanthu is compromised", "then:  pc-vanthu   is  compromised  "),
    "a sentence in quotes": ("needs: c2 is reachable", 'needs: "c2 is reachable"'),
    "a sentence over two lines": ("needs: c2 is reachable", "needs: >\n        c2 is\n        reachable"),
    "a list as deep as its key": (
        "needs: c2 is reachable",
        "needs:\n      - c2 is reachable\n      - it is night",
    ),
    "any in brackets": ("needs: c2 is reachable", "needs: {Any: [c2 is reachable, it is night]}"),
    "a chance with a blank": ("chance: 85%", "chance: 85 %"),
    "a span with blanks": ("takes: 4m", "takes: 90s  to  2m"),
    "yes with a capital": ("backup: yes", "backup: Yes"),
    "numbers in quotes": ("points: 10", 'points: "10"'),
    "a clock of one digit": ("at: 00:10", "at: 0:10"),
    "a clock without quotes": ('clock starts: "00:30"', "clock starts: [data is leaked, 00:30]"),
    "text over several lines": ("does: Gets in", "does: Gets in\n        through the door"),
    "signs in a text": ("title: X", "title: R&D * 50% @ home, issue#4"),
    "links as a section": (
        "  - internet to office: https\n  - office to servers: rdp",
        "  internet to office: [https, smtp]\n  office to servers: rdp",
    ),
    "words of a choice with a capital": ("os: windows, ip", "os: Windows, ip"),
    "everyone with a capital": ("    from: A\n", "    from: A\n    to: Everyone\n"),
    "a role in Vietnamese": ("leader: 1}", "leader: 1, trưởng ban chỉ huy: 2}"),
    "actions spelt like keys": (
        "  actions: all\n",
        "  actions: [Isolate Host, cut-link]\n  change: {Isolate-Host: {takes: 2m}}\n",
    ),
    "an action left out with a capital": ("  actions: all\n", "  without: [Fail over service]\n"),
    "a document mark": ("drill: 1", "---\ndrill: 1"),
}


@pytest.mark.parametrize("how", LOOSE)
def test_what_is_written_loosely_and_meant_plainly_loads(how: str) -> None:
    """Typing comfort: none of these is a problem."""
    good, loose = LOOSE[how]
    assert errors_of(GOOD.replace(good, loose, 1)) == []


def test_line_ends_and_a_byte_order_mark_of_another_system_do_not_matter() -> None:
    """A file from a Windows editor reads like any other."""
    assert errors_of("\ufeff" + GOOD.replace("\n", "\r\n")) == []


WRONG: list[tuple[str, str, str, str]] = [
    (
        "needs: c2 is reachable",
        "needs: C2 is reachable",
        "C2",
        "nothing is called 'C2'; did you mean 'c2'?",
    ),
    (
        "needs: c2 is reachable",
        "needs: c2 is reachable and it is night",
        "and it",
        "'c2 is reachable and it is night' is more than one sentence; write a list (all of them), or any: with a list",
    ),
    (
        "needs: c2 is reachable",
        "needs: attacker is angry",
        "angry",
        "'attacker is angry' is no consequence and no mood; define it under consequences, or write 'attacker has angry'",
    ),
    (
        "  goals:\n",
        "  moods: {alarmed: {while: pc-vanthu is off}}\n  opening: steal\n  goals:\n    odd: {when: attacker is alarmd}\n",
        "alarmd",
        "'attacker is alarmd' is no consequence and no mood; did you mean 'alarmed'?",
    ),
    (
        "noise:\n",
        "    twins: {does: T, technique: T1041, for each: {word: [a, b, a]}, then: attacker has <word>}\nnoise:\n",
        "[a, b, a]",
        "'a' is written twice here; keep one",
    ),
    (
        "  goals:\n",
        "  opening: [steal-again]\n  goals:\n",
        "steal-again",
        "no step is called 'steal-again'; did you mean 'steal-again/one'?",
    ),
]


@pytest.mark.parametrize(("good", "broken", "where", "message"), WRONG)
def test_what_cannot_be_meant_gets_its_line_and_one_suggestion(
    good: str, broken: str, where: str, message: str
) -> None:
    """The one problem stands at the line of the words in question."""
    text = GOOD.replace(good, broken, 1).replace(
        "noise:\n",
        "    steal-again:\n      does: Steals again\n      technique: T1041\n      for each: {word: [one, two]}\n"
        "      then: attacker has copy-<word>\nnoise:\n",
    )
    assert errors_of(text) == [(text[: text.index(where)].count("\n") + 1, message)]
