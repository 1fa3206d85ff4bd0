"""The two lines by which a leader speaks about the score: ``appeal LINES: TEXT`` and ``withdraw appeal N``."""

import re

from drill.i18n import Words, words
from drill.text import folded
from drill.world.inputs import AppealFiled, AppealWithdrawn, Refusal
from drill.world.vocabulary import Vocabulary

APPEAL = "appeal LINE; LINE: TEXT"
"""A line is written as the ledger names it: ``SECTION|RULE|ITEM``."""
WITHDRAW = "withdraw appeal N"

_APPEAL = re.compile(r"(?P<lines>.*?)\s*:(?:\s+(?P<text>.*))?", re.DOTALL)
_NUMBER = re.compile(r"#?(\d{1,15})", re.ASCII)
_BARS = 2
"""Between section, rule and item of a line's name."""


def appeal(vocabulary: Vocabulary, rest: str, role: str) -> AppealFiled | Refusal:
    """Return the appeal that the rest of a line files; names end at the first colon that a blank follows."""
    found = _APPEAL.fullmatch(rest)
    text = (found["text"] or "").strip() if found else ""
    if found is None or not text:
        return Refusal(words("This appeal is not complete."), words("Write: {usage}", usage=APPEAL))
    lines = [_line(vocabulary, part) for part in found["lines"].split(";") if part.strip()]
    wrong = next((line for line in lines if isinstance(line, Refusal)), None)
    return wrong or AppealFiled(tuple(line for line in lines if isinstance(line, str)), text, role)


def withdrawal(vocabulary: Vocabulary, rest: str, role: str) -> AppealWithdrawn | Refusal:
    """Return the withdrawal of an appeal by its number."""
    found = _NUMBER.fullmatch(rest.strip())
    if found is None or (vocabulary.appeals and found[1] not in vocabulary.appeals):
        return Refusal(words("There is no appeal “{name}” to withdraw.", name=rest.strip()[:60]))
    return AppealWithdrawn(int(found[1]), role)


def _line(vocabulary: Vocabulary, written: str) -> str | Refusal:
    """Return a line's name as the ledger has it; where the ledger is not known, any name that could be one."""
    name = written.strip()
    known = {folded(line): line for line in vocabulary.lines}
    if folded(name) in known:
        return known[folded(name)]
    if known or name.count("|") < _BARS:
        return Refusal(words("“{name}” is no line of the ledger.", name=name[:80]), _remedy(vocabulary, name))
    return name


def _remedy(vocabulary: Vocabulary, name: str) -> Words:
    section = name.partition("|")[0].strip()
    near = next((line for line in vocabulary.lines if line.partition("|")[0] == section), None)
    return (
        words("Did you mean “{name}”?", name=near) if near else words("A line is written SECTION|RULE|ITEM.")
    )
