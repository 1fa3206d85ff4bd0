"""A workbench for small worlds: facts by name, steps and orders in one line, everything else at its quietest."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

from drill.scenario.model import (
    ALWAYS,
    NEVER,
    Account,
    Action,
    Alert,
    AlertLevel,
    Attack,
    Channel,
    Effect,
    Fact,
    FactKind,
    Goal,
    Guard,
    Herring,
    Host,
    Indicator,
    IndicatorKind,
    Inject,
    Meter,
    Model,
    Mood,
    Operation,
    Outcome,
    Owner,
    Phase,
    Question,
    Reach,
    Rehearsal,
    Report,
    Role,
    Rule,
    Scoring,
    Service,
    Source,
    Span,
    Stage,
    TargetKind,
    Template,
    Text,
    Trace,
)
from drill.world.inputs import OrderGiven
from drill.world.outputs import FactsChanged, OperationEnded, OperationStarted, Output, Start
from drill.world.world import World

SECOND = 1000
MINUTE = 60_000
HOUR = 3_600_000
QUIET = Text("", "")
EIGHT = 8 * HOUR


class Bench:
    """Collects the parts of a model; facts get their bits in the order in which they are first named."""

    def __init__(self, length: int = 4 * HOUR, *, starts_at: int = EIGHT) -> None:
        self.length = length
        self.starts_at = starts_at
        self.names: dict[str, int] = {}
        self.derived: dict[str, Guard] = {}
        self.true = 0
        self.steps: list[Operation] = []
        self.orders: list[Operation] = []
        self.goals: list[Goal] = []
        self.moods: list[Mood] = []
        self.meters: list[Meter] = []
        self.services: list[Service] = []
        self.hosts: list[Host] = []
        self.injects: list[Inject] = []
        self.herrings: list[Herring] = []
        self.questions: list[Question] = []
        self.reports: list[Report] = []
        self.indicators: list[Indicator] = []
        self.accounts: list[Account] = []
        self.sources = [Source("log", QUIET, ("blind01",), 30 * 24 * HOUR, Span(0, 0))]
        self.people = {"administrator": 1, "analyst": 1, "leader": 1}
        self.first_move = 0
        self.pace = Span(0, 0)
        self.hands = 1
        self.opening: tuple[str, ...] = ()
        self.retries_after = 10 * MINUTE
        self.gives_up_after: int | None = None
        self.day, self.night = self.bit("clock.working-hours"), self.bit("clock.night")

    def bit(self, name: str) -> int:
        """Return a fact's bit, naming it first where it is new."""
        return self.names.setdefault(name, len(self.names))

    def bits(self, *names: str) -> int:
        """Return a mask of facts."""
        mask = 0
        for name in names:
            mask |= 1 << self.bit(name)
        return mask

    def at_start(self, *names: str) -> None:
        """Let facts be true at T+0."""
        self.true |= self.bits(*names)

    def when(self, text: str = "") -> Guard:
        """Read ``a b -c | d``: a and b and not c, or d; nothing is always."""
        if not text.strip():
            return ALWAYS
        pairs = []
        for part in text.split("|"):
            words = part.split()
            wanted = [word for word in words if not word.startswith("-")]
            pairs.append((self.bits(*(word.removeprefix("-") for word in words)), self.bits(*wanted)))
        return tuple(pairs)

    def effect(self, text: str = "") -> Effect:
        """Read ``a -b``: set a, clear b."""
        words = text.split()
        add = self.bits(*(word for word in words if not word.startswith("-")))
        return Effect(add, self.bits(*(word[1:] for word in words if word.startswith("-"))))

    def rule(self, name: str, text: str) -> int:
        """Let a fact be derived; rules are evaluated in the order in which they were given."""
        self.derived[name] = self.when(text)
        return self.bit(name)

    def host(self, name: str) -> None:
        """Add a host with its derived ``working``."""
        working = self.rule(f"{name}.working", f"-{name}.off -{name}.isolated -{name}.encrypted")
        self.hosts.append(
            Host(
                name,
                Text(name, name),
                "lan",
                "10.0.0.1",
                "other",
                (),
                backup=False,
                keeps_backups=False,
                count=1,
                working=working,
            )
        )

    def service(self, name: str, needs: str, *, noticed_after: int = MINUTE, weight: int = 1) -> None:
        """Add a service that is up while a condition holds."""
        up = self.rule(f"{name}.up", needs)
        self.services.append(
            Service(name, Text(name, name), weight, hidden=False, noticed_after=noticed_after, up=up)
        )

    def goal(self, name: str, when: str, worth: int = 1) -> None:
        """Add a goal."""
        self.goals.append(
            Goal(name, Text(name, name), self.when(when), worth, self.bit(f"goal.{name}.reached"))
        )

    def mood(self, name: str, when: str, pace: Span | None = None, hands: int | None = None) -> None:
        """Add a mood."""
        self.moods.append(Mood(name, self.when(when), self.rule(f"mood.{name}", when), pace, hands))

    def step(
        self,
        name: str,
        then: str = "",
        *,
        seen: str = "",
        hidden: str = "",
        during: str = "",
        fails: str = "",
        takes: int | Span = 5 * MINUTE,
        **others: Any,
    ) -> None:
        """Add a step of the attacker. ``others`` are fields of `Operation`."""
        a, b = self.when(seen), self.when(hidden)
        guard = tuple((m | n, v | w) for m, v in a for n, w in b)
        mask = 0
        for m, _ in b:
            mask |= m
        parts: dict[str, Any] = {
            "owner": Owner.ATTACKER,
            "guard": guard,
            "seen": a,
            "hidden": b,
            "hidden_bits": mask,
            "hold": guard,
            "during": self.effect(during),
            "outcomes": (Outcome(ALWAYS, self.effect(then)),) if then else (),
            "fails": self.effect(fails),
            "takes": takes if isinstance(takes, Span) else Span(takes, takes),
            "retry": self.retries_after,
        }
        self.steps.append(_operation(name, len(self.steps), parts | others))

    def order(
        self,
        name: str,
        then: str = "",
        *,
        needs: str = "",
        during: str = "",
        takes: int | Span = 2 * MINUTE,
        role: str = "administrator",
        **others: Any,
    ) -> None:
        """Add an order of the team."""
        guard = self.when(needs)
        parts: dict[str, Any] = {
            "owner": Owner.TEAM,
            "guard": guard,
            "seen": guard,
            "hold": guard,
            "during": self.effect(during),
            "outcomes": (Outcome(ALWAYS, self.effect(then)),) if then else (),
            "takes": takes if isinstance(takes, Span) else Span(takes, takes),
            "role": role,
            "people": 1,
        }
        self.orders.append(_operation(name, len(self.orders), parts | others))

    def model(self) -> Model:
        """Return the model, its start closed."""
        derived = self.bits(*self.derived)
        facts = tuple(
            Fact(
                bit,
                name,
                FactKind.DERIVED if name in self.derived else FactKind.BASE,
                name.rsplit(".", 1)[0],
                name.rsplit(".", 1)[-1],
            )
            for name, bit in self.names.items()
        )
        rules = tuple(Rule(self.names[name], guard) for name, guard in self.derived.items())
        return Model(
            id="bench",
            hash="0" * 64,
            library_hash="0" * 64,
            title=Text("Bench", "Bench"),
            summary=QUIET,
            length=self.length,
            starts_at=self.starts_at,
            level="intermediate",
            teaches=(),
            hours_per_hour=1,
            facts=facts,
            start=self.true,
            derived=derived,
            rules=rules,
            day=self.day,
            night=self.night,
            zones=(),
            links=(),
            hosts=tuple(self.hosts),
            accounts=tuple(self.accounts),
            indicators=tuple(self.indicators),
            things=(),
            services=tuple(self.services),
            sources=tuple(self.sources),
            meters=tuple(self.meters),
            roles=tuple(Role(role, Text(role, role), people) for role, people in self.people.items()),
            actions=tuple(
                Action(
                    op.id,
                    QUIET,
                    Phase.CONTAIN,
                    TargetKind.NONE,
                    op.role,
                    op.people,
                    op.takes,
                    QUIET,
                    (op.id,),
                    (),
                    (),
                )
                for op in self.orders
            ),
            umpire=True,
            attack=Attack(
                QUIET,
                self.first_move,
                self.pace,
                self.hands,
                self.opening,
                self.retries_after,
                self.gives_up_after,
                tuple(self.moods),
                tuple(self.goals),
            ),
            operations=(*self.steps, *self.orders),
            noise=(),
            herrings=tuple(self.herrings),
            injects=tuple(self.injects),
            questions=tuple(self.questions),
            reports=tuple(self.reports),
            scoring=Scoring(300, self.length, 300, None, None, None, (), 20, 2, 1, 5),
            rehearsal=Rehearsal(200, (), ()),
        )


