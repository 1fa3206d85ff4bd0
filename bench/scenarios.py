"""The scenario that benchmarks run: the bundled ransomware drill of four hours."""

from pathlib import Path

from drill.scenario.compile import compile_document
from drill.scenario.load import load
from drill.scenario.model import Model

SCENARIO = Path(__file__).parent.parent / "scenarios" / "song-may-ransomware" / "scenario.yaml"


def bundled() -> Model:
    """Return the scenario, loaded and compiled."""
    loaded = load(SCENARIO)
    assert loaded.document is not None
    model, _problems = compile_document(loaded.document, loaded.sources)
    assert model is not None
    return model
