"""Files beside a scenario, new labels for them, and steps that are copied."""

from pathlib import Path

import pytest

from drill.i18n import Language
from drill.scenario.conditions import Sentence
from drill.scenario.document import Document
from drill.scenario.load import load, load_sources
from drill.scenario.read import read_document
from tests.scenario import tiny

PACK = """
zones:
  dmz: Public
hosts:
  web: {zone: dmz, label: Web server}
links:
  - internet to dmz: https
accounts:
  web-admin: {owner: Somebody}
"""


def read(sources: dict[str, str]) -> tuple[Document, list[str]]:
    """Return the document of texts and what is wrong with them."""
    document, problems = read_document(sources)
    assert document is not None
    return document, [f"{one.file}:{one.line}: {one.say(Language.ENGLISH)}" for one in problems]


def test_used_sections_come_first_and_merge_by_id() -> None:
    """What a pack defines is there as if it were written in the file, lists are put together."""
    document, said = read({"x.yaml": tiny.text(use="pack.yaml"), "pack.yaml": PACK})

    assert said == []
    assert document.hosts[0].id == "web"
    assert document.hosts[0].place.file == "pack.yaml"
    assert len(document.links) == 3
    assert document.files == ("x.yaml", "pack.yaml")


def test_the_same_id_twice_is_an_error_at_the_second() -> None:
    """A pack may not define what the file defines too."""
    text = tiny.text(use="pack.yaml")
    _, said = read({"x.yaml": text, "pack.yaml": "hosts:\n  pc: {zone: office}\n"})

    line = next(number for number, one in enumerate(text.split("\n"), 1) if one.startswith("  pc:"))
    assert said == [f'x.yaml:{line}: "pack.yaml" also defines host pc']


def test_names_replace_labels_of_what_was_used() -> None:
    """One section renames a whole range: labels, owners and zones."""
    names = "{web: Cổng thông tin, web-admin: {vi: Quản trị, en: Admin}, dmz: DMZ}"
    document, said = read({"x.yaml": tiny.text(use="pack.yaml", names=names), "pack.yaml": PACK})

    assert said == []
    assert document.hosts[0].label.en == "Cổng thông tin"
    assert document.accounts[0].owner.vi == "Quản trị"
    assert document.zones[0].label.en == "DMZ"


def test_names_of_nothing_are_reported() -> None:
    """A new label needs something that was used."""
    _, said = read({"x.yaml": tiny.text(use="pack.yaml", names="{wev: Cổng}"), "pack.yaml": PACK})

    assert [one.split(": ", 1)[1] for one in said] == [
        "nothing that was used is called 'wev'; did you mean 'web'?"
    ]


def test_files_that_use_each_other_are_read_once() -> None:
    """A circle of files ends."""
    _, said = read({"x.yaml": tiny.text(use="pack.yaml"), "pack.yaml": f"use: x.yaml\n{PACK}"})

    assert said == []


def test_a_problem_in_a_used_file_names_that_file() -> None:
    """The author finds the mistake in the file where it is."""
    _, said = read(
        {"x.yaml": tiny.text(use="pack.yaml"), "pack.yaml": "hosts:\n  web: {zone: office, os: x}\n"}
    )

    assert said[0].startswith("pack.yaml:2: 'x' is not one of: windows")


@pytest.mark.parametrize(
    "name", ["../x.yaml", "/etc/passwd", "a/../../x.yaml", "C:\\x.yaml", "library/../x", "~/x.yaml"]
)
def test_nothing_outside_the_folder_is_used(name: str) -> None:
    """``use`` names files beside the scenario, or the library."""
    _, said = read({"x.yaml": tiny.text(use=f"'{name}'"), name: PACK})

    assert [one for one in said if "cannot be used" in one]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A symbolic link does not smuggle a file in."""
    (tmp_path / "secret.yaml").write_text(PACK)
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "pack.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "x.yaml").write_text(tiny.text(use="pack.yaml"))

    loaded = load(folder / "x.yaml")

    assert [one.code for one in loaded.problems] == ["use"]


def test_texts_loaded_from_files_load_again_without_them(tmp_path: Path) -> None:
    """What a drill file carries is enough to read the scenario again."""
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "web.yaml").write_text(PACK)
    (tmp_path / "x.yaml").write_text(tiny.text(use="packs/web.yaml"))

    loaded = load(tmp_path / "x.yaml")

    assert list(loaded.sources) == ["x.yaml", "packs/web.yaml"]
    assert load_sources(loaded.sources) == loaded


def test_a_missing_main_file_is_a_problem(tmp_path: Path) -> None:
    """Loading never raises for a file that is not there."""
    loaded = load(tmp_path / "none.yaml")

    assert loaded.document is None
    assert len(loaded.problems) == 1


# ---------------------------------------------------------------- for each


FAMILY = """
    lock:
      does: Locks <host>
      for each: {host: [pc, fs]}
      target: <host>
      then: <host> is encrypted
      traces:
        - edr: '<host.ip> and <target> locked'
          id: gone
    """


def test_for_each_copies_a_step_with_its_names_put_in() -> None:
    """Every text of the copy has the name, ids become ``step/name``."""
    document, said = read({"x.yaml": tiny.text(steps=FAMILY)})

    first, second = document.attack.steps
    assert [one for one in said if "(warning)" in one or "starts with" not in one] == []
    assert (first.id, second.id, first.family) == ("lock/pc", "lock/fs", "lock")
    assert second.does.en == "Locks fs"
    assert second.target is not None
    assert second.target.name == "fs"
    assert isinstance(second.then[0], Sentence)
    assert second.then[0].subject == "fs"
    assert second.traces[0].text.en == "<fs.ip> and <target> locked"
    assert [trace.id for step in document.attack.steps for trace in step.traces] == ["gone/pc", "gone/fs"]


def test_for_each_over_two_words_makes_every_pair() -> None:
    """Two words multiply."""
    steps = "\nmove:\n  does: x\n  for each: {a: [pc, fs], b: [bk, mail]}\n  then: [<a> is off, <b> is off]\n"
    document, _ = read({"x.yaml": tiny.text(steps=steps)})

    assert [step.id for step in document.attack.steps] == [
        "move/pc/bk",
        "move/pc/mail",
        "move/fs/bk",
        "move/fs/mail",
    ]


def test_for_each_does_not_explode() -> None:
    """More than 300 copies are refused before they are made."""
    names = "[" + ", ".join(f"h{number}" for number in range(100)) + "]"
    steps = f"\nmove:\n  does: x\n  for each: {{a: {names}, b: {names}, c: {names}}}\n  then: pc is off\n"

    _, said = read({"x.yaml": tiny.text(steps=steps)})

    assert [one.split(": ", 1)[1] for one in said] == ["more than 300 steps"]
