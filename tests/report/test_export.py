import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from drill.errors import NotADrillError, ReportError, VerificationError
from drill.journal.base import Head
from drill.journal.sqlite.reader import open_reader
from drill.journal.verify import entries_of
from drill.report.export import Hidden, Last, Lens, Whole, exported
from drill.report.exported import ExportProof, is_export, prove_export
from drill.world.happened import Happened
from drill.world.inputs import (
    AppealFiled,
    AppealRuled,
    Broadcast,
    Marked,
    Outcome,
    PenaltyGiven,
    PenaltyWithdrawn,
    ScoresReleased,
)
from tests.report.conftest import forged


@pytest.fixture
def mine(sealed_drill: Path, tmp_path: Path) -> Path:
    """The export of team alpha."""
    return _export(sealed_drill, "alpha", tmp_path / "alpha.export")


def _export(drill: Path, team: str, out: Path) -> Path:
    with open_reader(drill) as reader:
        out.write_bytes(b"".join(exported(reader, team)))
    return out


def lines(path: Path) -> list[Whole | Hidden | Last | object]:
    """Return an export line by line."""
    return [msgspec.json.decode(line) for line in path.read_bytes().splitlines()]


def changed(path: Path, number: int, change: Callable[[dict[str, object]], None]) -> ExportProof:
    """Change one line of an export and check it."""
    kept = path.read_bytes().splitlines(keepends=True)
    line: dict[str, object] = msgspec.json.decode(kept[number])
    change(line)
    kept[number] = msgspec.json.encode(line) + b"\n"
    path.write_bytes(b"".join(kept))
    return prove_export(path)


def why(proof: ExportProof) -> str:
    """Return what does not fit."""
    assert proof.fault is not None
    return proof.fault.reason.say()


def _first(path: Path, key: str, *, team: str | None = None) -> int:
    """Return the number of the first line with a key, of a team where one is given, behind the opening."""
    found = (n for n, line in enumerate(lines(path)) if n > 1 and isinstance(line, dict) and key in line)
    return next(n for n in found if team is None or lines(path)[n]["team"] == team)  # type: ignore[index]


def test_an_export_verifies_up_to_the_sealed_head_and_replays_its_own_part(
    mine: Path, sealed_drill: Path
) -> None:
    """Chain, signature, points and the team's own world all fit."""
    with open_reader(sealed_drill) as reader:
        head = reader.head

    proof = prove_export(mine)

    assert proof.ok
    assert proof.head == head
    assert proof.replayed == proof.shown > 300
    assert proof.hidden > 300
    assert proof.signed is not None


def test_nothing_of_another_team_is_in_it(mine: Path, sealed_drill: Path) -> None:
    """Of other teams' entries there is a position and a digest: no type, no time, no word."""
    with open_reader(sealed_drill) as reader:
        entries = list(entries_of(reader))
    own = {entry.body for entry in entries if entry.team == "alpha"}
    others = [entry for entry in entries if entry.team not in {"", "alpha"} and entry.body not in own]
    text = mine.read_bytes()

    assert b"Late to the briefing" not in text
    assert len(others) > 100
    assert all(one.body not in text for one in others)
    hidden = [line for line in lines(mine) if isinstance(line, dict) and "digest" in line]
    assert all(line.keys() == {"line", "seq", "digest"} for line in hidden)


def test_the_penalised_team_finds_its_penalty(sealed_drill: Path, tmp_path: Path) -> None:
    """What a judge gave a team is in that team's own export."""
    assert b"Late to the briefing" in _export(sealed_drill, "bravo", tmp_path / "bravo.export").read_bytes()


def test_a_word_changed_breaks_the_chain(mine: Path) -> None:
    """No word of an entry can be changed."""
    place = _first(mine, "body", team="alpha")

    proof = changed(mine, place, lambda line: line.update(t=1))

    assert "does not lead to the head" in why(proof)


def test_a_digest_changed_breaks_the_chain(mine: Path) -> None:
    """Nor a digest."""
    proof = changed(mine, _first(mine, "digest"), lambda line: line.update(digest="ab" * 32))

    assert "does not lead to the head" in why(proof)


def test_points_changed_in_the_result_are_found(mine: Path) -> None:
    """The team's lines are worked out again from its entries."""
    proof = changed(mine, -1, lambda line: line.update(total=999))

    assert why(proof) == "The team's points are not those that its entries give."


@pytest.mark.parametrize(
    "said", [{"why": {"template": "The judges liked us"}}, {"team": "bravo"}, {"exact": [1, 3]}]
)
def test_a_reason_changed_in_the_result_is_found(mine: Path, said: dict[str, object]) -> None:
    """Whoever shows an export shows the reasons that the entries give, not others under the same points."""

    def change(line: dict[str, object]) -> None:
        first, *others = msgspec.convert(line["lines"], list[dict[str, object]])
        line["lines"] = [first | said, *others]

    assert why(changed(mine, -1, change)) == "The team's points are not those that its entries give."


