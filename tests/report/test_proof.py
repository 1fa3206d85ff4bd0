import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from drill.hub.offline import give
from drill.i18n import Words
from drill.journal.base import Draft, Side
from drill.journal.recorder import draft_of
from drill.journal.signing import public_key, signing_key
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from drill.journal.verify import Check
from drill.report.proof import Proof, SealedDrill, prove, sealed
from drill.world.happened import Happened, decode, encode
from drill.world.inputs import Marked, PenaltyGiven, Refusal, ResultsSealed, RevealStepped
from tests.report.conftest import forged


@pytest.fixture
def copy(sealed_drill: Path, tmp_path: Path) -> Path:
    """A copy to change."""
    return Path(shutil.copyfile(sealed_drill, tmp_path / "copy.drill"))


def proved(path: Path, key: bytes | None = None) -> Proof:
    """Check a file."""
    with open_reader(path) as reader:
        return prove(reader, key=key)


def reason(path: Path, key: bytes | None = None) -> str:
    """Return what does not fit."""
    fault = proved(path, key).fault
    assert fault is not None
    assert fault.check is Check.SEAL
    return fault.reason.say()


def statement(path: Path, sql: str, *values: object) -> None:
    """Change the file by SQL."""
    raw = sqlite3.connect(path)
    raw.execute(sql, values)
    raw.commit()
    raw.close()


def test_a_sealed_drill_verifies_and_says_its_words(sealed_drill: Path) -> None:
    """Everything fits, the signature was checked, and there are twelve words."""
    proof = proved(sealed_drill)

    assert proof.ok
    assert proof.signed is not None
    assert proof.signed.checked
    assert len(proof.signed.words) == 12


def _other_mark(drafts: list[Draft]) -> None:
    place = next(n for n, one in enumerate(drafts) if one.type == "item-marked")
    mark = decode(drafts[place].body)
    assert isinstance(mark, Marked)
    drafts[place] = replace(drafts[place], body=encode(replace(mark, percent=mark.percent - 40)))


def _other_penalty(drafts: list[Draft]) -> None:
    place = next(n for n, one in enumerate(drafts) if b"briefing" in one.body)
    drafts[place] = replace(drafts[place], body=encode(PenaltyGiven("bravo", -6, "Late to the briefing")))


def _no_penalty(drafts: list[Draft]) -> None:
    drafts[:] = [one for one in drafts if b"briefing" not in one.body]


@pytest.mark.parametrize("change", [_other_mark, _other_penalty])
def test_a_changed_point_breaks_the_seal_though_the_chain_was_rebuilt(
    copy: Path, change: Callable[[list[Draft]], None]
) -> None:
    """A forger without the key can rebuild every hash, but not the results under the signature."""
    forged(copy, change)

    assert reason(copy).startswith("The results are not those that were sealed")


def test_a_seal_written_anew_for_changed_points_is_not_signed(copy: Path) -> None:
    """With the right results for the changed points in its entry, the signature still does not fit."""

    def change(drafts: list[Draft]) -> None:
        _other_mark(drafts)
        with open_reader(copy) as reader:
            assert reader.seal() is not None
        drafts[-1] = replace(drafts[-1], body=encode(_resealed(copy, drafts)))

    forged(copy, change)

    assert reason(copy).startswith("The signature does not fit")


def _resealed(path: Path, drafts: list[Draft]) -> ResultsSealed:
    """Let an honest program say what the seal of changed entries would be."""
    other = path.with_name("other.drill")
    shutil.copyfile(path, other)
    forged(other, lambda mine: mine.__setitem__(slice(None), drafts[:-1]))
    statement(other, "DELETE FROM seal")
    journal = open_writer(other)
    give(journal, ResultsSealed("Final."), None, "again")
    what = decode(journal.read(after=journal.head.seq - 1)[0].body)
    journal.close()
    assert isinstance(what, ResultsSealed)
    return what


def test_a_missing_entry_moves_the_signature_away(copy: Path) -> None:
    """An entry left out is noticed by where the signature stands."""
    forged(copy, _no_penalty)

    assert "The signature is for entry" in reason(copy)


def test_points_after_the_seal_are_named(copy: Path) -> None:
    """A forger who only adds an entry behind the seal keeps the signature, and is found all the same."""
    late = draft_of(Happened(99_999_999, "", "judge", PenaltyGiven("alpha", 500, "bonus"), "late"))
    forged(copy, lambda drafts: drafts.append(late))

    assert reason(copy) == "Points were changed after the results were sealed."


