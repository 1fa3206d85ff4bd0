import json
import shutil
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from drill.cli.awards import awards
from drill.cli.play import play_into
from drill.cli.scenario import find_scenario, load_model
from drill.errors import MatchError
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import create
from drill.rehearse.match import empty_match

RULES = "awards:\n  cup: {title: Cup, by: total, jury: 40%}\n"


def run(*arguments: str | Path) -> str:
    """Run the command and return what it prints."""
    result = CliRunner().invoke(awards, [str(argument) for argument in arguments], standalone_mode=False)
    if result.exception:
        raise result.exception
    return result.output


def test_published_rules_travel_in_the_file(tmp_path: Path) -> None:
    """Whoever holds the file later decides by the same rules, without the rules' own file."""
    path, rules = tmp_path / "a.drill", tmp_path / "awards.yaml"
    loaded = load_model(find_scenario("doi-sim-defacement"))
    journal = create(path)
    play_into(loaded.model, loaded.sources, empty_match(), 1, journal)
    journal.close()
    rules.write_text(RULES, encoding="utf-8")
    run(path, "--rules", rules, "--publish")
    rules.unlink()

    assert [award["award"] for award in json.loads(run(path, "--json"))["awards"]] == ["cup"]


def test_sealed_results_take_no_other_rules_but_can_be_decided_by_them(
    sealed_drill: Path, tmp_path: Path
) -> None:
    """After the seal nothing is journaled; asking "what if" adds no entry."""
    path = Path(shutil.copyfile(sealed_drill, tmp_path / "a.drill"))
    with open_reader(path) as reader:
        before = reader.head
    rules = tmp_path / "awards.yaml"
    rules.write_text(RULES, encoding="utf-8")
    with pytest.raises(MatchError, match="The results are final"):
        run(path, "--rules", rules, "--publish")
    told = json.loads(run(path, "--rules", rules, "--json"))

    assert [award["award"] for award in told["awards"]] == ["cup"]
    assert len(told["seal"]) == 12
    with open_reader(path) as reader:
        assert reader.head == before


@pytest.mark.parametrize("position", [-1, 0, 1, 1 << 40])
def test_a_signature_for_another_entry_gives_no_words(
    sealed_drill: Path, tmp_path: Path, position: int
) -> None:
    """Awards are told all the same; that the seal does not fit is for ``verify`` to say."""
    path = Path(shutil.copyfile(sealed_drill, tmp_path / "a.drill"))
    raw = sqlite3.connect(path)
    raw.execute("UPDATE seal SET position = ?", (position,))
    raw.commit()
    raw.close()

    assert json.loads(run(path, "--json"))["seal"] == []
