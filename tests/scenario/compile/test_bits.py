"""Guards as numbers mean what their sentences mean."""

from hypothesis import given
from hypothesis import strategies as st

from drill.scenario.compile.bits import both, each_bit, either, holds, is_as, read_by, tidy
from drill.scenario.model import ALWAYS, NEVER, Guard

BITS = 5
FACTS = st.integers(0, 2**BITS - 1)
PAIRS = st.tuples(FACTS, FACTS).map(lambda pair: (pair[0], pair[0] & pair[1]))
GUARDS = st.lists(PAIRS, max_size=4).map(tuple)


@given(st.lists(GUARDS, max_size=3), FACTS)
def test_both_and_either_are_and_and_or(guards: list[Guard], facts: int) -> None:
    """A joined guard holds exactly when all of its parts do, or at least one."""
    assert holds(facts, both(*guards)) == all(holds(facts, guard) for guard in guards)
    assert holds(facts, either(*guards)) == any(holds(facts, guard) for guard in guards)


@given(st.lists(PAIRS, max_size=6), FACTS)
def test_tidying_changes_no_meaning(pairs: list[tuple[int, int]], facts: int) -> None:
    """Repeats and covered pairs fall away, the meaning stays, and nothing grows."""
    tidied = tidy(pairs)
    assert holds(facts, tidied) == holds(facts, tuple(pairs))
    assert len(tidied) <= len(pairs)


@given(st.tuples(st.integers(0, BITS - 1), st.booleans()), FACTS)
def test_a_literal_reads_one_fact(literal: tuple[int, bool], facts: int) -> None:
    """A literal holds while its fact has that value and reads nothing else."""
    bit, wanted = literal
    assert holds(facts, is_as(literal)) == (bool(facts >> bit & 1) == wanted)
    assert list(each_bit(read_by(is_as(literal)))) == [bit]


def test_nothing_and_never() -> None:
    """No conditions always hold; a contradiction never does."""
    assert both() == ALWAYS
    assert either() == NEVER
    assert both(is_as((1, True)), is_as((1, False))) == NEVER
