"""Frames as RFC 6455 prints them, and as any payload."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drill.client.frames import Head, Kind, accepted, masked, read_head, written
from drill.errors import RemoteProtocolError

MASK = bytes.fromhex("37fa213d")


def test_the_frame_of_the_standard_is_written_as_it_prints_it() -> None:
    """The masked “Hello” of section 5.7 comes out byte for byte."""
    assert written(Kind.TEXT, b"Hello", MASK) == bytes.fromhex("818537fa213d7f9f4d5158")


def test_the_key_of_the_standard_is_accepted_with_its_answer() -> None:
    """The key of section 1.3 has the answer of section 1.3."""
    assert accepted("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="


@given(st.binary(max_size=300), st.binary(min_size=4, max_size=4))
def test_a_mask_undoes_itself(payload: bytes, mask: bytes) -> None:
    """Whatever is masked twice is as it was, leading zeros too."""
    assert masked(masked(payload, mask), mask) == payload


@pytest.mark.parametrize(
    ("size", "head"),
    [(125, "81fd"), (126, "81fe007e"), (65_535, "81feffff"), (65_536, "81ff0000000000010000")],
)
def test_a_size_takes_as_few_bytes_as_it_can(size: int, head: str) -> None:
    """The size stands in seven bits, in two bytes or in eight, the shortest that holds it."""
    frame = written(Kind.TEXT, bytes(size), MASK)

    assert frame.startswith(bytes.fromhex(head) + MASK)
    assert len(frame) == len(bytes.fromhex(head)) + 4 + size


@pytest.mark.parametrize(
    ("two", "extra", "size"), [("8105", "", 5), ("817e", "0100", 256), ("817f", "0000000000010000", 65_536)]
)
def test_a_size_is_read_wherever_it_stands(two: str, extra: str, size: int) -> None:
    """The three lengths of section 5.2 are read."""
    head = read_head(bytes.fromhex(two))

    assert head.extra == len(bytes.fromhex(extra))
    assert head.size(bytes.fromhex(extra)) == size


def test_a_piece_says_that_more_comes() -> None:
    """A message in pieces begins without the final bit."""
    assert read_head(b"\x01\x03") == Head(Kind.TEXT, final=False, short=3)


@pytest.mark.parametrize(
    "two",
    [b"\xc1\x00", b"\x83\x00", b"\x81\x85", b"\x09\x00", b"\x89\x7e"],
    ids=["an extension's bit", "an unknown kind", "a mask", "a ping in pieces", "a ping too long"],
)
def test_what_no_server_may_send_is_refused(two: bytes) -> None:
    """A frame against the standard ends the connection with a reason instead of being guessed at."""
    with pytest.raises(RemoteProtocolError):
        read_head(two)
