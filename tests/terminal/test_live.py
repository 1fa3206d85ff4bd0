"""What a person does at a real terminal: the demo through its chairs, a hosted drill from three windows, home."""

import json
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.terminal.screen import LIVEFIRE, PATIENCE, Screen, needs_tmux

pytestmark = [needs_tmux, pytest.mark.terminal]

TEAMS = """\
teams:
  alpha:
    seats: [{name: Lan, role: leader}, {name: Minh, role: administrator}]
  bravo:
    seats: [{name: Tuấn, role: everyone}]
judges: [Thu]
controllers: [Quang]
"""
Open = Callable[..., Screen]


@pytest.fixture
def open_screen(tmp_path: Path) -> Iterator[Open]:
    """Open windows that are closed with the test."""
    screens: list[Screen] = []

    def opened(*arguments: str, size: tuple[int, int] = (120, 40), lang: str = "en") -> Screen:
        screens.append(Screen(tmp_path, *arguments, size=size, lang=lang))
        return screens[-1]

    yield opened
    for screen in screens:
        screen.close()


class Hub:
    """A hosted drill in a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (folder / "teams.yaml").write_text(TEAMS)
        new = ("song-may-ransomware", "--teams", "teams.yaml", "--out", "x.drill", "--seed", "5")
        self.process = self._start(*new, "--invitations", "seats.json")
        self._wait_for(folder / "seats.json")
        invited = json.loads((folder / "seats.json").read_text())
        self.invitations = {one["seat"]: one["invitation"] for one in invited}

    def _start(self, *arguments: str) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            [*LIVEFIRE, "host", *arguments],
            cwd=self.folder,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    def _wait_for(self, path: Path) -> None:
        end = time.monotonic() + PATIENCE
        while not path.exists() or not path.read_text().endswith("\n"):
            assert time.monotonic() < end, f"{path.name} never came"
            time.sleep(0.1)

    def kill(self) -> None:
        """End the hub as a power cut would."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(10)

    def resume(self) -> None:
        """Start it again on the same file."""
        self.process = self._start("x.drill")

    def stop(self) -> None:
        """End it as Ctrl-C does."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(20)


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """Host a drill."""
    running = Hub(tmp_path)
    yield running
    running.stop()


def start(controller: Screen) -> None:
    """Start the drill as a controller does."""
    controller.press("p")
    controller.until("Start the drill?")
    controller.press("y")
    controller.until("RUNNING")


def run(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """Run a plain command."""
    return subprocess.run(
        [*LIVEFIRE, *arguments], cwd=folder, capture_output=True, text=True, timeout=120, check=False
    )


def test_three_windows_play_one_drill(open_screen: Open, hub: Hub) -> None:
    """An order given in one window is on the controller's feed and the mate's screen, and not on the other team's."""
    controller = open_screen("join", hub.invitations["controller"])
    one = open_screen("join", hub.invitations["alpha/administrator"])
    mate = open_screen("join", hub.invitations["alpha/leader"], size=(80, 24))
    other = open_screen("join", hub.invitations["bravo/everyone"], size=(80, 24), lang="vi")
    controller.until("WAITING")
    start(controller)
    one.until("RUNNING")
    one.press("F5")
    one.until("What can be ordered")
    one.press(":")
    one.gone("Give order")
    one.type("isolate host pc-vanthu")
    one.until("isolate host pc-vanthu")
    one.press("Enter")
    one.until("Give this order?")
    one.press("y")

    controller.until("Isolate host pc-vanthu")
    mate.press("F5")
    mate.until("pc-vanthu")
    other.press("F5")
    assert "pc-vanthu" not in other.until("Hàng đợi")


def test_a_killed_hub_comes_back_with_every_window(open_screen: Open, hub: Hub, tmp_path: Path) -> None:
    """Kill -9, the same file again: windows reconnect by themselves, the clock stands, the file verifies."""
    controller = open_screen("join", hub.invitations["controller"])
    controller.until("WAITING")
    start(controller)
    hub.kill()
    controller.until("reconnecting")
    hub.resume()

    controller.until("PAUSED")
    controller.until("live")
    assert run(tmp_path, "drill", "verify", "x.drill").returncode == 0


def test_the_demo_opens_in_mid_story_and_changes_chairs(open_screen: Open, tmp_path: Path) -> None:
    """Something turns red, F12 leads on, leaving keeps a file that verifies."""
    screen = open_screen("demo", size=(80, 24))
    screen.until("just lost a service")
    screen.press("F12")
    screen.until("Inbox")
    screen.press("C-q")

    screen.until("left with 0")
    assert run(tmp_path, "drill", "verify", "demo-1.drill").returncode == 0


def test_ctrl_c_leaves_the_demo_and_keeps_its_record(open_screen: Open, tmp_path: Path) -> None:
    """Whoever presses what stops any program is let go at once, with a file that verifies."""
    screen = open_screen("demo")
    screen.until("RUNNING x60")
    screen.press("C-c")

    screen.until("left with 0")
    assert run(tmp_path, "drill", "verify", "demo-1.drill").returncode == 0


def test_home_leads_into_the_demo_with_one_key(open_screen: Open) -> None:
    """A newcomer reaches a running drill in two keys."""
    screen = open_screen()
    screen.until("Try the demo")
    screen.press("d")

    screen.until("RUNNING x60")


def test_a_dumb_terminal_is_told_what_to_do(tmp_path: Path) -> None:
    """Without a terminal the first screen gives help, and the demo plays headless."""
    assert "livefire demo" in run(tmp_path).stdout
    played = run(tmp_path, "demo")
    assert played.returncode == 0
    assert "demo-1.drill" in played.stdout
