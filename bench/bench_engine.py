"""Engine events per CPU second: one world of the bundled scenario over its four hours, with its journal and without.

An event is one thing taken off the world's schedule: the end of an operation, a mark, a decision of the attacker, an alert.
Plans are warm. Outputs are the entries that a journal would keep, world hashes every minute among them. The same world run
in steps of one second must give the same outputs.
"""

from collections.abc import Iterator

from bench.frame import Figure, best, rate
from bench.scenarios import bundled
from drill.scenario.model import Model
from drill.world.core import Event
from drill.world.program import Program
from drill.world.world import World

SEEDS = range(1, 31)
SECOND = 1_000


class _Counted(World):
    """A world that counts its events."""

    events = 0

    def _take(self, event: Event) -> None:
        self.events += 1
        super()._take(event)


def figures() -> Iterator[Figure]:
    """Measure events, then outputs."""
    model = bundled()
    plans = Program(model)
    events = sum(_events(model, plans, seed) for seed in SEEDS)
    _check(model, plans)
    bare = best(lambda: events if _outputs(model, plans, journal=False) == 0 else 0)
    yield rate("events, no journal", "events", bare)
    kept = best(lambda: events if _outputs(model, plans, journal=True) else 0)
    yield rate("events, journal and hashes", "events", kept)
    yield rate("outputs", "entries", best(lambda: _outputs(model, plans, journal=True)))


def _events(model: Model, plans: Program, seed: int) -> int:
    world = _Counted(model, seed, "red", plans=plans)
    world.start()
    world.advance(model.length)
    return world.events


def _outputs(model: Model, plans: Program, *, journal: bool) -> int:
    count = 0
    for seed in SEEDS:
        world = World(model, seed, "red", plans=plans, hashes=journal, journal=journal)
        world.start()
        world.advance(model.length)
        assert world.ended
        count += len(world.log)
    return count


def _check(model: Model, plans: Program) -> None:
    whole, stepped = (World(model, 1, "red", plans=plans) for _ in range(2))
    whole.start()
    stepped.start()
    whole.advance(model.length)
    for t in range(0, model.length + 1, SECOND):
        stepped.advance(t)
    assert whole.log == stepped.log
