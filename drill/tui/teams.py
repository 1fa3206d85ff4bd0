"""The teams by id and by label, as staff type them."""

from collections.abc import Iterable, Mapping, Sequence

from drill.i18n import _
from drill.text import bare, folded

ALL = "all"
"""What one types for every team."""


class Teams:
    """Reads lists of teams like ``blue, red``.

    Args:
        labels: each team's label by its id, in the order of the teams file.
    """

    def __init__(self, labels: Mapping[str, str]) -> None:
        self.labels = dict(labels)
        self._ids = {folded(name): key for key, label in labels.items() for name in (label, key)}

    def ids(self, text: str) -> tuple[str, ...] | None:
        """Return the teams of a list like ``blue, red``; empty for all, None when one is unknown."""
        if folded(text) in {"", ALL, folded(_("all"))}:
            return ()
        if folded(text) in self._ids:
            return (self._ids[folded(text)],)
        found = [self._ids.get(folded(part)) for part in text.split(",") if part.strip()]
        return None if None in found else tuple(dict.fromkeys(one for one in found if one))

    def wrong(self, text: str) -> str:
        """Say which part is no team."""
        if self.ids(text) is not None:
            return ""
        strangers = [
            part.strip() for part in text.split(",") if part.strip() and folded(part) not in self._ids
        ]
        return _("No team is called “{name}”.").format(name=strangers[0] if strangers else text)

    def wrong_one(self, text: str) -> str:
        """Say what is wrong unless exactly one team is named."""
        found = self.ids(text)
        if found is None:
            return self.wrong(text)
        return "" if len(found) == 1 else _("Name exactly one team.")

    def complete(self, text: str) -> list[str]:
        """Return the lists that the typed one could become, all teams among them."""
        return self._completed(text, [_("all")])

    def complete_one(self, text: str) -> list[str]:
        """Return the teams that the typed letters could become."""
        return _meant(text, self.labels.values())

    def _completed(self, text: str, extra: Sequence[str]) -> list[str]:
        before, _comma, last = text.rpartition(",")
        lead = f"{before}, " if before else ""
        names = [*(extra if not before else ()), *self.labels.values()]
        return [f"{lead}{name}" for name in _meant(last, names)]

    def said(self, ids: Sequence[str]) -> str:
        """Return the teams' labels, or the word for all."""
        return ", ".join(self.labels.get(one, one) for one in ids) if ids else _("all teams")


def _meant(text: str, names: Iterable[str]) -> list[str]:
    """Return the names that begin with the typed letters, then those of which a later word does.

    Teams are often called alike up to the last words (``Team Oak``, ``Team Ash``): who types these finds them too, and
    so does who types without accents.
    """
    sought = bare(text)
    found = [name for name in names if f" {sought}" in f" {bare(name)}"]
    return sorted(found, key=lambda name: not bare(name).startswith(sought))
