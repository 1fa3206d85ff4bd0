"""The scores of a played match as a file that a person can read and compare."""

import json
from hashlib import blake2b
from pathlib import Path

from drill.cli.scenario import bundled, load_model
from drill.rehearse.bots import BOTS
from drill.rehearse.match import Match, load_match
from drill.rehearse.play import play
from drill.world.happened import encode
from scoring.board import LiveBoard

SEED = 1


def golden_of(name: str) -> Path:
    """Return the golden folder of a bundled scenario."""
    return bundled()[name].parent / "golden"


def match_of(name: str) -> Match:
    """Return the golden match of a bundled scenario."""
    return load_match(golden_of(name) / "match.yaml", load_model(bundled()[name]).model, BOTS)


def scores(name: str, match: Match) -> dict[str, object]:
    """Play a match and return its scores: every team's sections and every line of its ledger."""
    loaded = load_model(bundled()[name])
    live = LiveBoard(loaded.model)
    journal = blake2b(digest_size=16)
    for seq, happened in enumerate(play(loaded.model, loaded.sources, match, SEED), 1):
        live.feed(seq, happened)
        if seq > 1:
            journal.update(f"{happened.t}|{happened.team}|{happened.seat}|{happened.command}|".encode())
            journal.update(encode(happened.what))
    return {
        "seed": SEED,
        "entries": seq,
        "journal": journal.hexdigest(),
        "teams": [
            {
                "rank": row.rank,
                "team": row.standing.team,
                "total": row.standing.total,
                "sections": dict(row.standing.sections),
                "lines": [
                    f"{line.points:+} {line.section}: {line.item or '-'}, {line.rule}"
                    for line in live.ledger.teams[row.standing.team].lines
                ],
            }
            for row in live.rows()
        ],
    }


def written(name: str) -> str:
    """Return the text of a scenario's ``scores.json`` as it should be."""
    return json.dumps(scores(name, match_of(name)), ensure_ascii=False, indent=1) + "\n"
