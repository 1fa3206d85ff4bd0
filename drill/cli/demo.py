"""``livefire demo``: the bundled drill, every chair yours to try; without a terminal, the whole drill at full speed."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.cli.opening import free_name
from drill.errors import ExitCode, LinkError
from drill.i18n import _

EPILOG = examples("livefire demo", "livefire --lang vi demo --as judge", "livefire demo --headless --seed 7")
SCENARIO = "song-may-ransomware"
SEED = 8


@click.command(
    help=_(
        "Play the bundled ransomware drill: three simulated teams, and a free chair in each room for you."
    ),
    epilog=EPILOG,
)
@click.option(
    "--as",
    "chair",
    type=click.Choice(["controller", "team", "judge"]),
    default="controller",
    show_default=True,
    help=_("Where you sit down first; F12 changes chairs."),
)
@click.option(
    "--headless", is_flag=True, help=_("Play the whole drill at full speed and print the scoreboard.")
)
@click.option(
    "--seed", type=click.IntRange(min=0), default=SEED, show_default=True, help=_("Luck of the drill.")
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help=_("The drill file to write."))
def demo(*, chair: str, headless: bool, seed: int, out: Path | None) -> int:
    """Play the bundled drill."""
    path = out or free_name("demo")
    if headless or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from drill.cli.demo_headless import play_demo  # noqa: PLC0415 (needs no screens)

        return play_demo(path, SCENARIO, seed)
    click.echo(_("Livefire demo: playing the first twenty minutes. This takes a few seconds."), err=True)
    return asyncio.run(_sit(path, chair, seed))


async def _sit(path: Path, chair: str, seed: int) -> int:
    from drill.cli.demo_seats import sit_round  # noqa: PLC0415 (loads while the hub plays)

    async with _hub(path, seed) as told:
        await sit_round(told, chair)
    click.echo(_("The drill is in {file}. Try: livefire drill score {file} --why").format(file=path))
    return ExitCode.OK


@asynccontextmanager
async def _hub(path: Path, seed: int) -> AsyncIterator[bytes]:
    """Start the hub's process; yield its first line; end it by closing its input."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "drill.cli.demo_hub",
        str(path),
        SCENARIO,
        str(seed),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        start_new_session=True,
    )
    assert process.stdin and process.stdout and process.stderr  # noqa: S101, PT018 (pipes were asked for)
    try:
        line = await process.stdout.readline()
        if not line:
            raise LinkError(
                _("The hub of the demo did not start: {reason}").format(
                    reason=(await process.stderr.read()).decode(errors="replace").strip()[-400:]
                )
            )
        yield line
    finally:
        process.stdin.close()
        try:
            async with asyncio.timeout(5):
                await process.wait()
        except TimeoutError:
            process.kill()
            await process.wait()
