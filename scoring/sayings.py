"""How the score names times and things in its sentences."""

from drill.scenario.model import Text


def moment(t: int) -> str:
    """Return exercise time as people write it: ``T+01:12:40``."""
    seconds = t // 1000
    return f"T+{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def named(label: Text, thing: str) -> Text:
    """Return the label, or the id where there is none."""
    return label if label.en else Text(thing, thing)
