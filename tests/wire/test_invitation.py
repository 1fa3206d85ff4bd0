import pytest

from drill.errors import InvitationError
from drill.wire.invitation import Invitation, parse, token_hash

TOKEN = "ab" * 32
PIN = "cd" * 32


@pytest.mark.parametrize(
    "invitation",
    [
        Invitation("127.0.0.1", 7450, TOKEN),
        Invitation("hub.example", 443, TOKEN, PIN),
        Invitation("::1", 7450, TOKEN),
    ],
)
def test_an_invitation_reads_back_as_it_was_written(invitation: Invitation) -> None:
    """What is printed for a seat opens that seat, also with an IPv6 address or a fingerprint."""
    assert parse(str(invitation)) == invitation


def test_blanks_and_quotes_around_a_pasted_invitation_do_not_matter() -> None:
    """People paste with quotes, angle brackets and line ends."""
    assert parse(f" 'livefire://127.0.0.1:7450/#{TOKEN}'\n").token == TOKEN


@pytest.mark.parametrize(
    "text",
    [
        "",
        "livefire://127.0.0.1/#" + TOKEN,
        "livefire://127.0.0.1:99999/#" + TOKEN,
        "https://127.0.0.1:7450/#" + TOKEN,
        "livefire://127.0.0.1:7450/#short",
        f"livefire://hub.example:7450/#{TOKEN}.short",
    ],
)
def test_a_broken_invitation_is_refused_with_a_remedy(text: str) -> None:
    """A cut or foreign line never reaches the network."""
    with pytest.raises(InvitationError) as caught:
        parse(text)

    assert caught.value.remedy


def test_another_machine_needs_a_fingerprint() -> None:
    """Without a pinned certificate only this machine is trusted."""
    with pytest.raises(InvitationError, match="fingerprint"):
        parse(f"livefire://hub.example:7450/#{TOKEN}")


def test_the_stored_hash_differs_for_every_token() -> None:
    """The hub keeps 32 bytes from which the token cannot be read."""
    assert token_hash(TOKEN) != token_hash("ac" + TOKEN[2:])
    assert len(token_hash(TOKEN)) == 32
