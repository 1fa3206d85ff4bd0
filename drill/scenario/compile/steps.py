"""Steps of the attack: what is written and what it implies, as operations.

Hiddenness belongs to the condition: the attacker reads ``from`` and ``needs`` as they are; ``unless``, the state of the
target and of the links it believes to be fine until it has run into them.
"""

from functools import partial

import msgspec

from drill.i18n import words
from drill.scenario.compile.bits import both, is_false, is_true
from drill.scenario.compile.blank import blank
from drill.scenario.compile.meaning import Meaning
from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.network import Network
from drill.scenario.compile.traces import Traces
from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.conditions import MOST_COMBINATIONS
from drill.scenario.document import Document, Step
from drill.scenario.model import (
    ALWAYS,
    Bits,
    Guard,
    Operation,
    Outcome,
    Owner,
    WhenBroken,
)
from drill.scenario.problems import Found


class Steps:
    """Compiles the steps of one attack."""

    def __init__(
        self,
        document: Document,
        meaning: Meaning,
        names: Names,
        network: Network,
        traces: Traces,
        found: Found,
    ) -> None:
        self._document = document
        self._meaning = meaning
        self._names = names
        self._network = network
        self._traces = traces
        self._found = found
        self._shields, self._copies = _backups(document, meaning.vocabulary)

    def compiled(self) -> tuple[Operation, ...]:
        """Return the steps in file order."""
        return tuple(self._one(step, order) for order, step in enumerate(self._document.attack.steps))

    def _one(self, step: Step, order: int) -> Operation:
        source = self._names.known(Kind.HOST, step.source, "from")
        target = self._names.known(Kind.HOST, step.target, "target")
        then = self._meaning.effect(step.then)
        during = self._meaning.effect(step.during)
        fails = self._meaning.effect(step.fails)
        seen = both(self._held(source), self._meaning.guard(step.needs))
        hidden = self._hidden(step, target, then.add | during.add | fails.add)
        guard = both(seen, hidden)
        self._countable(step, guard)
        named = (("target", step.target, target), ("from", step.source, source))
        mistaken = [word for word, written, known in named if written and not known]
        traces = partial(self._traces.compiled, target=target, source=source, mistaken=mistaken)
        return msgspec.structs.replace(
            blank(step.id, Owner.ATTACKER, guard, order),
            does=step.does,
            technique=step.technique,
            source=source,
            target=target,
            seen=seen,
            hidden=hidden,
            hidden_bits=_blockers(hidden),
            hold=ALWAYS if step.once_started is WhenBroken.CONTINUES else guard,
            takes=step.takes,
            chance=step.chance,
            during=during,
            outcomes=(Outcome(ALWAYS, then),),
            fails=fails,
            traces=traces(step.traces),
            start_traces=traces(step.start_traces),
            failed_traces=traces(step.failed_traces),
            habit=step.habit,
            repeat=step.repeat,
            retry=self._document.attack.retries_after,
        )

    def _hidden(self, step: Step, target: str, sets: Bits) -> Guard:
        """What the attacker believes to be fine until it has run into it."""
        return both(
            self._meaning.none_of(step.unless),
            self._reachable(target),
            self._network.way(step),
            self._unshielded(sets),
        )

    def _held(self, source: str) -> Guard:
        if not source:
            return ALWAYS
        bit = self._meaning.vocabulary.bit
        spoilt = (is_false(bit(source, state)) for state in ("off", "isolated", "encrypted"))
        return both(is_true(bit(source, "compromised")), *spoilt)

    def _reachable(self, target: str) -> Guard:
        if not target:
            return ALWAYS
        bit = self._meaning.vocabulary.bit
        return both(*(is_false(bit(target, state)) for state in ("off", "isolated")))

    def _unshielded(self, sets: Bits) -> Guard:
        """A step that loses a copy is blocked while any backup host is shielded."""
        if not sets & self._copies:
            return ALWAYS
        return both(*(is_false(bit) for bit in self._shields))

    def _countable(self, step: Step, guard: Guard) -> None:
        if len(guard) > MOST_COMBINATIONS:
            message = words('step "{step}" gives {count} combinations', step=step.id, count=len(guard))
            self._found.error(step.place_of("needs"), "combinations", message, words("split the step in two"))


def _backups(document: Document, vocabulary: Vocabulary) -> tuple[list[int], Bits]:
    shields = [vocabulary.bit(host.id, "shielded") for host in document.hosts if host.keeps_backups]
    copies = sum(1 << vocabulary.bit(f"{host.id}-backup", "lost") for host in document.hosts if host.backup)
    return shields, copies


def _blockers(hidden: Guard) -> Bits:
    """Return the facts whose truth blocks: what must be true is seen by its absence."""
    bits = 0
    for mask, want in hidden:
        bits |= mask & ~want
    return bits
