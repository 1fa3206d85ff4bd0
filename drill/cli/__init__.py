"""The command ``livefire``: the composition root. Sub-commands are loaded when they run, so that help costs nothing.

Errors become one panel on stderr and an exit code, here and nowhere else: a command raises, it never prints a traceback.
"""

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from drill import __version__
from drill.errors import ExitCode, LivefireError
from drill.i18n import N_, Language, _, language_of_environment, use_language
from drill.loading import load

COMMANDS = {
    "demo": ("drill.cli.demo:demo", N_("Play the bundled drill in this terminal, every chair yours to try.")),
    "host": ("drill.cli.host:host", N_("Open a drill for teams, judges and controllers, or resume one.")),
    "join": ("drill.cli.join:join", N_("Sit down in the seat that an invitation opens.")),
    "board": ("drill.cli.board:board", N_("Show the board of a drill on a wall, full screen.")),
    "tell": ("drill.cli.plain:tell", N_("Say one line in a seat, without a screen.")),
    "see": ("drill.cli.plain:see", N_("Print what a seat sees, without a screen.")),
    "play": ("drill.cli.play:play", N_("Play a whole drill at full speed from a match file.")),
    "scenario": ("drill.cli.scenario:scenario", N_("List, read and check scenarios.")),
    "key": ("drill.cli.seal:key", N_("Show the public key that signs results on this machine.")),
    "awards": (
        "drill.cli.season:season",
        N_("Make the year's sealed drills a season with ranks and awards."),
    ),
    "drill": ("drill.cli.drill:drill", N_("List, read, verify and score drill files.")),
}
"""Name of each sub-command: where it is, and one line of help."""

EXAMPLES = N_("""Examples:
  livefire demo
  livefire scenario check my-scenario.yaml
  livefire host song-may-ransomware --teams teams.yaml
  livefire join 'livefire://127.0.0.1:7450/#...'
  livefire drill score NAME.drill --why
""")


class LazyGroup(click.Group):
    """A group that imports a sub-command when it is called, not when it is listed."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a sub-command; when the reader of its output goes away (`| head`), that is its right and no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return ExitCode.OK

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 (click's signature)
        """Import a sub-command."""
        if cmd_name not in COMMANDS:
            return None
        command = load(COMMANDS[cmd_name][0])
        assert isinstance(command, click.Command)  # noqa: S101 (the table above is ours)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the list of sub-commands from the table alone."""
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, _(text)) for name, (_where, text) in COMMANDS.items()])

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write the examples."""
        formatter.write("\n" + _(EXAMPLES))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """Write what Livefire is, in the language of this process."""
        formatter.write_paragraph()
        formatter.write_text(_("Livefire runs live-fire incident-response drills from the terminal."))


def _speak(_ctx: click.Context, _parameter: click.Parameter, value: str | None) -> None:
    if value:
        use_language(Language(value))
        os.environ["LIVEFIRE_LANG"] = value


@click.command(
    cls=LazyGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(__version__, prog_name="livefire")
@click.option(
    "--lang",
    type=click.Choice([language.value for language in Language]),
    expose_value=False,
    is_eager=True,
    callback=_speak,
    help="en or vi; otherwise what the locale says.",
)
@click.pass_context
def livefire(ctx: click.Context) -> None:
    """Livefire runs live-fire incident-response drills from the terminal."""
    if ctx.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            chosen = import_module("drill.cli.home").home()
            ctx.exit(ExitCode.OK if chosen is None else run(chosen))
        click.echo(ctx.get_help())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    use_language(language_of_environment())
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code (`drill.errors.ExitCode`)."""
    try:
        outcome = livefire.main(
            args=list(arguments) if arguments is not None else None, standalone_mode=False
        )
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    except (KeyboardInterrupt, click.Abort):
        return ExitCode.INTERRUPTED
    except click.ClickException as wrong:
        wrong.show()
        return ExitCode.USAGE
    except LivefireError as error:
        _panel(error)
        return error.exit_code
    return outcome if isinstance(outcome, int) else ExitCode.OK


def _panel(error: LivefireError) -> None:
    from rich.console import Console, Group  # noqa: PLC0415 (only a failing command pays for Rich)
    from rich.panel import Panel  # noqa: PLC0415 (as above)
    from rich.text import Text  # noqa: PLC0415 (as above)

    lines = [Text(error.message)]
    if error.remedy:
        lines.append(Text(error.remedy, style="bold"))
    panel = Panel(Group(*lines), title=_(error.title), title_align="left", border_style="red")
    Console(stderr=True).print(panel)