_QUIET_OPERATION = Operation(
    id="",
    owner=Owner.TEAM,
    order=0,
    does=QUIET,
    technique="",
    source="",
    target="",
    guard=ALWAYS,
    seen=ALWAYS,
    hidden=ALWAYS,
    hidden_bits=0,
    hold=ALWAYS,
    takes=Span(0, 0),
    chance=100,
    during=Effect(),
    stages=(),
    outcomes=(),
    fails=Effect(),
    cuts=(),
    traces=(),
    start_traces=(),
    failed_traces=(),
    habit=False,
    repeat=False,
    retry=0,
    role="",
    people=0,
    reach=Reach.NOTHING,
    says=QUIET,
    cost=0,
    extra_people=None,
    destroys=QUIET,
)


def _operation(name: str, order: int, parts: dict[str, Any]) -> Operation:
    return msgspec.structs.replace(_QUIET_OPERATION, id=name, order=order, **parts)


def template(text: str) -> Template:
    """Return a text without slots."""
    return Template((text,), (text,))


def trace(
    name: str,
    text: str = "something",
    *,
    alert: str = "",
    on: str = "",
    after: int | Span = 0,
    chance: int = 100,
    needs: Guard = ALWAYS,
    lines: int = 1,
    seen: int | None = None,
) -> Trace:
    """Return a trace in the source ``log``."""
    return Trace(
        id=name,
        source="log",
        text=template(text),
        on=on,
        alert=Alert(AlertLevel.HIGH, template(alert)) if alert else None,
        chance=chance,
        after=after if isinstance(after, Span) else Span(after, after),
        needs=needs,
        lines=Span(lines, lines),
        seen=seen,
    )


