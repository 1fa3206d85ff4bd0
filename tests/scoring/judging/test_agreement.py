from fractions import Fraction
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from scoring.judging.agreement import Agreement, Agreements, agreement
from scoring.rounding import half_up

percents = st.lists(st.integers(0, 100), min_size=0, max_size=4)
books = st.lists(percents, min_size=0, max_size=8)


def alpha_by_definition(texts: list[list[int]]) -> int | None:
    """Return Krippendorff's alpha for intervals straight from its definition, pair by pair."""
    paired = [text for text in texts if len(text) > 1]
    values = [value for text in paired for value in text]
    count = len(values)
    chance = sum((one - other) ** 2 for one, other in permutations(values, 2))
    if len(paired) < 2 or chance == 0:
        return None
    within = sum(
        (Fraction((a - b) ** 2, len(text) - 1) for text in paired for a, b in permutations(text, 2)),
        Fraction(0),
    )
    observed, expected = within / count, Fraction(chance, count * (count - 1))
    return half_up((1 - observed / expected) * 1000)


@given(books)
def test_alpha_is_that_of_the_definition(texts: list[list[int]]) -> None:
    """The running sums give what all pairs give."""
    assert agreement(texts, 30).alpha == alpha_by_definition(texts)


@given(books, st.randoms(use_true_random=False))
def test_the_order_of_texts_does_not_matter(texts: list[list[int]], shuffle: object) -> None:
    """Agreement is about the marks, not about when they came."""
    again = [sorted(text) for text in texts]
    shuffle.shuffle(again)  # type: ignore[attr-defined]
    assert agreement(texts, 30) == agreement(again, 30)


@given(books, st.integers(0, 7), percents)
def test_a_text_that_comes_again_counts_once(texts: list[list[int]], place: int, marks: list[int]) -> None:
    """Later marks on a text take the place of the earlier ones."""
    found = Agreements()
    for number, text in enumerate(texts):
        found.put(str(number), text)
    found.put(str(place), marks)
    left = [text for number, text in enumerate(texts) if number != place]
    assert found.told(30) == agreement([*left, marks], 30)


def test_judges_who_agree_have_alpha_one() -> None:
    """Every text marked alike, and the texts differ: perfect agreement."""
    assert agreement([(20, 20), (80, 80), (50, 50)], 30) == Agreement(3, 3, 0, 1000)


def test_judges_who_contradict_each_other_are_below_chance() -> None:
    """What one gives much the other gives little: worse than chance."""
    told = agreement([(0, 100), (100, 0)], 30)
    assert (told.items, told.same, told.apart, told.alpha) == (2, 0, 100, -500)


def test_texts_with_one_mark_tell_nothing() -> None:
    """Agreement needs two marks on a text, and two such texts."""
    assert agreement([(50,), (70,)], 30) == Agreement(0, 0, 0, None)
    assert agreement([(50, 60), (70,)], 30) == Agreement(1, 1, 10, None)


def test_the_same_mark_everywhere_tells_nothing_of_alpha() -> None:
    """Without any difference between texts nobody can say whether judges tell them apart."""
    assert agreement([(50, 50), (50, 50)], 30) == Agreement(2, 2, 0, None)


def test_the_alarm_decides_what_is_the_same() -> None:
    """Exactly the alarm is too far."""
    assert agreement([(50, 80), (50, 79)], 30).same == 1
