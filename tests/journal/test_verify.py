# ruff: noqa: S608 (the forger's SQL is made of our own literals)
import contextlib
import random
import shutil
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from hashlib import blake2b
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drill.errors import LivefireError, VerificationError
from drill.journal import chain
from drill.journal.base import EMPTY, Draft, Entry, Head, Side
from drill.journal.memory import MemoryJournal
from drill.journal.recorder import draft_of
from drill.journal.sqlite.reader import open_reader
from drill.journal.verify import Check, Verification, verify
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from drill.world.outputs import GoalReached
from tests.journal import samples

LAST = len(samples.drafts())
COLUMNS = ("t", "team", "seat", "side", "type", "body", "wall", "command", "hash")


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A drill file that verifies."""
    return samples.drill_file(tmp_path_factory.mktemp("original"))


def checked(path: Path) -> Verification:
    """Verify a file."""
    with open_reader(path) as reader:
        return verify(reader, samples.replayed)


def tampered(original: Path, *statements: str) -> Verification:
    """Copy a file, change it by a forger's SQL and verify the copy."""
    path = original.with_name("copy.drill")
    shutil.copyfile(original, path)
    samples.rewrite(path, *statements)
    return checked(path)


def fault_at(verification: Verification) -> int | None:
    """Return where the first fault is."""
    return verification.fault.seq if verification.fault else None


def test_an_untouched_file_verifies(original: Path) -> None:
    """Everything fits, is counted, and is replayed."""
    result = checked(original)

    assert result.ok
    assert (result.entries, result.inputs, result.replayed) == (LAST, 6, LAST)
    assert result.head.seq == LAST


@pytest.mark.parametrize(
    ("statements", "seq"),
    [
        (["UPDATE entries SET team = 'rad' WHERE seq = 4"], 4),
        (["UPDATE entries SET t = t + 1 WHERE seq = 3"], 3),
        (["UPDATE entries SET wall = NULL WHERE seq = 3"], 3),
        (["UPDATE entries SET wall = 0 WHERE seq = 5"], 5),
        (["UPDATE entries SET side = 'output' WHERE seq = 2"], 2),
        (["UPDATE entries SET side = 'neither' WHERE seq = 2"], 2),
        (["UPDATE entries SET body = CAST('{' AS BLOB) WHERE seq = 6"], 6),
        (["UPDATE entries SET team = CAST(x'ff80' AS TEXT) WHERE seq = 6"], 6),
        (["UPDATE entries SET hash = x'00' WHERE seq = 6"], 6),
        (["DELETE FROM entries WHERE seq = 1"], 1),
        (["DELETE FROM entries WHERE seq = 7"], 7),
        (["DELETE FROM entries WHERE seq = 7", "UPDATE entries SET seq = seq - 1 WHERE seq > 7"], 7),
        (
            [
                "UPDATE entries SET seq = -1 WHERE seq = 3",
                "UPDATE entries SET seq = 3 WHERE seq = 5",
                "UPDATE entries SET seq = 5 WHERE seq = -1",
            ],
            3,
        ),
        ([f"DELETE FROM entries WHERE seq = {LAST}"], LAST),
        (["DELETE FROM entries WHERE seq > 9"], 10),
        (["DELETE FROM entries WHERE seq > 9", "UPDATE head SET seq = 9"], 9),
        ([f"UPDATE head SET seq = {LAST - 1}"], LAST - 1),
        ([f"UPDATE head SET seq = {LAST + 1}"], LAST + 1),
        (["UPDATE head SET hash = zeroblob(32)"], LAST),
        (["DELETE FROM head"], 1),
        (["INSERT INTO head SELECT 2, seq, hash FROM head"], 1),
        (["DELETE FROM entries"], 1),
        (["DROP TABLE entries"], 1),
        (
            [
                f"INSERT INTO entries SELECT {LAST + 1}, t, team, seat, side, type, body, wall, command, hash FROM entries LIMIT 1"
            ],
            LAST + 1,
        ),
    ],
)
def test_each_way_of_tampering_is_caught_at_its_entry(
    original: Path, statements: list[str], seq: int
) -> None:
    """A change, a deletion, a swap, a cut, an insertion or another head is named at the first entry that does not fit."""
    result = tampered(original, *statements)

    assert not result.ok
    assert fault_at(result) == seq
    assert result.fault is not None
    assert result.fault.check is Check.CHAIN
    assert result.entries == seq - 1
    assert str(seq) in result.fault.reason.say() or "empty" in result.fault.reason.say()


