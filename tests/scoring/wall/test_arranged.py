from drill.world.cards import BoardCard, Put
from drill.world.happened import Happened
from drill.world.inputs import (
    BoardArranged,
    BoardFrozen,
    BoardThawed,
    JudgeInput,
    ResultsSealed,
    RevealStepped,
)
from scoring.bench import JudgeView
from scoring.wall.arranged import AS_OPENED, Arranged
from tests.scoring.ground import MODEL, OPENED


def after(*given: JudgeInput) -> Arranged:
    """Return the section after these inputs."""
    section = Arranged()
    for seq, what in enumerate(given, 2):
        section.apply(seq, Happened(0, "", "judge", what))
    return section


def test_a_wall_opens_following_and_without_the_undefended_organisation() -> None:
    """Before anyone touches it a wall is not late, not frozen, and gives nothing away."""
    assert list(Arranged().begin()) == [Put(AS_OPENED)]
    assert (AS_OPENED.delay, AS_OPENED.frozen, AS_OPENED.revealed, AS_OPENED.undefended) == (
        0,
        False,
        None,
        False,
    )


def test_each_input_changes_its_own_part() -> None:
    """Freeze, arrangement and curtain do not undo each other."""
    card = after(BoardFrozen(), BoardArranged(300_000, undefended=True, story=False), RevealStepped(0)).card

    assert card == BoardCard(
        "board", 300_000, frozen=True, revealed=0, undefended=True, story=False, replies=True
    )
    assert after(BoardFrozen(), RevealStepped(2), BoardThawed(), RevealStepped(None)).card == AS_OPENED


def test_no_prize_before_the_seal() -> None:
    """A prize that a late mark could still move is refused; the curtain is not; after the seal it goes on."""
    refusal = after(RevealStepped(0)).refuse("judge", "", RevealStepped(1))

    assert refusal is not None
    assert refusal.remedy is not None
    assert after().refuse("judge", "", RevealStepped(0)) is None
    assert after().refuse("judge", "", RevealStepped(None)) is None
    assert after(ResultsSealed()).refuse("judge", "", RevealStepped(1)) is None
    assert after().refuse("judge", "", BoardArranged()) is None


def test_judges_have_the_wall_s_card_on_their_desk() -> None:
    """The desk knows at once how the wall is arranged."""
    view = JudgeView(MODEL, OPENED)
    changes = view.apply(2, Happened(0, "", "judge", BoardArranged(60_000)))

    assert [change.card.delay for change in changes if isinstance(change, Put) and isinstance(change.card, BoardCard)] == [60_000]  # fmt: skip
