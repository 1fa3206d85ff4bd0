"""A command group, some of whose commands are imported only when they run."""

from typing import ClassVar

import rich_click as click

from drill.loading import load


class LaterGroup(click.RichGroup):
    """A group with `later` at its end."""

    later: ClassVar[dict[str, str]] = {}
    """Name of a command to where it is, ``module:object``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names."""
        return [*super().list_commands(ctx), *self.later]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, importing it where it is loaded late."""
        if cmd_name not in self.later:
            return super().get_command(ctx, cmd_name)
        command = load(self.later[cmd_name])
        assert isinstance(command, click.Command)  # noqa: S101 (the tables are ours)
        return command
