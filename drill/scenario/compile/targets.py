"""What an action can aim at: one order for each."""

from collections.abc import Iterator

import msgspec

from drill.scenario.compile.meaning import Aim
from drill.scenario.document import Document
from drill.scenario.library.reading import BACKUP, TARGET, WEAKNESS
from drill.scenario.model import TargetKind, Text


class Target(msgspec.Struct, frozen=True):
    """One thing that an order aims at."""

    words: str
    """As it is typed after the action's name: ``fs01``, ``servers to mgmt``, ``eoffice01 EOFFICE-API``; may be empty."""
    id: str
    """Its id; a link is ``link.servers-mgmt``. Empty where nothing is aimed at, or free words."""
    host: bool = False
    weakness: str = ""

    @property
    def aim(self) -> Aim:
        """What fills the places of sentences."""
        if not self.id:
            return {}
        return {TARGET: self.id, WEAKNESS: self.weakness, BACKUP: f"{self.id}-backup"}

    def name(self, text: Text) -> Text:
        """Return a text with the target's words in its places."""
        if "<" not in text.en:
            return text
        shown = self.words.removesuffix(f" {self.weakness}") if self.weakness else self.words
        filled = [said.replace(TARGET, shown).replace(WEAKNESS, self.weakness) for said in (text.en, text.vi)]
        return Text(*filled)


NOTHING = Target("", "")


def targets(kind: TargetKind, document: Document) -> Iterator[Target]:
    """Yield what a kind of action can aim at, in file order; free words and queries aim at nothing."""
    hosts = document.hosts
    match kind:
        case TargetKind.HOST:
            yield from (Target(host.id, host.id, host=True) for host in hosts)
        case TargetKind.BACKUP_HOST:
            yield from (Target(host.id, host.id, host=True) for host in hosts if host.keeps_backups)
        case TargetKind.HOST_WITH_BACKUP:
            yield from (Target(host.id, host.id, host=True) for host in hosts if host.backup)
        case TargetKind.WEAKNESS:
            for host in hosts:
                for name in host.weaknesses:
                    yield Target(f"{host.id} {name}", host.id, host=True, weakness=name)
        case TargetKind.ACCOUNT | TargetKind.ACCOUNT_OR_HOST:
            yield from (Target(account.id, account.id) for account in document.accounts)
            if kind is TargetKind.ACCOUNT_OR_HOST:
                yield from (Target(host.id, host.id, host=True) for host in hosts)
        case _:
            yield from _other(kind, document)


def _other(kind: TargetKind, document: Document) -> Iterator[Target]:
    match kind:
        case TargetKind.LINK:
            for link in document.links:
                ends = link.source.name, link.target.name
                yield Target(f"{ends[0]} to {ends[1]}", f"link.{ends[0]}-{ends[1]}")
        case TargetKind.INDICATOR:
            yield from (Target(indicator.id, indicator.id) for indicator in document.indicators)
        case TargetKind.SERVICE:
            yield from (Target(service.id, service.id) for service in document.services)
        case TargetKind.ROLE:
            yield from (Target(role.id, role.id) for role in document.team.people)
        case _:
            yield NOTHING
