"""What a seal says: hashes of the results, the rules and the scenario, and the words by which people compare seals.

The text behind every hash is canonical: the same lines give the same bytes, in whatever order teams and lines are
read. Why a line was given is prose and may be worded better one day, so it is no part of it; everything else is.
"""

from collections.abc import Iterable, Mapping
from hashlib import blake2b
from typing import Protocol

import msgspec
from msgspec.structs import replace

from drill.scenario.model import Model
from drill.world.inputs import ResultsSealed
from scoring.fold import Ledger
from scoring.model import LedgerLine, Record

SEAL_WORDS = 12
KEY_WORDS = 6
_CONSONANTS = "bdfghjklmnprstvz"
_VOWELS = "aiou"


class Statement(Record, frozen=True):
    """What is signed: everything a seal vouches for. The hashes are hexadecimal, 64 digits."""

    position: int
    """Journal position of the `ResultsSealed`."""
    head: str
    """Hash of that entry, which covers every entry before it."""
    scenario: str
    rules: str
    results: str


def signed_bytes(statement: Statement) -> bytes:
    """Return the bytes that the signature is over: one named value a line."""
    return (
        "livefire seal 1\n"
        f"position {statement.position}\n"
        f"head {statement.head}\n"
        f"scenario {statement.scenario}\n"
        f"rules {statement.rules}\n"
        f"results {statement.results}\n"
    ).encode()


def words(statement: Statement, key: bytes, signature: bytes) -> tuple[str, ...]:
    """Return the twelve words of a seal: another result, another key or another signature gives other words.

    Args:
        statement: what was signed.
        key: 32 bytes, the public key.
        signature: 64 bytes.
    """
    covered = signed_bytes(statement) + key + signature
    return spoken(blake2b(covered, digest_size=2 * SEAL_WORDS, person=b"livefire seal").digest())


def key_words(key: bytes) -> tuple[str, ...]:
    """Return the six words by which people compare a public key of 32 bytes."""
    return spoken(blake2b(key, digest_size=2 * KEY_WORDS, person=b"livefire key").digest())


def spoken(data: bytes) -> tuple[str, ...]:
    """Return words of five letters that can be read aloud, each for two bytes: consonants and vowels in turn."""
    return tuple(_word(int.from_bytes(data[at : at + 2], "big")) for at in range(0, len(data), 2))


def _word(number: int) -> str:
    return "".join(
        (
            _CONSONANTS[number >> 12],
            _VOWELS[number >> 10 & 3],
            _CONSONANTS[number >> 6 & 15],
            _VOWELS[number >> 4 & 3],
            _CONSONANTS[number & 15],
        )
    )


def statement_of(seq: int, own_hash: bytes, sealed: ResultsSealed) -> Statement:
    """Return what the seal at this position of the journal says; ``own_hash`` is that entry's."""
    return Statement(seq, own_hash.hex(), sealed.scenario, sealed.rules, sealed.results)


def filled(given: ResultsSealed, ledger: Ledger) -> ResultsSealed:
    """Return the seal with the hashes of a ledger, whatever stood there: only the score can fill them in."""
    return replace(
        given,
        scenario=ledger.model.hash,
        rules=rules_hash(ledger.model),
        results=results_hash(team_hashes(ledger)),
    )


def team_hashes(ledger: Ledger) -> dict[str, str]:
    """Return the hash of each team's lines, by team id."""
    return {name: lines_hash(name, team.lines) for name, team in ledger.teams.items()}


def results_hash(teams: Mapping[str, str]) -> str:
    """Return the hash of all results.

    Args:
        teams: the hash of each team's lines by its id: who may not read another team's lines can be given their hash.
    """
    return _hash(b"".join(_row(team, teams[team]) for team in sorted(teams)))


def lines_hash(team: str, lines: Iterable[LedgerLine]) -> str:
    """Return the hash of one team's lines."""
    return _hash(lines_text(team, lines))


def lines_text(team: str, lines: Iterable[LedgerLine]) -> bytes:
    """Return the canonical text of one team's lines: a JSON array a line, the total first."""
    return b"".join(_rows(team, sorted(lines, key=_place)))


def _rows(team: str, lines: list[LedgerLine]) -> Iterable[bytes]:
    yield _row("team", team, sum(line.points for line in lines))
    for one in lines:
        what = (one.section, one.rule.value, one.item)
        yield _row("line", team, *what, one.points, one.t, one.because, one.by, one.layer.value)


def _place(line: LedgerLine) -> tuple[str, str, str]:
    return line.section, line.rule.value, line.item


class _Named(Protocol):
    @property
    def id(self) -> str: ...


def rules_hash(model: Model) -> str:
    """Return the hash of the points and weights in force: of the scenario's sections and of everything that has points."""
    worth: list[tuple[object, ...]] = [
        ("question", one.id, one.points, one.hint_cost, one.tries) for one in sorted(model.questions, key=_id)
    ]
    worth += [("inject", one.id, one.points) for one in sorted(model.injects, key=_id)]
    worth += [
        ("field", report.id, field.id, field.points)
        for report in sorted(model.reports, key=_id)
        for field in sorted(report.fields, key=_id)
    ]
    worth += [("service", one.id, one.weight) for one in sorted(model.services, key=_id)]
    worth += [("goal", one.id, one.worth) for one in sorted(model.attack.goals, key=_id)]
    worth += [("cost", one.id, one.cost) for one in sorted(model.operations, key=_id) if one.cost]
    return _hash(_row("scoring", model.scoring) + b"".join(_row(*one) for one in worth))


def _id(one: _Named) -> str:
    return one.id


def _row(*values: object) -> bytes:
    return msgspec.json.encode(values) + b"\n"


def _hash(text: bytes) -> str:
    return blake2b(text, digest_size=32).hexdigest()
