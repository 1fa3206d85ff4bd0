from drill.scenario.model import Slot, SlotKind, Template
from drill.world.inputs import TeamSetup
from drill.world.render import Moment, renderer_for, time_of_day, traces_of
from tests.rehearse.ground import C2, model

MODEL = model()


def test_slots_are_filled_for_team_and_moment() -> None:
    """Team label, local time, own indicator value and the noted meter value stand in both languages."""
    renderer = renderer_for(MODEL, 7, TeamSetup("alpha", "Đội Alpha"))
    slots = (Slot(SlotKind.TEAM, ""), " ", Slot(SlotKind.TIME, ""), " ", Slot(SlotKind.METER, "m"))

    text = renderer.text(
        Template(slots, ("vi ", Slot(SlotKind.INDICATOR, "c2"))), Moment(90_000, {"m": "18.1"})
    )

    assert text.en == "Đội Alpha 08:01:30 18.1"
    assert text.vi.removeprefix("vi ") in C2


def test_teams_draw_their_own_values() -> None:
    """With a pool of values, some seed gives two teams different ones; the same team always gets the same."""
    seen = {
        seed: [renderer_for(MODEL, seed, TeamSetup(t, t)).indicators["c2"] for t in "ab"]
        for seed in range(20)
    }

    assert any(a != b for a, b in seen.values())
    assert seen == {
        seed: [renderer_for(MODEL, seed, TeamSetup(t, t)).indicators["c2"] for t in "ab"]
        for seed in range(20)
    }


def test_time_of_day_wraps_at_midnight() -> None:
    """The story's clock is a clock of a day."""
    assert time_of_day(23 * 3_600_000, 2 * 3_600_000) == "01:00:00"


def test_traces_are_found_by_id() -> None:
    """Every trace of every step is known."""
    assert set(traces_of(MODEL)) == {"beacon"}