def inject(name: str, *, at: int | None = None, when: Guard = NEVER, **others: Any) -> Inject:
    """Return an inject; ``others`` are fields of `Inject`."""
    quiet = Inject(
        id=name,
        at=at,
        when=when,
        after=0,
        unless=NEVER,
        sender=QUIET,
        to="everyone",
        channel=Channel.MAIL,
        text=template(name),
        reply_within=None,
        points=0,
        then=Effect(),
    )
    return msgspec.structs.replace(quiet, **others)


def herring(name: str, *, at: int | None = None, costly: Guard = NEVER, hosts: Sequence[str] = ()) -> Herring:
    """Return a red herring that leaves nothing in the logs."""
    return Herring(name, at, NEVER, (), QUIET, costly, tuple(hosts))


def stage(before_end: int, during: Effect) -> Stage:
    """Return a stage of an order."""
    return Stage(before_end, during)


def indicator(name: str, *values: str) -> Indicator:
    """Return a domain with one value, or with a pool of them."""
    return Indicator(name, IndicatorKind.DOMAIN, values, harmless=False, breaks=())


def begun(bench: Bench, seed: int = 7, *, hashes: bool = False) -> World:
    """Return the started world of the team ``red``."""
    world = World(bench.model(), seed, "red", hashes=hashes)
    world.start()
    return world


WhatT = TypeVar("WhatT", bound=Output)


def told(world: World, kind: type[WhatT]) -> list[tuple[int, WhatT]]:
    """Return the outputs of a kind so far, with their times."""
    return [(happened.t, happened.what) for happened in world.log if isinstance(happened.what, kind)]


def ends(world: World) -> list[tuple[int, str, str]]:
    """Return (t, operation, ending) of everything that ended so far."""
    return [(t, what.op, what.ending.value) for t, what in told(world, OperationEnded)]


def starts(world: World) -> list[tuple[int, str]]:
    """Return (t, operation) of everything that started so far; a doomed attempt has a ``!`` behind its name."""
    return [
        (t, what.op + ("!" if what.start is Start.DOOMED else ""))
        for t, what in told(world, OperationStarted)
    ]


def changes(world: World, name: str) -> list[tuple[int, bool]]:
    """Return when a fact became true or false, the start left out."""
    bit = next(fact.bit for fact in world.program.model.facts if fact.name == name)
    found = []
    for t, what in told(world, FactsChanged)[1:]:
        if int(what.set, 16) >> bit & 1 or int(what.cleared, 16) >> bit & 1:
            found.append((t, bool(int(what.set, 16) >> bit & 1)))
    return found


def is_true(world: World, name: str) -> bool:
    """Whether a fact is true now."""
    return any(fact.name == name and world.facts >> fact.bit & 1 for fact in world.program.model.facts)


def give(world: World, order: str, role: str = "administrator", **others: Any) -> None:
    """Give an order at the world's own time."""
    world.crew.give(OrderGiven(order, role, **others))
