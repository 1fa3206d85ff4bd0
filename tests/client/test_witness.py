from hypothesis import given
from hypothesis import strategies as st

from drill.client.witness import as_file, compare, positions

A, B, C = "aa" * 32, "bb" * 32, "cc" * 32


def test_a_record_that_is_what_was_told_fits() -> None:
    """Every head told stands in the record with the same hash."""
    seen = compare([f"1:{A}", f"3:{B}"], [f"1:{A}", f"3:{B}"])

    assert seen.fits
    assert (seen.told, seen.last) == (2, f"3:{B}")


def test_another_hash_and_a_cut_off_end_are_named() -> None:
    """The positions that do not fit, and those that the record does not reach."""
    seen = compare([f"1:{A}", f"3:{B}", f"9:{C}"], [f"1:{A}", f"3:{C}"])

    assert not seen.fits
    assert (seen.misfits, seen.missing) == ((3,), (9,))


def test_a_seat_that_was_told_nothing_swears_to_nothing() -> None:
    """No head, no last one, and nothing that could misfit."""
    seen = compare([], [])

    assert (seen.told, seen.last, seen.fits) == (0, "", True)


def test_one_head_against_two_records_told_at_the_same_position() -> None:
    """A seat that was told two hashes for one position has caught the hub already."""
    assert compare([f"4:{A}", f"4:{B}"], [f"4:{B}"]).misfits == (4,)


def test_what_is_written_down_can_be_read_again() -> None:
    """One head a line, each once, with the seat's name above."""
    assert as_file([f"0:{A}", f"1:{A}", f"1:{A}", f"3:{B}"], "alpha/leader") == (
        f"# livefire witness: alpha/leader\n1:{A}\n3:{B}\n"
    )


@given(st.lists(st.text(max_size=12)))
def test_no_head_that_a_hub_could_send_breaks_the_witness(heads: list[str]) -> None:
    """A lying hub gets a misfit, never a crash."""
    compare(heads, heads)
    assert all(position > 0 for position in positions(heads))
