"""Facts in words."""

import pytest

from drill.i18n import Language, use_language
from drill.scenario.model import Text
from drill.tui.controller.facts import fact_said, state_said

THINGS = {
    "eoffice01": Text("E-office server", "Máy chủ văn phòng điện tử"),
    "link.office-servers": Text("Offices → Servers", "Văn phòng → Máy chủ"),
}


@pytest.mark.parametrize(
    ("fact", "english", "vietnamese"),
    [
        ("eoffice01.isolated", "E-office server (eoffice01): isolated", "Máy chủ văn phòng điện tử (eoffice01): đã cô lập"),
        ("eoffice01.weak.OLD-CMS", "E-office server (eoffice01): weak to OLD-CMS", "Máy chủ văn phòng điện tử (eoffice01): có điểm yếu OLD-CMS"),
        ("link.office-servers.cut", "Offices → Servers: cut", "Văn phòng → Máy chủ: đã ngắt"),
        ("attacker.network-map", "the attacker: network map", "kẻ tấn công: network map"),
        ("helpdesk.stolen", "helpdesk: stolen", "helpdesk: đã bị đánh cắp"),
    ],
    ids=lambda value: value if "." in value and ":" not in value else "",
)  # fmt: skip
def test_a_fact_names_its_thing_and_its_state(fact: str, english: str, vietnamese: str) -> None:
    """In the reader's language where the scenario or the product has words, else as the author wrote it."""
    use_language(Language.ENGLISH)
    assert ": ".join(fact_said(fact, THINGS)) == english

    use_language(Language.VIETNAMESE)
    assert ": ".join(fact_said(fact, THINGS)) == vietnamese


def test_an_authors_own_mood_is_read_without_its_hyphens() -> None:
    """No table knows it."""
    assert state_said("in-a-hurry") == "in a hurry"
