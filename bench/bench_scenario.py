"""Loading and checking the bundled scenario: from the file's text to the compiled model, and every check that needs no runs.

"Load and compile" is what `host` and `play` do before a drill; "check" is the same with all static checks. The files are in
the system's cache. The best of three.
"""

from collections.abc import Iterator

from bench.frame import Figure, best
from bench.scenarios import SCENARIO, bundled
from drill.scenario.check import check
from drill.scenario.load import load
from drill.scenario.problems import has_errors


def figures() -> Iterator[Figure]:
    """Measure the parts, then the whole."""
    lines = len(SCENARIO.read_text(encoding="utf-8").splitlines())
    first = bundled().hash
    parsed = best(_load)
    yield Figure("load: text to a document", f"{parsed.cpu * 1000:.0f} ms CPU for {lines} lines")
    whole = best(lambda: int(bundled().hash == first))
    assert whole.work == 1
    yield Figure("load and compile", f"{whole.cpu * 1000:.0f} ms CPU")
    everything = best(_check)
    yield Figure("load, compile and check", f"{everything.cpu * 1000:.0f} ms CPU")


def _load() -> int:
    loaded = load(SCENARIO)
    assert loaded.document is not None
    assert not loaded.problems
    return 1


def _check() -> int:
    loaded = load(SCENARIO)
    assert loaded.document is not None
    model, problems = check(loaded.document, loaded.sources)
    assert model is not None
    assert not has_errors(problems)
    return 1
