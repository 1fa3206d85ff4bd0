from hypothesis import given
from hypothesis import strategies as st

from scoring.blind import code_names

names = st.lists(st.text(min_size=1, max_size=12), min_size=1, max_size=80, unique=True)


@given(st.integers(0, 2**64 - 1), names)
def test_every_team_has_a_code_name_of_its_own(seed: int, teams: list[str]) -> None:
    """No two teams share a code name, more teams than names or not."""
    codes = code_names(seed, teams)
    assert set(codes) == set(teams)
    assert len(set(codes.values())) == len(teams)


@given(st.integers(0, 2**64 - 1), names)
def test_code_names_do_not_depend_on_the_order_of_teams(seed: int, teams: list[str]) -> None:
    """The teams file's order tells nothing."""
    assert code_names(seed, teams) == code_names(seed, teams[::-1])


def test_another_seed_deals_other_names() -> None:
    """Without the seed nothing tells which name is whose: seeds give many different deals."""
    teams = [f"team-{number}" for number in range(8)]
    deals = {tuple(code_names(seed, teams).values()) for seed in range(50)}
    assert len(deals) == 50
