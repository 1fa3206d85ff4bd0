"""Teams as staff type them."""

from drill.tui.teams import Teams

TEAMS = Teams({"a": "Team Oak", "b": "Team Ash Hill", "c": "Oak Ridge"})


def test_a_team_is_found_by_a_later_word_of_its_name() -> None:
    """All teams may begin with the same word; who begins with the typed letters stands first."""
    assert TEAMS.complete_one("team") == ["Team Oak", "Team Ash Hill"]
    assert TEAMS.complete_one("ash h") == ["Team Ash Hill"]
    assert TEAMS.complete_one("oak") == ["Oak Ridge", "Team Oak"]
    assert TEAMS.complete_one("ak") == []


def test_lists_complete_their_last_team() -> None:
    """What stands before the comma stays."""
    assert TEAMS.complete("Oak Ridge, as") == ["Oak Ridge, Team Ash Hill"]


def test_a_team_is_found_without_accents() -> None:
    """Whoever types without an input method finds it, and it stands there as it is written."""
    teams = Teams({"a": "Đất Mũi", "b": "Sao Biển"})

    assert teams.complete_one("dat m") == ["Đất Mũi"]
    assert teams.complete_one("biển") == ["Sao Biển"]
