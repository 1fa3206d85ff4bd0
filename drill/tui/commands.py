"""The palette: everything a desk can do, as "noun: Verb" with a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.markup import escape

from drill.i18n import _
from drill.text import bare, one_line, plain


@dataclass(frozen=True, slots=True)
class DeskCommand:
    """One line of the palette, already in the reader's language."""

    name: str
    """``alert: Claim``."""
    about: str
    """One sentence."""
    run: Callable[[], object]


@runtime_checkable
class Commanding(Protocol):
    """A screen or an app that has commands to offer now."""

    def desk_commands(self) -> Iterable[DeskCommand]:
        """Return what can be done now."""
        ...


class DeskCommands(Provider):
    """Offers what the screen below the palette and the app can do now.

    The palette reads its help as markup, hence the escapes; names may hold an outsider's words and are plain.
    """

    def _commands(self) -> list[DeskCommand]:
        found: list[DeskCommand] = []
        for source in (self.screen, self.app):
            if isinstance(source, Commanding):
                found += source.desk_commands()
        return found

    async def discover(self) -> Hits:
        """Everything, the screen's own first."""
        for command in self._commands():
            yield DiscoveryHit(
                plain(command.name), command.run, text=command.name, help=escape(command.about)
            )

    async def search(self, query: str) -> Hits:
        """What matches the typed letters, with accents or without; a sentence where nothing does."""
        matcher = self.matcher(bare(query))
        scores = [(matcher.match(bare(command.name)), command) for command in self._commands()]
        for score, command in scores:
            if score > 0:
                yield Hit(
                    score, plain(command.name), command.run, text=command.name, help=escape(command.about)
                )
        if not any(score for score, _command in scores):
            said = _("Nothing is called “{words}” here.").format(words=one_line(query, 40))
            about = _("Erase it: the empty line lists everything that can be done.")
            yield Hit(1, plain(said), _nothing, text=said, help=escape(about))


def _nothing() -> None:
    """Stand for a command where there is none."""
