"""Answer rules: what is right is worked out from each team's own history."""

from drill.i18n import words
from drill.scenario import document as authored
from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.texts import Texts
from drill.scenario.document import Answer, Document
from drill.scenario.model import (
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerRule,
    AnswerSteps,
    AnswerText,
    AnswerTime,
    PastFact,
)
from drill.scenario.problems import Found, Place, did_you_mean


class Answers:
    """Compiles the answer rules of one scenario."""

    def __init__(
        self, document: Document, meaning: Meaning, names: Names, texts: Texts, found: Found
    ) -> None:
        self._hosts = [host.id for host in document.hosts]
        self._meaning = meaning
        self._names = names
        self._texts = texts
        self._found = found

    def rule(self, answer: Answer, place: Place) -> AnswerRule:  # noqa: PLR0911 (one for each kind of answer)
        """Return one answer rule; what it names must exist."""
        match answer:
            case authored.AnswerText(texts):
                return AnswerText(tuple(self._texts.template(text, place) for text in texts))
            case authored.AnswerFirstHost(state):
                return AnswerFirstHost(self._in_state(state, place))
            case authored.AnswerHosts(states):
                pairs = (pair for state in states for pair in self._in_state(state, place))
                return AnswerHosts(tuple(dict.fromkeys(pairs)))
            case authored.AnswerFirstStep(steps):
                return AnswerFirstStep(self._names.all_known(Kind.STEP, steps))
            case authored.AnswerTime(of, give):
                return AnswerTime(self._meaning.past(of) or PastFact(0), give)
            case authored.AnswerAmount(meter, percent):
                return AnswerAmount(self._names.known(Kind.METER, meter), percent)
            case authored.AnswerGoals():
                return AnswerGoals()
            case authored.AnswerSteps():
                return AnswerSteps()

    def _in_state(self, state: str, place: Place) -> tuple[tuple[int, str], ...]:
        vocabulary = self._meaning.vocabulary
        pairs = [(vocabulary.find(host, state), host) for host in self._hosts]
        known = tuple((bit, host) for bit, host in pairs if bit is not None)
        if not known and state:
            states = dict.fromkeys(word for host in self._hosts for word in vocabulary.states(host))
            message = words("no host can ever be '{state}'", state=state)
            self._found.error(place, "L01", message, did_you_mean(state, states))
        return known
