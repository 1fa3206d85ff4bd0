"""A real terminal to test in: a private tmux server, keys in, the screen's text out."""

import shlex
import shutil
import subprocess
import sys
import time
import uuid
from pathlib import Path

import pytest

PATIENCE = 40.0
"""Seconds until a screen that never comes fails its test."""

needs_tmux = pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed")
LIVEFIRE = [sys.executable, "-m", "drill"]


class Screen:
    """One command in one window."""

    def __init__(
        self, folder: Path, *arguments: str, size: tuple[int, int] = (120, 40), lang: str = "en"
    ) -> None:
        self._server = f"livefire-test-{uuid.uuid4().hex[:12]}"
        width, height = size
        command = (
            f"LIVEFIRE_LANG={lang} {shlex.join([*LIVEFIRE, *arguments])}; echo; echo left with $?; sleep 600"
        )
        self._tmux(
            "-f",
            "/dev/null",
            "new-session",
            "-d",
            "-x",
            str(width),
            "-y",
            str(height),
            "-c",
            str(folder),
            command,
        )

    def _tmux(self, *arguments: str) -> str:
        run = subprocess.run(
            ["tmux", "-L", self._server, *arguments], capture_output=True, text=True, check=True, timeout=20
        )
        return run.stdout

    def text(self) -> str:
        """Return what stands on the screen."""
        return self._tmux("capture-pane", "-p")

    def press(self, *keys: str) -> None:
        """Press keys by tmux's names."""
        for key in keys:
            self._tmux("send-keys", key)
            time.sleep(0.15)

    def type(self, words: str) -> None:
        """Type words as they are."""
        self._tmux("send-keys", "-l", words)
        time.sleep(0.15)

    def until(self, words: str) -> str:
        """Wait until words stand on the screen; return the screen."""
        end = time.monotonic() + PATIENCE
        while words not in (seen := self.text()):
            assert time.monotonic() < end, f"“{words}” never came:\n{seen}"
            time.sleep(0.1)
        return seen

    def gone(self, words: str) -> None:
        """Wait until words stand on the screen no more."""
        end = time.monotonic() + PATIENCE
        while words in (seen := self.text()):
            assert time.monotonic() < end, f"“{words}” never went:\n{seen}"
            time.sleep(0.1)

    def close(self) -> None:
        """End the server with everything in it."""
        subprocess.run(
            ["tmux", "-L", self._server, "kill-server"], capture_output=True, check=False, timeout=20
        )