def test_a_mark_after_the_seal_that_nobody_released_is_found_too(copy: Path) -> None:
    """What judges see counts as well as what is published."""
    late = draft_of(Happened(99_999_999, "", "judge", Marked("alpha", "judged:teamwork", 0, 1), "late"))
    forged(copy, lambda drafts: drafts.append(late))

    assert reason(copy) == "Points were changed after the results were sealed."


def test_the_ceremony_after_the_seal_breaks_nothing(copy: Path) -> None:
    """Prizes are revealed after the seal; that makes no points."""
    journal = open_writer(copy)
    assert not isinstance(give(journal, RevealStepped(0), None, "reveal"), Refusal)
    journal.close()

    assert proved(copy).ok


def test_a_flipped_bit_of_the_signature_is_found(copy: Path) -> None:
    """The signature is no decoration."""
    with open_reader(copy) as reader:
        seal = reader.seal()
    assert seal is not None
    broken = bytes([seal.signature[0] ^ 1]) + seal.signature[1:]
    statement(copy, "UPDATE seal SET signature = ?", broken)

    assert reason(copy).startswith("The signature does not fit")


def test_another_key_is_found_by_whoever_demands_the_right_one(copy: Path, tmp_path: Path) -> None:
    """A forger who signs everything anew has another key and other words."""
    right = proved(copy).signed
    assert right is not None
    forger = signing_key(tmp_path / "forger")
    statement(copy, "UPDATE seal SET key = ?", public_key(forger))
    assert reason(copy).startswith("The signature does not fit")
    from scoring.seal import signed_bytes  # noqa: PLC0415 (the forger's own tool)

    statement(copy, "UPDATE seal SET signature = ?", forger.sign(signed_bytes(right.statement)))
    again = proved(copy)
    assert again.ok
    assert again.signed is not None
    assert again.signed.words != right.words

    assert reason(copy, right.seal.key).startswith("Another key signed the results")


def test_a_signature_taken_away_is_missed(copy: Path) -> None:
    """A seal without its signature is broken, not merely unsigned."""
    statement(copy, "DELETE FROM seal")

    assert "no signature stands under them" in reason(copy)


def test_a_signature_without_a_seal_is_out_of_place(copy: Path) -> None:
    """So is a signature under results that nobody sealed."""
    forged(copy, lambda drafts: drafts.__delitem__(-1))

    assert "no entry seals the results" in reason(copy)


@pytest.mark.parametrize("field", ["scenario", "rules"])
def test_another_scenario_or_other_rules_are_named(copy: Path, field: str) -> None:
    """Each hash of the seal is held against what the file itself gives."""

    def change(drafts: list[Draft]) -> None:
        given = decode(drafts[-1].body)
        drafts[-1] = replace(drafts[-1], body=encode(replace(given, **{field: "ab" * 32})))

    forged(copy, change)

    assert ("scenario" if field == "scenario" else "points and weights") in reason(copy)


def test_a_drill_that_nobody_sealed_verifies_and_is_not_sealed(copy: Path) -> None:
    """Without a seal the record can be whole; whoever demands a key demands a seal."""
    forged(copy, lambda drafts: drafts.__delitem__(-1))
    statement(copy, "DELETE FROM seal")

    proof = proved(copy)

    assert (proof.ok, proof.signed) == (True, None)
    assert reason(copy, bytes(32)) == "The results are not sealed."
    assert sealed(copy) == Words("The results are not sealed.")


def test_a_season_gets_boards_and_lines_of_a_sealed_drill(sealed_drill: Path) -> None:
    """One call gives the published layer, or words that say what is wrong."""
    drill = sealed(sealed_drill)

    assert isinstance(drill, SealedDrill)
    assert drill.released.board().rows[0].standing.team == "alpha"
    assert [seq for seq, _happened in drill.entries] == list(range(1, len(drill.entries) + 1))
    assert drill.entries[-1][1].what.__class__ is ResultsSealed


def test_what_is_no_drill_is_told_in_words(tmp_path: Path) -> None:
    """A season names the file and goes on to the next."""
    bad = tmp_path / "bad.drill"
    bad.write_text("{nonsense}")

    told = sealed(bad)

    assert isinstance(told, Words)
    assert "no drill file" in told.say()


def test_the_sealing_entry_is_an_input(sealed_drill: Path) -> None:
    """The seal is part of the record that a replay must give again."""
    with open_reader(sealed_drill) as reader:
        last = reader.read(after=reader.head.seq - 1)[0]

    assert (last.type, last.side) == ("results-sealed", Side.INPUT)
