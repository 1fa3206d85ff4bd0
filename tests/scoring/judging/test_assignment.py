from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.assignment import dealt

names = st.lists(st.text(min_size=1, max_size=6), min_size=1, max_size=8, unique=True)
seeds = st.integers(0, 2**64 - 1)


@given(seeds, names, st.randoms(use_true_random=False))
def test_the_order_of_the_judges_does_not_matter(seed: int, judges: list[str], shuffle: object) -> None:
    """Who deals again from the same names gets the same order, whatever order they are told in."""
    again = list(judges)
    shuffle.shuffle(again)  # type: ignore[attr-defined]
    assert dealt(seed, "red", "inject:a", judges) == dealt(seed, "red", "inject:a", again)
    assert sorted(dealt(seed, "red", "inject:a", judges)) == sorted(judges)


@given(seeds, names)
def test_without_one_judge_the_others_keep_their_order(seed: int, judges: list[str]) -> None:
    """An interest or a recusal moves only the items of that judge."""
    order = dealt(seed, "red", "inject:a", judges)
    for gone in judges:
        left = [judge for judge in judges if judge != gone]
        assert dealt(seed, "red", "inject:a", left) == tuple(judge for judge in order if judge != gone)


def test_items_are_dealt_evenly() -> None:
    """Of 400 items four judges get about as many each."""
    first = Counter(dealt(7, f"team-{n}", "inject:a", ("a", "b", "c", "d"))[0] for n in range(400))
    assert set(first) == {"a", "b", "c", "d"}
    assert all(70 <= count <= 130 for count in first.values())


def test_the_seed_decides() -> None:
    """Whoever does not know the seed cannot foresee who marks what."""
    assert len({dealt(seed, "red", "inject:a", ("a", "b", "c")) for seed in range(60)}) == 6


def test_names_do_not_run_into_each_other() -> None:
    """A team and an item are hashed as two names, not as one string."""
    one = [dealt(seed, "ab", "c", ("x", "y", "z")) for seed in range(40)]
    other = [dealt(seed, "a", "bc", ("x", "y", "z")) for seed in range(40)]
    assert one != other