def test_a_strict_table_without_its_types_cannot_confuse_the_reader(original: Path) -> None:
    """A table made anew with values of odd types is a fault at the odd entry, not a crash."""
    names = "seq, t, team, seat, side, type, body, wall, command, hash"
    result = tampered(
        original,
        f"CREATE TABLE loose ({names})",
        f"INSERT INTO loose SELECT {names} FROM entries",
        "UPDATE loose SET body = CAST(body AS TEXT), t = 'soon' WHERE seq = 8",
        "DROP TABLE entries",
        "ALTER TABLE loose RENAME TO entries",
    )

    assert fault_at(result) == 8


@settings(max_examples=150, deadline=None)
@given(
    seq=st.integers(1, LAST),
    column=st.sampled_from(COLUMNS),
    bit=st.integers(0, 10_000),
)
def test_any_flipped_bit_is_caught_at_its_entry(original: Path, seq: int, column: str, bit: int) -> None:
    """One flipped bit of any column of any entry is named at that entry."""
    raw = sqlite3.connect(original)
    value, kind = raw.execute(
        f"SELECT CAST({column} AS BLOB), typeof({column}) FROM entries WHERE seq = ?", (seq,)
    ).fetchone()
    raw.close()
    if not value:
        value, bit = b"\x00", 0
    changed = bytearray(value)
    if kind == "integer":
        literal = str(int(value) ^ (1 << (bit % 60)))
    else:
        changed[bit // 8 % len(changed)] ^= 1 << (bit % 8)
        literal = f"CAST(x'{changed.hex()}' AS {kind})"

    result = tampered(original, f"UPDATE entries SET {column} = {literal} WHERE seq = {seq}")

    assert fault_at(result) == seq


@settings(max_examples=80, deadline=None)
@given(seed=st.integers(0, 10_000), count=st.integers(1, 3))
def test_rubbish_on_any_page_never_crashes(original: Path, seed: int, count: int) -> None:
    """Bytes overwritten anywhere in the file end in a verdict or in one of our errors, never in anything else."""
    luck = random.Random(seed)  # noqa: S311 (rubbish, not a secret)
    path = original.with_name("rubbish.drill")
    content = bytearray(original.read_bytes())
    for _ in range(count):
        place = luck.randrange(len(content))
        content[place : place + 16] = luck.randbytes(16)[: len(content) - place]
    path.write_bytes(content)

    with contextlib.suppress(LivefireError):
        assert checked(path).entries <= LAST


def rewritten(change: Callable[[list[Draft]], list[Draft]]) -> Verification:
    """Verify a record whose forger wrote the whole chain anew after the change."""
    journal = MemoryJournal()
    journal.append(change(samples.drafts()))
    return verify(journal, samples.replayed)


def _other_output(drafts: list[Draft]) -> list[Draft]:
    body = draft_of(Happened(0, "red", "", GoalReached("forged"))).body
    return [msgspec.structs.replace(d, body=body) if n == 5 else d for n, d in enumerate(drafts)]


@pytest.mark.parametrize(
    ("change", "seq"),
    [
        (_other_output, 6),
        (lambda drafts: drafts[:5] + drafts[6:], 6),
        (lambda drafts: [*drafts[:6], drafts[5], *drafts[6:]], 7),
        (lambda drafts: [*drafts[:2], drafts[3], drafts[2], *drafts[4:]], 3),
        (lambda drafts: [*drafts, drafts[-1]], LAST + 1),
        (lambda drafts: [msgspec.structs.replace(d, body=b"{") for d in drafts], 1),
        (
            lambda drafts: [
                msgspec.structs.replace(d, body=b'{"type":"x"}') if n == 4 else d
                for n, d in enumerate(drafts)
            ],
            5,
        ),
        (lambda drafts: drafts[1:], 1),
        (
            lambda drafts: [
                msgspec.structs.replace(d, side=Side.INPUT) if n == 2 else d for n, d in enumerate(drafts)
            ],
            3,
        ),
        (lambda drafts: [msgspec.structs.replace(d, t=d.t + (n == 3)) for n, d in enumerate(drafts)], 4),
    ],
)
def test_a_forger_who_mends_the_chain_meets_the_replay(
    change: Callable[[list[Draft]], list[Draft]], seq: int
) -> None:
    """With all hashes written anew, the first entry that the engine does not give again is named."""
    result = rewritten(change)

    assert result.fault is not None
    assert (result.fault.check, result.fault.seq) == (Check.REPLAY, seq)


def test_a_killed_hub_leaves_a_record_that_verifies() -> None:
    """The record may end before the replay does: that is how a killed hub leaves it."""
    assert rewritten(lambda drafts: drafts[:-1]).ok


def test_what_a_seat_was_told_bears_witness() -> None:
    """A head that a seat remembers shows a rewritten entry, and an end that was cut off cleanly."""
    journal = MemoryJournal()
    journal.append(samples.drafts())
    true = [Head(entry.seq, entry.hash) for entry in journal.read()]
    cut = MemoryJournal()
    cut.append(samples.drafts()[:9])

    assert verify(journal, samples.replayed, witnesses=true).ok
    assert fault_at(verify(journal, samples.replayed, witnesses=[Head(4, bytes(32))])) == 4
    assert fault_at(verify(cut, samples.replayed, witnesses=[true[-1]])) == 10


def test_an_engine_that_refuses_is_a_fault_at_that_input(original: Path) -> None:
    """Where the engine cannot take an input of the record, that entry is named with the engine's reason."""

    def refusing(opened: DrillOpened, given: Iterable[Happened]) -> Iterator[Happened]:
        for n, happened in enumerate(samples.replayed(opened, given)):
            if n == 4:
                raise VerificationError("no such order {here}")
            yield happened

    with open_reader(original) as reader:
        result = verify(reader, refusing)

    assert fault_at(result) == 5
    assert result.fault is not None
    assert "no such order {here}" in result.fault.reason.say()


def test_an_empty_record_does_not_verify() -> None:
    """A file without a single entry proves nothing, and says so."""
    assert fault_at(verify(MemoryJournal(), samples.replayed)) == 1


class _Growing(MemoryJournal):
    """A journal to which a hub adds an entry whenever somebody reads."""

    def __init__(self) -> None:
        super().__init__()
        self.left = samples.drafts()

    def read(self, after: int = 0, limit: int = 10_000) -> list[Entry]:
        """Return entries after another one came."""
        if self.left:
            self.append([self.left.pop(0)])
        return super().read(after, limit)


def test_a_record_that_grows_meanwhile_verifies() -> None:
    """A drill that is being written verifies up to where it was, and is not taken for a forged one."""
    journal = _Growing()
    journal.append([journal.left.pop(0) for _ in range(4)])

    result = verify(journal, samples.replayed)

    assert result.ok
    assert result.replayed == result.entries >= 5


def test_progress_runs_up_to_the_end(monkeypatch: pytest.MonkeyPatch, original: Path) -> None:
    """Progress never runs backwards and ends at the whole."""
    monkeypatch.setattr("drill.journal.verify.BATCH", 1)
    seen: list[tuple[int, int]] = []

    with open_reader(original) as reader:
        verify(reader, samples.replayed, progress=lambda done, total: seen.append((done, total)))

    assert seen == [(n, 2 * LAST) for n in range(1, 2 * LAST + 1)]


def test_the_first_link_starts_from_zero_bytes() -> None:
    """The first hash covers 32 zero bytes, as documented for those who check by other means."""
    draft = samples.drafts()[0]

    assert chain.extend(EMPTY, [draft])[0].hash == chain.link(bytes(32), 1, draft)


def test_a_hash_can_be_worked_out_by_other_means() -> None:
    """Two BLAKE2b of 32 bytes: over the fields as MessagePack, then over the hash before, the position and that."""
    draft = Draft(300, "đỏ", "red-1", Side.INPUT, "noted", b"{}", None, "a:1")
    packed = (
        b"\x98" b"\xcd\x01\x2c" b"\xa5\xc4\x91\xe1\xbb\x8f" b"\xa5red-1" b"\xa5input"
        b"\xa5noted" b"\xc4\x02{}" b"\xc0" b"\xa3a:1"
    )  # fmt: skip
    own = blake2b(packed, digest_size=32).digest()

    tied = blake2b(bytes(32) + (7).to_bytes(8, "big") + own, digest_size=32).digest()

    assert chain.link(bytes(32), 7, draft) == tied


def test_the_chain_can_be_followed_past_an_entry_of_which_only_the_digest_is_known() -> None:
    """The digest and the position are enough to come to the same hash."""
    first, second = samples.drafts()[:2]
    hidden = chain.digest(first)

    past = chain.tie(bytes(32), 1, hidden)

    assert chain.link(past, 2, second) == chain.extend(EMPTY, [first, second])[1].hash
