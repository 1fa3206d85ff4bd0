"""The replay of a drill file: the scenario that it carries is compiled again and its inputs run once more."""

from collections.abc import Iterable, Iterator

from drill.errors import VerificationError
from drill.i18n import _
from drill.scenario.model import Model
from drill.world.happened import Happened
from drill.world.inputs import DrillOpened
from drill.world.run import ENGINE, replay


def model_of(opened: DrillOpened) -> Model:
    """Compile the scenario that a drill carries.

    Raises:
        ScenarioError: the carried scenario has mistakes.
        VerificationError: it is another scenario than the drill says, or was compiled with another library.
    """
    raise NotImplementedError


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
    return replay(model_of(opened), journal)
