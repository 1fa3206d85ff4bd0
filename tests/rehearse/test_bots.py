import msgspec
import pytest

from drill.cli.scenario import bundled, load_model
from drill.i18n import Language
from drill.rehearse.bots import BOTS
from drill.rehearse.match import bot_match
from drill.rehearse.play import play
from drill.rehearse.rehearsal import figures, rehearse
from drill.world.inputs import Answered, OrderGiven, Replied, ReportFilled, ReportSubmitted
from drill.world.outputs import OrderRefused
from tests.rehearse.ground import C2, model

MODEL = model()
MODELS = {name: load_model(path).model for name, path in bundled().items()}
RUNS = 12


def orders(bot: str, seed: int = 7) -> list[str]:
    """Return what a bot orders in the small drill."""
    events = play(MODEL, {}, bot_match([bot]), seed)
    return [event.what.order for event in events if isinstance(event.what, OrderGiven)]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_abler_bots_do_better(name: str) -> None:
    """In a bundled scenario idle, novice, average and skilled teams come in this order, panic below the average one."""
    medians = {}
    for bot in ("idle", "novice", "average", "skilled", "panic"):
        outcomes = list(rehearse(MODELS[name], [bot], RUNS))
        medians[bot] = figures(MODELS[name], outcomes).median

    assert medians["idle"] < medians["novice"] < medians["average"] < medians["skilled"]
    assert medians["panic"] < medians["average"]


@pytest.mark.parametrize("name", sorted(MODELS))
def test_every_bundled_scenario_can_be_won(name: str) -> None:
    """The oracle keeps nearly everything: its run is the witness."""
    outcomes = list(rehearse(MODELS[name], ["oracle"], 5))

    assert figures(MODELS[name], outcomes).low >= 95


def test_a_bot_writes_in_the_language_of_the_match() -> None:
    """Replies and reports are Vietnamese where the match is, and everything else of the drill is the same."""
    model = MODELS["song-may-ransomware"]
    events = {
        language: list(play(model, {}, msgspec.structs.replace(bot_match(["skilled"]), language=language), 7))
        for language in Language
    }

    texts = {
        language: [e.what.text for e in happened if isinstance(e.what, Replied | ReportFilled)]
        for language, happened in events.items()
    }
    assert any("We have seen it" in text for text in texts[Language.ENGLISH])
    assert any("Chúng tôi đã nắm được" in text for text in texts[Language.VIETNAMESE])
    assert any(text.startswith("Đã thấy: ") for text in texts[Language.VIETNAMESE])
    assert not any("Seen: " in text or "We have" in text for text in texts[Language.VIETNAMESE])
    assert len(events[Language.ENGLISH]) == len(events[Language.VIETNAMESE])


def test_idle_does_nothing() -> None:
    """An idle team gives no input at all."""
    events = list(play(MODEL, {}, bot_match(["idle"]), 7))

    assert [event for event in events if not event.is_output and event.team] == []


def test_panic_cuts_everything_off_once() -> None:
    """After the first grave alert every host is isolated, each once."""
    assert sorted(orders("panic")) == ["isolate host pc1", "isolate host srv1"]


def test_the_careful_leave_services_alone() -> None:
    """A skilled team blocks nothing and cuts off no host that its documents say a service needs."""
    given = orders("skilled")

    assert "isolate host pc1" in given
    assert "isolate host srv1" not in given
    assert "block indicator c2" not in given


def test_a_skilled_team_answers_and_reports_from_what_it_saw() -> None:
    """It answers with the value that stood in its alert, and hands its report in on time."""
    events = list(play(MODEL, {}, bot_match(["skilled"]), 7))
    answers = [event.what.text for event in events if isinstance(event.what, Answered)]

    assert answers
    assert set(answers) <= set(C2)
    assert any(isinstance(event.what, ReportSubmitted) for event in events)


@pytest.mark.parametrize("bot", sorted(set(BOTS) - {"panic"}))
def test_bots_order_what_can_be_done(bot: str) -> None:
    """In a bundled scenario few of a bot's orders are refused when their turn comes."""
    scenario = MODELS["song-may-ransomware"]
    events = list(play(scenario, {}, bot_match([bot]), 2, hashes=False))
    given = sum(isinstance(event.what, OrderGiven) for event in events)
    refused = sum(isinstance(event.what, OrderRefused) for event in events)

    assert refused <= given // 5
