"""The query line of Logs."""

from hypothesis import given
from hypothesis import strategies as st

from drill.tui.team.query import indicators_in, parse_query, per_minute, values
from drill.world.cards import LineCard
from tests.tui.team.desk import LINES, MINUTE


def found(query: str) -> list[str]:
    """Return the hosts of the sample lines that a query finds."""
    parsed = parse_query(query)
    return [card.host for card in LINES if parsed.holds(card)]


def test_words_must_all_occur() -> None:
    """Case does not matter; an empty query holds for all."""
    assert found("POWERSHELL vanthu") == ["pc-vanthu"]
    assert len(found("")) == len(LINES)


def test_fields_compare_whole_values_and_stars() -> None:
    """A star stands for anything; without one the value is the whole."""
    assert set(found("host:pc-*")) == {"pc-vanthu", "pc-ketoan"}
    assert found("host:pc") == []
    assert len(found("source:fw")) == 2


def test_not_turns_one_term_round_and_and_may_stand_between() -> None:
    """Only the next term is turned."""
    assert found("host:pc-* and not source:proxy not ketoan") == ["pc-vanthu"]


def test_phrases_keep_their_blanks() -> None:
    """Quotes join words."""
    assert found('"newly registered"') == ["pc-vanthu"]
    assert found('"registered newly"') == []


def test_a_count_lists_values_the_most_frequent_first() -> None:
    """Fields are read from the record's own text too."""
    parsed = parse_query("source:edr | stats count by user")

    assert parsed.counts(card for card in LINES if parsed.holds(card)) == [
        ("helpdesk", 2),
        ("ketoan", 1),
        ("vanthu", 1),
    ]


def test_a_field_of_the_text_is_read_with_its_sign() -> None:
    """``user=`` and ``user:`` both name the field."""
    card = LineCard("k", 0, "fw", "h", 'user="an" src:10.0.0.1', (4,))

    assert values(card, "user") == ["an"]
    assert values(card, "src") == ["10.0.0.1"]
    assert values(card, "order") == ["4"]


def test_indicators_are_found_once_each() -> None:
    """Addresses, names, senders and hashes."""
    text = "from=a@b.example 203.0.113.66 203.0.113.66 c2.example sha256=9f2c41d07be8a35566"

    assert indicators_in(text) == ["a@b.example", "203.0.113.66", "c2.example", "9f2c41d07be8a35566"]


@given(st.text(max_size=80))
def test_anything_can_be_typed(text: str) -> None:
    """No query crashes, whatever is typed half-way."""
    parsed = parse_query(text)

    assert all(isinstance(parsed.holds(card), bool) for card in LINES)


@given(st.lists(st.integers(0, 100)), st.integers(1, 12))
def test_the_histogram_loses_no_line(minutes: list[int], bins: int) -> None:
    """Every line within the time falls into one part."""
    cards = [LineCard(str(n), minute * MINUTE, "fw", "h", "", ()) for n, minute in enumerate(minutes)]

    assert sum(per_minute(cards, 0, 100 * MINUTE, bins)) == len(cards)
