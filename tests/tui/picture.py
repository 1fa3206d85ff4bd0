"""The screen as text, and the comparison with the text that was kept."""

import os
from pathlib import Path

from textual import events
from textual.app import App
from textual.pilot import Pilot

SNAPSHOTS = Path(__file__).parent / "snapshots"
UPDATE = "LIVEFIRE_UPDATE_SNAPSHOTS"
"""Set by ``--update-snapshots``, or by hand."""


def picture(app: App[None]) -> str:
    """Return what is on the screen, line by line, without colours."""
    lines = app.screen._compositor.render_strips(app.size)  # the only place that needs it
    return "\n".join(line.text.rstrip() for line in lines) + "\n"


async def settled(pilot: Pilot[None]) -> None:
    """Let messages, workers and one beat of the desk go by."""
    await pilot.pause()
    await pilot.pause()
    beat = getattr(pilot.app, "beat", None)
    if beat is not None:
        beat()
    await pilot.pause()


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press keys one after the other, each with all that it causes."""
    for key in keys:
        await pilot.press(key)
        await settled(pilot)


async def write(pilot: Pilot[None], text: str) -> None:
    """Hand words to the focused widget as a terminal hands in a paste: one event, however long they are."""
    pilot.app.post_message(events.Paste(text))
    await settled(pilot)


def differs(name: str, shown: str) -> str | None:
    """Compare with the kept text; write it where asked to, or where there is none.

    Returns:
        What is wrong, or None.
    """
    path = SNAPSHOTS / f"{name}.txt"
    if os.environ.get(UPDATE):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(shown, encoding="utf-8")
        return None
    if not path.exists():
        return f"{name}: there is no such snapshot; --update-snapshots writes it"
    kept = path.read_text(encoding="utf-8")
    return None if kept == shown else f"{name}: the screen has changed\n--- kept\n{kept}--- shown\n{shown}"
