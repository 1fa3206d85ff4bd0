"""The hash of a world, every 60 s of simulated time and at the end (2.6)."""

from drill.world.hashing import hash_of
from drill.world.outputs import WorldHashed
from tests.world.build import MINUTE, SECOND, Bench, begun, give, told


def test_a_hash_is_written_every_minute_and_at_the_end() -> None:
    """2.6: and only once where both fall together."""
    bench = Bench(3 * MINUTE)
    world = begun(bench, hashes=True)
    world.advance(10 * MINUTE)
    assert [t for t, _ in told(world, WorldHashed)] == [MINUTE, 2 * MINUTE, 3 * MINUTE]

    world = begun(Bench(MINUTE + SECOND), hashes=True)
    world.advance(10 * MINUTE)
    assert [t for t, _ in told(world, WorldHashed)] == [MINUTE, MINUTE + SECOND]


def test_equal_worlds_have_equal_hashes_and_others_do_not() -> None:
    """One order more is another world."""

    def hashes(*, ordered: bool, seed: int = 7) -> list[str]:
        bench = Bench(10 * MINUTE)
        bench.step("take", "fs.lost", takes=MINUTE)
        bench.goal("loss", "fs.lost")
        bench.order("look", takes=20 * MINUTE)
        world = begun(bench, seed=seed, hashes=True)
        if ordered:
            give(world, "look")
        world.advance(10 * MINUTE)
        return [what.hash for _, what in told(world, WorldHashed)]

    assert hashes(ordered=False) == hashes(ordered=False)
    assert not set(hashes(ordered=False)) & set(hashes(ordered=True))


def test_a_hash_is_blake2b_of_the_written_state() -> None:
    """64 hexadecimal digits, different for different states."""
    assert len(hash_of((1, "a"))) == 64
    assert hash_of((1, "a")) != hash_of((1, "b"))
