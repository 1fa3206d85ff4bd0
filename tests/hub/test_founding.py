from drill.hub.founding import founding, stranger
from drill.wire.judges import PanelPlan
from drill.wire.messages import SeatKind
from drill.wire.roster import SeatPlan
from drill.world.inputs import ConflictDeclared, JudgeInput, PanelNamed

ANY = PanelPlan()


def said(*judges: tuple[str, str], plan: PanelPlan = ANY) -> list[JudgeInput]:
    """Return what is settled for judges of (seat, role), with a team and a controller beside them."""
    seated = [(seat, SeatPlan(SeatKind.JUDGE, "", seat, role)) for seat, role in judges]
    others = [
        ("alpha/leader", SeatPlan(SeatKind.TEAM, "alpha", "Lan", "leader")),
        ("controller", SeatPlan(SeatKind.CONTROLLER, "", "", "")),
    ]
    return founding([*others, *seated], plan, 99)


def test_two_who_mark_are_a_panel() -> None:
    """Each text goes to both, with the alarm and the ceremony of the file."""
    assert said(("judge", ""), ("marker", "marker")) == [PanelNamed(("judge", "marker"), 2, 30, 99)]


def test_a_head_judge_leads_and_does_not_mark() -> None:
    """Who sees all marks is no second reader, unless nobody else marks."""
    assert said(("head-judge", "head judge"), ("judge", "")) == [
        PanelNamed(("judge",), 1, 30, 99, ("head-judge",))
    ]
    assert said(("head-judge", "head judge")) == [PanelNamed(("head-judge",), 1, 30, 99, ("head-judge",))]


def test_one_judge_alone_needs_no_panel() -> None:
    """Nothing is to be dealt, unless the file says how many marks it wants."""
    assert said(("judge", "")) == []
    assert said(("judge", ""), plan=PanelPlan(per_item=1)) == [PanelNamed(("judge",), 1, 30, 99)]
    assert said() == []


def test_no_text_waits_for_more_judges_than_there_are() -> None:
    """Three marks wanted and two judges: both mark."""
    assert said(("judge", ""), ("judge-2", ""), plan=PanelPlan(3, 20)) == [
        PanelNamed(("judge", "judge-2"), 2, 20, 99)
    ]


def test_interests_are_in_the_record_from_the_start() -> None:
    """Each with its reason, or with where it was said."""
    interests = (("alpha", "family"), ("bravo", ""))
    plan = SeatPlan(SeatKind.JUDGE, "", "Thu", "", interests)
    assert founding([("judge", plan)], ANY, 0) == [
        ConflictDeclared("alpha", "family", "judge"),
        ConflictDeclared("bravo", "teams file", "judge"),
    ]


def test_a_panel_names_judges_alone() -> None:
    """A slip in a seat's name would deal texts to nobody; an interest of nobody would be lost."""
    judges = {"judge", "judge-2", "head-judge"}
    assert stranger(PanelNamed(("judge", "judge-2"), heads=("head-judge",)), judges) is None
    assert stranger(ConflictDeclared("alpha", "kin"), judges) is None
    for given in (
        PanelNamed(("judge", "jugde-2")),
        PanelNamed(("judge", "judge-2"), heads=("me",)),
        ConflictDeclared("alpha", "kin", "controller"),
    ):
        refused = stranger(given, judges)
        assert refused is not None
        assert refused.reason.say().startswith("No judge sits in")
