"""What a seat can swear to: the chain heads it was told, held against a record."""

from collections.abc import Iterable, Sequence

import msgspec


class Sworn(msgspec.Struct, frozen=True):
    """What came of holding the heads that a seat was told against a record."""

    told: int
    """Heads that the seat was told."""
    last: str
    """``SEQ:HEX`` of the last of them; empty before the first."""
    misfits: tuple[int, ...]
    """Positions at which the record has another hash."""
    missing: tuple[int, ...]
    """Positions that the record does not reach."""

    @property
    def fits(self) -> bool:
        """Whether the record is what this seat was told."""
        return not self.misfits and not self.missing


def compare(told: Sequence[str], recalled: Iterable[str]) -> Sworn:
    """Hold what a seat was told against what the record says now.

    Args:
        told: ``SEQ:HEX``, in the order told.
        recalled: ``SEQ:HEX`` of the same positions, as far as the record goes.
    """
    record = dict(_split(head) for head in recalled)
    mine = [_split(head) for head in told]
    misfits = {seq for seq, own_hash in mine if seq in record and record[seq] != own_hash}
    missing = {seq for seq, _own_hash in mine if seq not in record}
    return Sworn(len(told), told[-1] if told else "", tuple(sorted(misfits)), tuple(sorted(missing)))


def positions(told: Iterable[str]) -> list[int]:
    """Return the positions of heads, each once, ascending; the start of an empty record is none."""
    return sorted({seq for seq, _own_hash in map(_split, told) if seq > 0})


def as_file(told: Iterable[str], seat: str) -> str:
    """Return what a seat writes down: one head a line, for ``livefire drill verify --witness-file``."""
    lines = [f"{seq}:{own_hash}" for seq, own_hash in map(_split, told) if seq > 0]
    return "\n".join([f"# livefire witness: {seat}", *dict.fromkeys(lines)]) + "\n"


def _split(head: str) -> tuple[int, str]:
    seq, _colon, own_hash = head.partition(":")
    return (int(seq) if seq.isascii() and seq.isdigit() else 0), own_hash
