from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from drill.world.completion import complete
from drill.world.grammar import parse
from drill.world.inputs import AppealFiled, AppealWithdrawn, Refusal
from drill.world.spelling import spell
from tests.world.test_grammar import VOCABULARY

LOST = "services|service lost|web@12"
MARK = "reports|judge's mark|field:first-notice.began"
KNOWING = replace(VOCABULARY, lines=(LOST, MARK), appeals=("812",))

sayings = st.lists(st.text("aĐệ|:;#“.-1", min_size=1, max_size=6), min_size=1, max_size=6).map(" ".join)


def refused(line: str) -> tuple[str, str]:
    """Return reason and remedy of a line that a leader who sees two ledger lines may not give."""
    given_ = parse(KNOWING, line, "leader")
    assert isinstance(given_, Refusal)
    return given_.reason.say(), given_.remedy.say() if given_.remedy else ""


@given(st.sets(st.sampled_from((LOST, MARK))), sayings)
def test_what_is_filed_reads_back(lines: set[str], text: str) -> None:
    """Any words about any lines are spelt as a line that means them."""
    filed = AppealFiled(tuple(sorted(lines)), text, "leader")
    assert parse(KNOWING, spell(filed)) == parse(VOCABULARY, spell(filed))
    assert parse(KNOWING, spell(filed)) == replace(filed, text=" ".join(text.split()))


def test_a_withdrawal_names_one_of_the_teams_appeals() -> None:
    """A number that waits is taken, with or without its sign; another is not."""
    assert parse(KNOWING, "withdraw appeal #812", "leader") == AppealWithdrawn(812, "leader")
    assert refused("withdraw appeal 7") == ("There is no appeal “7” to withdraw.", "")
    assert refused("withdraw appeal seven")[0] == "There is no appeal “seven” to withdraw."


def test_an_appeal_needs_words() -> None:
    """Lines alone, or nothing at all, are no appeal."""
    for line in ("appeal", f"appeal {LOST}", "appeal:", f"appeal {LOST}:  "):
        assert refused(line)[0] == "This appeal is not complete."


def test_a_line_that_is_not_in_the_ledger_is_told_with_one_that_is() -> None:
    """The nearest is a line of the same section; without a ledger at hand the shape is all that is asked."""
    said = refused("appeal services|service lost|mail@3: it was up")
    assert said == ("“services|service lost|mail@3” is no line of the ledger.", f"Did you mean “{LOST}”?")
    assert isinstance(parse(VOCABULARY, "appeal services|service lost|mail@3: it was up"), AppealFiled)
    assert isinstance(parse(VOCABULARY, "appeal services: it was up"), Refusal)


def test_lines_are_found_whatever_their_case() -> None:
    """Names compare as everywhere else."""
    given_ = parse(KNOWING, f"APPEAL {LOST.upper()}: it was up", "leader")
    assert given_ == AppealFiled((LOST,), "it was up", "leader")


def test_the_ledger_is_offered_while_typing() -> None:
    """Tab brings the lines that can be appealed and the appeals that can be withdrawn."""
    assert complete(KNOWING, "appeal ser") == [f"appeal {LOST}: "]
    assert complete(KNOWING, "withdraw appeal ") == ["withdraw appeal 812"]
