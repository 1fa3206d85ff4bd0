import msgspec

from drill.i18n import Language, words
from drill.scenario.model import Action, Phase, Service, Span, TargetKind, Text
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


def test_an_order_is_called_by_its_action_and_keeps_its_target() -> None:
    """The longest action that begins it; an order that no action knows stays as it was typed."""
    isolate = Action(
        "isolate host", Text("Isolate host", "Cô lập máy"), Phase.CONTAIN, TargetKind.HOST, "analyst", 1,
        Span(1, 1), Text("", ""), ("isolate host pc1",), (), (),
    )  # fmt: skip
    lonely = msgspec.structs.replace(isolate, name="isolate", label=Text("Withdraw", "Rút lui"))
    ground = msgspec.structs.replace(model(), actions=(lonely, isolate))
    said = named(ground, words("Order: {order}", order="isolate host pc1"), {})
    other = words("Order: {order}", order="isolated thinking")

    assert said.say(Language.ENGLISH) == "Order: Isolate host pc1"
    assert said.say(Language.VIETNAMESE).endswith("Cô lập máy pc1")
    assert named(ground, other, {}) == other


def test_a_role_is_called_as_people_call_it() -> None:
    """Refusals that name a role are read by the whole team."""
    role = msgspec.structs.replace(
        model().roles[0], id="analyst", label=Text("analyst", "chuyên viên phân tích")
    )
    ground = msgspec.structs.replace(model(), roles=(role,))
    said = named(ground, words("“{order}” is for the {role}.", order="no order", role="analyst"), {})

    assert "analyst" in said.say(Language.ENGLISH)
    assert "chuyên viên phân tích" in said.say(Language.VIETNAMESE)
