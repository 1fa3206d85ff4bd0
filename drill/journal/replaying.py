"""The replay of a drill file: the scenario that it carries is compiled again and its inputs run once more."""

from collections.abc import Iterable, Iterator

from drill.errors import ScenarioError, VerificationError
from drill.i18n import _
from drill.scenario.compile import compile_document
from drill.scenario.load import load_sources
from drill.scenario.model import Model
from drill.scenario.problems import Level, has_errors, rendered
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from drill.world.run import ENGINE, replay


def model_of(opened: DrillOpened) -> Model:
    """Compile the scenario that a drill carries.

    Raises:
        ScenarioError: the carried scenario has mistakes.
        VerificationError: it is another scenario than the drill says, or this version's library is another.
    """
    if not opened.sources:
        raise VerificationError(_("The file carries no scenario."))
    loaded = load_sources(opened.sources)
    problems = list(loaded.problems)
    model = None
    if loaded.document is not None and not has_errors(problems):
        model, found = compile_document(loaded.document, loaded.sources)
        problems += found
    if model is None:
        raise ScenarioError(
            "\n".join(rendered(problem) for problem in problems if problem.level is Level.ERROR),
            _("The file carries a scenario that this version cannot read; use the version that wrote it."),
        )
    facts = tuple(fact.name for fact in model.facts)
    played = (opened.scenario, opened.scenario_hash)
    _demand(played, (model.id, model.hash), _("The scenario in the file is not the one that was played."))
    _demand(opened.library_hash, model.library_hash, _("The drill was played with another action library."))
    _demand(opened.facts, facts, _("The file names other facts than its scenario has."))
    return model


def _demand(written: object, compiled: object, message: str) -> None:
    if written != compiled:
        raise VerificationError(message, _("Verify it with the version of Livefire that wrote it."))


def replayed(opened: DrillOpened, journal: Iterable[Happened]) -> Iterator[Happened]:
    """Run the inputs of a drill again, giving inputs and outputs in order.

    Args:
        opened: the first entry.
        journal: every entry, in order; outputs only say until when the drill ran.

    Raises:
        ScenarioError: the carried scenario has mistakes.
        VerificationError: the drill is of another engine or library, or the engine refuses an input.
    """
    if opened.engine != ENGINE:
        raise VerificationError(
            _("The drill ran on engine {theirs}; this version has engine {ours}.").format(
                theirs=opened.engine, ours=ENGINE
            ),
            _("Verify it with the version of Livefire that wrote it."),
        )
    if not 0 <= opened.seed < 1 << 64:
        raise VerificationError(_("The drill's seed is no number of 64 bits."))
    return replay(model_of(opened), journal)
