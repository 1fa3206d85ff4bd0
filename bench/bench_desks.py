"""Each desk as a person starts it: from the start of the process to its first frame, and what it then takes of memory.

The demo's hub runs in a process of its own, twenty minutes into a drill of four teams. ``livefire join INVITATION`` starts in
a pseudo-terminal of 120 x 40; the first frame is there when a thousand printable characters were drawn after the switch to
the alternate screen: the place's frame and cards, as the hub sent them. Wall time is what a person waits and depends on who
else uses the machine; CPU time is that of the desk alone up to then. Memory is the resident set a moment later. The best
of three starts. ``livefire --help`` is measured to its end. Everything was started once before, so that Python's byte code
is there, as pip leaves it in any installation. Needs Linux for its ``/proc``.
"""

import fcntl
import os
import pty
import re
import select
import struct
import subprocess
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec

from bench.frame import Figure
from drill.cli.demo_hub import Opening

START = [sys.executable, "-c", "import sys; from drill.cli import main; sys.exit(main())"]
SCREEN = b"\x1b[?1049h"
_CONTROL = re.compile(rb"\x1b\[[0-9;?<>=]*[A-Za-z]|\x1b[^\[]|[\x00-\x1f ]")
ENOUGH = 1_000
STARTS = 3
PATIENCE = 30.0
SETTLED = 1.5


class Frame(msgspec.Struct, frozen=True):
    """One start of a desk."""

    wall: float
    """Seconds to the first frame."""
    cpu: float
    """CPU seconds of the process up to then."""
    memory: int
    """Resident bytes once it stands."""


def figures() -> Iterator[Figure]:
    """Measure the help, then the three desks."""
    with tempfile.TemporaryDirectory() as folder:
        environment = _environment(Path(folder))
        helped = min([_help(environment) for _ in range(1 + STARTS)][1:])
        yield Figure("livefire --help", f"{helped * 1000:.0f} ms CPU", goal="under 100 ms")
        with _hub(Path(folder) / "bench.drill") as opening:
            for name in ("controller", "team", "judge"):
                frames = [_frame(getattr(opening, name), environment) for _ in range(1 + STARTS)][1:]
                first = min(frames, key=lambda frame: frame.cpu)
                wall = min(frame.wall for frame in frames)
                yield Figure(
                    f"{name}: first frame", f"{wall:.2f} s wall, {first.cpu:.2f} s CPU", goal="under 0.5 s"
                )
                yield Figure(f"{name}: memory", f"{first.memory / 1_000_000:.0f} MB resident")


def _environment(folder: Path) -> dict[str, str]:
    """Return variables with which byte code is kept, in this folder alone, and the terminal has all colours."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    cache = str(folder / "byte-code")
    return kept | {"PYTHONPYCACHEPREFIX": cache, "TERM": "xterm-256color", "COLORTERM": "truecolor"}


def _help(environment: dict[str, str]) -> float:
    before = os.times()
    done = subprocess.run([*START, "--help"], stdout=subprocess.PIPE, env=environment, check=True)
    assert b"livefire" in done.stdout
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@contextmanager
def _hub(path: Path) -> Iterator[Opening]:
    """Run the demo's hub; it ends when its input is closed."""
    command = [sys.executable, "-m", "drill.cli.demo_hub", str(path), "song-may-ransomware", "8"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as hub:
        assert hub.stdin is not None
        assert hub.stdout is not None
        try:
            yield msgspec.json.decode(hub.stdout.readline(), type=Opening)
        finally:
            hub.stdin.close()
            hub.wait()


def _frame(invitation: str, environment: dict[str, str]) -> Frame:
    screen, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    start = time.perf_counter()
    with subprocess.Popen(
        [*START, "join", invitation],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        env=environment,
        start_new_session=True,
    ) as desk:
        os.close(terminal)
        try:
            _drawn(screen, start + PATIENCE)
            wall, cpu = time.perf_counter() - start, _cpu(desk.pid)
            _drain(screen, time.perf_counter() + SETTLED)
            return Frame(wall, cpu, _resident(desk.pid))
        finally:
            desk.kill()
            os.close(screen)


def _drawn(screen: int, deadline: float) -> None:
    """Read until a frame was drawn."""
    seen = b""
    while len(_CONTROL.sub(b"", seen.partition(SCREEN)[2])) < ENOUGH:
        seen += _read(screen, deadline)
        assert time.perf_counter() < deadline, f"no frame: {seen[-400:]!r}"


def _drain(screen: int, deadline: float) -> None:
    while time.perf_counter() < deadline:
        _read(screen, deadline)


def _read(screen: int, deadline: float) -> bytes:
    ready, _, _ = select.select([screen], [], [], max(0.0, deadline - time.perf_counter()))
    return os.read(screen, 65_536) if ready else b""


def _cpu(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
