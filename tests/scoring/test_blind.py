import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.world.inputs import TeamSetup
from scoring.blind import BLOCK, NAMES, Redactor, code_names, letters_of, names_of, names_of_person

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


def test_a_code_name_is_nobodys_real_name() -> None:
    """A team that is really called Cedar takes this name out of the deal."""
    teams = [f"team-{number}" for number in range(len(NAMES) - 2)]
    dealt = code_names(7, teams, ["Đội Cedar", "OAK"])
    assert not {"Cedar", "Oak"} & set(dealt.values())


@pytest.mark.parametrize(
    ("name", "text", "hidden"),
    [
        ("Sao Biển", "Sao Biển đã chặn", "▇▇▇ đã chặn"),
        ("Sao Biển", "SAO BIEN, saobien, sao_bien, sao.biển, Sao -  Biển", "▇▇▇, ▇▇▇, ▇▇▇, ▇▇▇, ▇▇▇"),
        ("Đội Sao Biển", "chúng tôi, Sao Biển", "chúng tôi, ▇▇▇"),
        ("Đất Mũi", "Dat Mui và đất\u00a0mũi", "▇▇▇ và ▇▇▇"),
        ("Alpha", "Alpha's alphabet, alpha2, ＡＬＰＨＡ", "▇▇▇'s alphabet, ▇▇▇2, ▇▇▇"),
        ("team-1", "team 1 of team 12", "▇▇▇ of team 12"),
        ("Hồng Hà Xanh", "xin chào đội HongHaXanhSoc", "xin chào đội ▇▇▇Soc"),
        ("A", "Team A saw a host", "Team ▇▇▇ saw a host"),
        ("Rừng Tràm", unicodedata.normalize("NFD", "ở Rừng Tràm!"), unicodedata.normalize("NFD", "ở ▇▇▇!")),
        ("Rừng Tràm", "Rừ\u200bng Tràm", "▇▇▇"),
        ("Rừng Tràm", "rừng và tràm", "rừng và tràm"),
    ],
)
def test_a_name_is_blocked_out_however_it_is_written(name: str, text: str, hidden: str) -> None:
    """Capitals, accents, width and what stands between the words do not matter; ordinary words stay."""
    assert Redactor([name]).hide(text) == hidden


@given(
    st.text(alphabet="aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạéèẻẽẹ ", min_size=3, max_size=16),
    st.text(alphabet=" .,;!\n", max_size=5),
    st.text(alphabet=" .,;!\n", max_size=5),
)
def test_no_spelling_of_a_name_gets_through(name: str, before: str, after: str) -> None:
    """Composed or not, in capitals or bare letters: what is written as the name is gone from the text."""
    if len("".join(name.split())) < 3:
        return
    redactor = Redactor([name])
    bare = "".join(
        c for c in unicodedata.normalize("NFD", name.replace("đ", "d")) if not unicodedata.combining(c)
    )
    for said in (
        name.strip(),
        name.strip().upper(),
        unicodedata.normalize("NFD", name.strip()),
        bare.strip(),
    ):
        assert redactor.hide(f"{before} {said} {after}") == f"{before} {BLOCK} {after}"


@given(st.lists(st.text(max_size=10), max_size=5), st.text(max_size=60))
def test_any_names_and_any_text_are_taken(names_: list[str], text: str) -> None:
    """Nothing that people type breaks the search, and a text without names stays as it is."""
    hidden = Redactor(names_).hide(text)
    assert hidden == text or BLOCK in hidden
    assert Redactor(()).hide(text) == text


def test_the_longer_of_two_names_goes_whole() -> None:
    """A name that begins another one leaves nothing of the longer one behind."""
    assert Redactor(["Sao Biển", "Sao Biển Đông"]).hide("sao biển đông") == BLOCK


def test_what_tells_a_team() -> None:
    """Label, id and unit; a division that has one team alone, or is as long as a unit's name."""
    teams = (
        TeamSetup("a", "Team A", "Banks", "Bank of Sông Mây"),
        TeamSetup("b", "Team B", "Banks"),
        TeamSetup("c", "Team C", "Harbours"),
        TeamSetup("d", "Team D", "Cụm ứng cứu 7"),
    )
    found = set(names_of(teams))
    assert {"Team A", "a", "Bank of Sông Mây", "Harbours", "Cụm ứng cứu 7"} <= found
    assert "Banks" not in found


def test_a_person_is_found_by_more_than_the_whole_name() -> None:
    """The last two words, and first and last either way round, are how people sign."""
    redactor = Redactor(names_of_person("Nguyễn Văn Bình"))
    assert redactor.hide("Nguyen Van Binh, Văn Bình, binh nguyen; bình tĩnh") == "▇▇▇, ▇▇▇, ▇▇▇; bình tĩnh"


@pytest.mark.parametrize(
    "written",
    [
        "Сеdаr",
        "ᴄᴇᴅᴀʀ",
        "Cedɑr",
        "🅲🅴🅳🅰🆁",
        "🇨🇪🇩🇦🇷",
        "C e d a r",
        "C.e.d.a.r",
        "c-e-d-a-r",
        "**Ce**dar",
        "<b>Ce</b>dar",
        "Ce🙂dar",
        "C\u200ce\u2060d\u00adar",
    ],
)
def test_no_costume_hides_a_name(written: str) -> None:
    """Letters of other alphabets, pictures, spelling and markup inside a name leave none of it standing."""
    hidden = Redactor(["Cedar"]).hide(f"We of {written} are well.")

    assert BLOCK in hidden
    assert hidden.startswith("We of ")
    assert hidden.endswith(" are well.")
    assert letters_of(hidden.replace("<b>", "")) == "weofarewell"


def test_words_of_a_name_are_found_over_many_lines() -> None:
    """Empty lines and quotes between the words of a name do not part it."""
    assert Redactor(["Sao Biển"]).hide("Sao\n\n\n\n\n > \n Biển") == BLOCK


def test_ordinary_words_stand_as_they_are() -> None:
    """Single letters, addresses and hyphens that spell no name are left alone."""
    text = "A, b and c: srv-01 at 10.0.0.5 (a.k.a. <hub>), c e l l a r, **very** well-known."

    assert Redactor(["Cedar", "Sao Biển", "VCB"]).hide(text) == text
