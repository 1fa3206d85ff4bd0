import msgspec

from drill.i18n import Language, words
from drill.scenario.model import Service, Text
from drill.world.naming import LONGEST, named
from tests.rehearse.ground import model


def service(label: Text) -> Service:
    """Return the scenario's first service under another label."""
    return msgspec.structs.replace(model().services[0], label=label)


def test_a_name_is_said_in_the_language_of_the_reader() -> None:
    """The sentence travels once and holds the author's words in both languages."""
    ground = msgspec.structs.replace(model(), services=(service(Text("E-office", "Văn phòng điện tử")),))
    said = named(ground, words("Service {service} is down", service="portal"), {})

    assert "E-office" in said.say(Language.ENGLISH)
    assert "Văn phòng điện tử" in said.say(Language.VIETNAMESE)
    assert msgspec.json.decode(msgspec.json.encode(said), type=type(said)) == said


def test_a_long_name_is_cut() -> None:
    """A question of three lines does not push the rest out of the feed."""
    ground = msgspec.structs.replace(model(), services=(service(Text("x" * 500, "y")),))
    said = named(ground, words("Service {service} is down", service="portal"), {})

    assert said.args["service"] == "x" * (LONGEST - 1) + "…"


def test_teams_have_their_labels_and_unknown_things_keep_their_ids() -> None:
    """What nobody named stays readable."""
    said = named(model(), words("{team} goes on", team="a"), {"a": "Đội Alpha"})
    other = words("Red herring {herring}", herring="nothing")

    assert said.say(Language.ENGLISH) == "Đội Alpha goes on"
    assert named(model(), other, {}) == other


def test_a_field_of_a_report_is_called_by_what_it_asks() -> None:
    """The feed does not say the author's word for a field."""
    report = next(one for one in model().reports if one.fields)
    field = report.fields[0]
    said = named(model(), words("Fills {field}", field=f"{report.id}.{field.id}"), {})

    assert said.say(Language.ENGLISH) == f"Fills “{field.ask.en}”"
