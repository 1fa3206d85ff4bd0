from hypothesis import given
from hypothesis import strategies as st

from drill.wire.channel import Channel
from drill.wire.messages import Changes, Snapshot
from drill.world.cards import Change, Drop, MessageCard, Put, View

changes = st.lists(
    st.one_of(
        st.builds(lambda key, t: Put(MessageCard(str(key), t, "x")), st.integers(0, 4), st.integers(0, 3)),
        st.builds(lambda key: Drop("message", str(key)), st.integers(0, 4)),
    ),
    max_size=6,
)


def fold(view: View, message: Changes | Snapshot) -> View:
    """Fold a message as a seat does."""
    if isinstance(message, Snapshot):
        return View(message.cards)
    for change in message.changes:
        view.apply(change)
    return view


@given(st.lists(changes, max_size=12), st.integers(0, 12), st.integers(1, 20))
def test_who_resumes_ends_with_the_same_view(batches: list[list[Change]], away: int, ring: int) -> None:
    """Whatever was missed, and however small the ring is, resuming gives the view of one who never left."""
    channel = Channel(lambda: 0, ring=ring)
    mine, position = View(), 0
    for number, batch in enumerate(batches):
        message = channel.publish(batch, "")
        if number < away and message is not None:
            mine, position = fold(mine, message), message.position

    mine = fold(mine, channel.resume(position))

    assert {card.key: card for card in mine} == {card.key: card for card in channel.view}


def test_nothing_is_said_when_nothing_differs() -> None:
    """A card that is put again unchanged wakes nobody."""
    channel = Channel(lambda: 0)
    card = MessageCard("1", 0, "hello")
    channel.publish([Put(card)], "1:aa")

    assert channel.publish([Put(card)], "2:bb") is None
    assert channel.head == "2:bb"


def test_a_seat_of_another_run_gets_the_whole_view() -> None:
    """A position that this channel never reached cannot be resumed from."""
    channel = Channel(lambda: 7)
    channel.publish([Put(MessageCard("1", 0, "hello"))], "1:aa")

    message = channel.resume(99)

    assert isinstance(message, Snapshot)
    assert message.t == 7
