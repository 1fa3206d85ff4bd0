"""Appeals for the judges' desk: a protest that waits, an appeal on two lines, one that was ruled on."""

from msgspec.structs import replace

from drill.i18n import Language, use_language, words
from drill.tui.judge.app import JudgeApp
from drill.world.cards import AnyCard, AppealCard, AppealState, LedgerCard, ResultsCard, ResultsState
from tests.tui.judge.stage import MINUTE, NOW, cards, desk

WALL = 1_700_000_000_000
"""Wall time of the staged desk."""
LOST = "services|service lost|portal@41"
GONE = "reports|late|field:notice.began"
MOVES = (("dat", 2, 1, 655, 830), ("sao", 1, 2, 812, 800))


def results(state: ResultsState = ResultsState.APPEALS, **changes: object) -> ResultsCard:
    """Make the state of the results: a window that is open for twelve and a half minutes more."""
    closes = WALL + 750_000 if state is ResultsState.APPEALS else 0
    card = ResultsCard("results", state, closes, 2, 60, 900, 0, (), MOVES)
    return replace(card, **changes)


def appeals(
    text: str = "The portal was up; our proxy log of 08:40 shows requests that it answered.",
) -> list[AnyCard]:
    """Make the appeals."""
    return [
        AppealCard("915", "sao", NOW, WALL - 60_000, False, (LOST, GONE), text, AppealState.OPEN, "", 0, ""),  # noqa: FBT003
        AppealCard("801", "dat", 40 * MINUTE, 0, True, (), "Another team read our screen.", AppealState.OPEN, "", 0, ""),  # noqa: FBT003
        AppealCard("880", "rung", NOW, WALL - 90_000, False, (GONE,), "The clock was wrong.", AppealState.UPHELD, "The controller says so too.", 12, "judge-2"),  # noqa: FBT003
    ]  # fmt: skip


def contested() -> list[AnyCard]:
    """Make the ledger line that is still there, with two entries behind it and one more."""
    entry = words(
        "{when} {changes} because of {cause}", when="T+00:42:13", changes="-portal.up", cause="step-3"
    )
    why = words(
        "{service} was down from {since} to {until}", service="Portal", since="T+00:42:13", until="T+00:51:00"
    )
    return [
        LedgerCard(
            "sao:9", "sao", "services", "service lost", -21, NOW, (41, 55, 60), why, (entry, entry), LOST
        )
    ]


def heard(state: ResultsState = ResultsState.APPEALS, **changes: object) -> JudgeApp:
    """Make the desk after the end, with appeals."""
    return desk(*cards(), *appeals(), *contested(), results(state, **changes))


def heard_vi() -> JudgeApp:
    """Make the same in Vietnamese."""
    use_language(Language.VIETNAMESE)
    return heard()
