"""``python -m tests.golden``: play the golden matches anew and write their scores; look at what changed before you commit."""

from drill.cli.scenario import bundled
from tests.golden.scores import golden_of, written

if __name__ == "__main__":
    for name in bundled():
        (golden_of(name) / "scores.json").write_text(written(name), encoding="utf-8")
