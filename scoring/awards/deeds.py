"""What awards ask of the journal beside the ledger: the breach, containment, declaration, evidence."""

from collections.abc import Iterable, Iterator, Mapping

from drill.scenario.model import Model, Phase
from drill.world.facts import each_bit
from drill.world.happened import Happened
from drill.world.outputs import Ending, FactsChanged, OperationEnded
from scoring.model import Record

GOT = frozenset({"compromised", "stolen"})
"""States of a machine or an account that the attacker has got."""
DECLARED = "team.declared-an-incident"
COPIES = {"captured": "off", "imaged": "wiped"}
"""State of a machine whose memory or disk was copied: the state in which what was there is lost."""


class Moment(Record, frozen=True):
    """A journal position and the team's own time."""

    seq: int
    t: int


class Piece(Record, frozen=True):
    """One piece of evidence on a compromised machine: kept, or destroyed without a copy."""

    host: str
    state: str
    """``captured`` (memory) or ``imaged`` (disk)."""
    kept: bool
    at: Moment


class Watch(Record, frozen=True):
    """What to look for in a scenario: worked out once for all teams."""

    got: dict[int, str]
    """Bit to the machine or account that the attacker has got once it is set."""
    copies: dict[int, tuple[str, str]]
    """Bit to (host, state of the copy)."""
    losses: dict[int, tuple[str, str]]
    """Bit to (host, state of the copy that is then too late)."""
    declared: int | None
    mask: int
    """Of all bits above."""
    start: int
    """Of them, those that are set from the start."""
    inside: frozenset[str]
    """Machines: who has one is in. An account known beforehand opens a door, but nobody has gone through it yet."""
    contains: dict[str, str]
    """Order of the phase contain to its target."""


def watch(model: Model) -> Watch:
    """Return what to look for in a scenario."""
    facts = {(fact.subject, fact.state): fact.bit for fact in model.facts}
    got = {bit: thing for (thing, state), bit in facts.items() if state in GOT}
    copies = dict(_of_hosts(model, facts, {copy: copy for copy in COPIES}))
    losses = dict(_of_hosts(model, facts, {loss: copy for copy, loss in COPIES.items()}))
    declared = next((fact.bit for fact in model.facts if fact.name == DECLARED), None)
    bits = {*got, *copies, *losses} | (set() if declared is None else {declared})
    mask = sum(1 << bit for bit in bits)
    inside = frozenset(host.id for host in model.hosts)
    return Watch(got, copies, losses, declared, mask, model.start & mask, inside, _contains(model))


def _of_hosts(
    model: Model, facts: Mapping[tuple[str, str], int], states: Mapping[str, str]
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield the bit of each of these states of each machine, with what it stands for."""
    for host in model.hosts:
        for state, means in states.items():
            if (host.id, state) in facts:
                yield facts[host.id, state], (host.id, means)


def _contains(model: Model) -> dict[str, str]:
    orders = {order for action in model.actions if action.phase is Phase.CONTAIN for order in action.orders}
    return {op.id: op.target for op in model.operations if op.id in orders}


class Deeds:
    """One team's deeds, folded entry by entry; almost every entry passes by at the cost of one look."""

    def __init__(self, watched: Watch, opened: int = 1) -> None:
        """Begin with what was so from the start.

        Args:
            watched: what to look for.
            opened: position of the entry that opened the drill.
        """
        self._watch = watched
        self._got: dict[str, Moment] = {}
        self.breached: Moment | None = None
        """When the attacker first got a machine, or an account that it did not know from the start."""
        self.contained: Moment | None = None
        """First successful order of the phase contain after that, on something that the attacker had got."""
        self.declared: Moment | None = None
        """When the incident was declared, the first time after that."""
        self._pieces: dict[tuple[str, str], Piece] = {}
        for bit in each_bit(watched.start):
            thing = watched.got.get(bit)
            if thing is None or thing in watched.inside:
                self._set(bit, Moment(opened, 0))
            else:
                self._got[thing] = Moment(opened, 0)

    def note(self, seq: int, happened: Happened) -> None:
        """Take one of the team's entries in."""
        match happened.what:
            case FactsChanged(set=hexed):
                new = int(hexed, 16) & self._watch.mask
                if new:
                    for bit in each_bit(new):
                        self._set(bit, Moment(seq, happened.t))
            case OperationEnded(op=op, ending=Ending.SUCCESS) if op in self._watch.contains:
                if self.breached and self.contained is None and self._watch.contains[op] in self._got:
                    self.contained = Moment(seq, happened.t)
            case _:
                pass

    @property
    def evidence(self) -> tuple[Piece, ...]:
        """Pieces of evidence in the order of the journal."""
        return tuple(sorted(self._pieces.values(), key=lambda piece: (piece.at.seq, piece.host, piece.state)))

    def _set(self, bit: int, at: Moment) -> None:
        watched = self._watch
        if bit in watched.got:
            self._got.setdefault(watched.got[bit], at)
            self.breached = self.breached or at
        elif bit == watched.declared and self.breached is not None and self.declared is None:
            self.declared = at
        elif bit in watched.copies:
            self._piece(*watched.copies[bit], at, kept=True)
        elif bit in watched.losses:
            self._piece(*watched.losses[bit], at, kept=False)

    def _piece(self, host: str, state: str, at: Moment, *, kept: bool) -> None:
        """Note a copy or a loss on a machine that the attacker has got; what comes first decides."""
        if host in self._got:
            self._pieces.setdefault((host, state), Piece(host, state, kept, at))


def deeds_of(model: Model, teams: Iterable[str]) -> dict[str, Deeds]:
    """Return empty deeds for each team."""
    watched = watch(model)
    return {team: Deeds(watched) for team in teams}
