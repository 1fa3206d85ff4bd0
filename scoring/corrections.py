"""What sets a score right: penalties that are taken back, and other rules. Neither is taken where it means nothing."""

from collections.abc import Iterable

from drill.i18n import Language, words
from drill.scenario.model import Model, Text
from drill.scenario.problems import Found, Level
from drill.world.cards import Change
from drill.world.happened import Happened
from drill.world.inputs import PenaltyGiven, PenaltyWithdrawn, Refusal, RulesAmended
from scoring.rulebook import read_rules
from scoring.section import Judged


class Corrections:
    """Knows which penalties stand; it has no cards of its own.

    Args:
        model: the scenario as it was written.
    """

    def __init__(self, model: Model) -> None:
        self._model = model
        self._standing: set[int] = set()

    def begin(self) -> Iterable[Change]:
        """Return nothing: nobody was given anything yet."""
        return ()

    def apply(self, seq: int, happened: Happened) -> Iterable[Change]:
        """Take an entry in; the cards of penalties are the ledger's."""
        match happened.what:
            case PenaltyGiven():
                self._standing.add(seq)
            case PenaltyWithdrawn(penalty=number):
                self._standing.discard(number)
            case _:
                pass
        return ()

    def refuse(self, seat: str, team: str, given: Judged) -> Refusal | None:  # noqa: ARG002 (the same for every judge)
        """Refuse to take back what nobody gave, which would void what comes to that place later, and broken rules."""
        match given:
            case PenaltyWithdrawn(penalty=number) if number not in self._standing:
                return Refusal(words("No penalty or bonus that stands has this number."))
            case RulesAmended(rules=text):
                found = Found()
                read_rules("rules", text, self._model, found)
                return unusable(found)
            case _:
                return None


def unusable(found: Found) -> Refusal | None:
    """Return why a file of rules cannot be used: its first mistake; None where it has none."""
    first = next((problem for problem in found.problems if problem.level is Level.ERROR), None)
    if first is None:
        return None
    return Refusal(
        words(
            "These rules cannot be used, line {line}: {problem}",
            line=first.line,
            problem=Text(first.say(Language.ENGLISH), first.say(Language.VIETNAMESE)),
        )
    )
