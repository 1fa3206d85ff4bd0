"""How commands get a scenario that can run, and a file name that is free."""

from importlib.resources import as_file, files
from pathlib import Path

import msgspec

from drill.errors import ScenarioError
from drill.i18n import _
from drill.scenario.check import check
from drill.scenario.load import load
from drill.scenario.model import Model
from drill.scenario.problems import Level, rendered


class Compiled(msgspec.Struct, frozen=True):
    """A scenario without errors."""

    model: Model
    sources: dict[str, str]
    """Every file's text by name, the main file first."""


def compiled(path: Path) -> Compiled:
    """Read, check and compile a scenario file.

    Raises:
        ScenarioError: it has errors; all of them are told, one a line.
    """
    loaded = load(path)
    problems, model = list(loaded.problems), None
    if loaded.document is not None:
        model, more = check(loaded.document, loaded.sources)
        problems = more or problems
    errors = [rendered(problem) for problem in problems if problem.level is Level.ERROR]
    if errors or model is None:
        raise ScenarioError("\n".join(errors), _("Correct these lines; livefire scenario check shows them again."))
    return Compiled(model, loaded.sources)


def bundled(scenario: str) -> Compiled:
    """Return one of the scenarios that come with the program.

    Raises:
        ScenarioError: there is none of this name.
    """
    folder = files("scenarios").joinpath(scenario)
    if not folder.is_dir():
        raise ScenarioError(_("There is no bundled scenario “{name}”.").format(name=scenario))
    with as_file(folder) as found:
        return compiled(found / "scenario.yaml")


def free_name(stem: str) -> Path:
    """Return ``STEM-N.drill`` in the current folder with the first N that is free."""
    number = 1
    while Path(f"{stem}-{number}.drill").exists():
        number += 1
    return Path(f"{stem}-{number}.drill")