@pytest.mark.parametrize("team", ["alpha", "bravo", "charlie"])
def test_every_team_s_export_verifies(sealed_drill: Path, tmp_path: Path, team: str) -> None:
    """What is worked out from a team's own entries is, to the letter, what the whole drill gave it."""
    assert prove_export(_export(sealed_drill, team, tmp_path / "team.export")).ok


def test_another_result_of_another_team_breaks_the_sealed_results(mine: Path) -> None:
    """The hashes of other teams' lines are under the signature too."""

    def change(line: dict[str, object]) -> None:
        teams = line["teams"]
        assert isinstance(teams, dict)
        line["teams"] = teams | {"bravo": "ab" * 32}

    assert why(changed(mine, -1, change)).startswith("The results are not those that were sealed")


def test_a_signature_changed_is_found(mine: Path) -> None:
    """The signature is checked against the hash that the export's own chain gives."""

    def change(line: dict[str, object]) -> None:
        seal = line["seal"]
        assert isinstance(seal, dict)
        seal["signature"] = "00" * 64

    assert why(changed(mine, -1, change)).startswith("The signature does not fit")


def test_a_line_left_out_is_named(mine: Path) -> None:
    """The position says which entry is missing."""
    kept = mine.read_bytes().splitlines(keepends=True)
    del kept[7]
    mine.write_bytes(b"".join(kept))

    assert why(prove_export(mine)) == "Entry 7 is missing."


def test_witness_and_key_are_heard(mine: Path) -> None:
    """A head that a seat was told, and the key that must have signed."""
    good = prove_export(mine)
    assert good.signed is not None

    assert prove_export(mine, witnesses=(good.head,), key=good.signed.seal.key).ok
    assert "told another hash" in why(prove_export(mine, witnesses=(Head(5, bytes(32)),)))
    assert "Another key" in why(prove_export(mine, key=bytes(32)))


@pytest.mark.parametrize("text", ["", "{}", "\x00\xff", '{"line":"livefire-export"}\n'])
def test_what_is_no_export_is_refused_or_faulted(tmp_path: Path, text: str) -> None:
    """Any other file is told apart and never crashes the reader."""
    path = tmp_path / "x.export"
    path.write_text(text, encoding="latin-1")

    try:
        assert not prove_export(path).ok
    except NotADrillError:
        assert text
    assert is_export(path) is text.startswith('{"line":"livefire-export"')


def test_a_broken_drill_gives_no_export(sealed_drill: Path, tmp_path: Path) -> None:
    """Nothing is handed out of a file that does not verify; nor for a team that is not there."""
    copy = Path(shutil.copyfile(sealed_drill, tmp_path / "copy.drill"))
    with open_reader(copy) as reader, pytest.raises(ReportError, match="No team is called delta"):
        list(exported(reader, "delta"))
    forged(copy, lambda drafts: drafts.__delitem__(-2))

    with open_reader(copy) as reader, pytest.raises(VerificationError, match="does not verify"):
        list(exported(reader, "alpha"))


@pytest.mark.parametrize(
    ("happened", "shown"),
    [
        (Happened(0, "", "", ScoresReleased()), True),
        (Happened(0, "", "j", Marked("red", "inject:a", 0, 5)), True),
        (Happened(0, "", "j", Marked("blue", "inject:a", 0, 5)), False),
        (Happened(0, "", "c", Broadcast("x", ("blue",))), False),
        (Happened(0, "", "c", Broadcast("x", ("blue", "red"))), True),
        (Happened(0, "", "c", Broadcast("x")), True),
        (Happened(0, "", "j", PenaltyWithdrawn(1, "x")), False),
        (Happened(0, "", "j", PenaltyWithdrawn(2, "x")), True),
        (Happened(0, "", "j", AppealRuled(3, Outcome.UPHELD, "x")), False),
        (Happened(0, "", "j", AppealRuled(4, Outcome.UPHELD, "x")), True),
        (Happened(0, "blue", "b", AppealFiled((), "x")), False),
    ],
)
def test_what_is_said_of_another_team_is_as_hidden_as_what_it_says(happened: Happened, shown: bool) -> None:  # noqa: FBT001 (a table)
    """Marks, messages, withdrawals and rulings belong to the team that they are about."""
    lens = Lens("red")
    lens.shows(1, Happened(0, "", "j", PenaltyGiven("blue", -1, "x")))
    lens.shows(2, Happened(0, "", "j", PenaltyGiven("red", -1, "x")))
    lens.shows(3, Happened(0, "blue", "b", AppealFiled((), "x")))
    lens.shows(4, Happened(0, "red", "r", AppealFiled((), "x")))

    assert lens.shows(5, happened) is shown
