r"""Texts with places: everything that is the same for every team is filled in now, the rest becomes slots.

Places are ``<name>``, lower case only, so that neither XML records nor syslog priorities are taken for one; ``\<`` is a
plain bracket.
"""

import re
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from drill.i18n import words
from drill.scenario.document import Document
from drill.scenario.model import Slot, SlotKind, Template, Text
from drill.scenario.problems import Found, Place, did_you_mean

Filling: TypeAlias = Text | Slot
NOTHING_MORE: Mapping[str, Filling] = {}

PLACE = re.compile(r"\\<|<(?P<name>[a-z][a-z0-9.-]*)>")


def same(text: str) -> Text:
    """Return a text that reads alike in both languages."""
    return Text(text, text)


SUFFIXES = ("", ".ip", ".label", ".owner")
"""What may follow a name in a place."""


def places_in(text: str) -> Iterator[str]:
    """Yield the names of a text's places, in the order written."""
    yield from (match["name"] for match in PLACE.finditer(text) if match["name"])


class Texts:
    """Fills the places of one scenario's texts; every problem goes into `found`."""

    def __init__(self, document: Document, addresses: Mapping[str, str], found: Found) -> None:
        self._found = found
        self._fillings: dict[str, Filling] = {
            "team": Slot(SlotKind.TEAM, ""),
            "time": Slot(SlotKind.TIME, ""),
        }
        for host in document.hosts:
            self._fillings[host.id] = same(host.id)
            self._fillings[f"{host.id}.ip"] = same(addresses[host.id])
            self._fillings[f"{host.id}.label"] = host.label
        for account in document.accounts:
            self._fillings[account.id] = same(account.id)
            self._fillings[f"{account.id}.owner"] = account.owner
        for indicator in document.indicators:
            one = len(indicator.values) == 1
            self._fillings[indicator.id] = (
                same(indicator.values[0]) if one else Slot(SlotKind.INDICATOR, indicator.id)
            )
        for meter in document.meters:
            self._fillings[meter.id] = Slot(SlotKind.METER, meter.id)

    def renamed(self, **names: str) -> dict[str, Filling]:
        """Return fillings under other names: ``renamed(target="fs01")`` fills ``<target>``, ``<target.ip>`` and so on.

        Names of nothing, such as the ``from`` of a step from outside, fill nothing.
        """
        more: dict[str, Filling] = {}
        for name, known in names.items():
            for suffix in SUFFIXES:
                filling = self._fillings.get(known + suffix)
                if filling is not None:
                    more[name + suffix] = filling
        return more

    def template(self, text: Text, place: Place, more: Mapping[str, Filling] = NOTHING_MORE) -> Template:
        """Return a text as a template; unknown places are errors and stay as written."""
        english = self._parts(text.en, place, more, "en")
        alike = text.vi == text.en and "<" not in text.en
        vietnamese = english if alike else self._parts(text.vi, place, more, "vi")
        return Template(english, vietnamese)

    def filled(self, text: Text, place: Place, more: Mapping[str, Filling] = NOTHING_MORE) -> Text:
        """Return a text with every place filled that can be filled now; slots are named by what they show."""
        template = self.template(text, place, more)
        english, vietnamese = (
            "".join(part if isinstance(part, str) else part.id or part.kind for part in parts)
            for parts in (template.en, template.vi)
        )
        return Text(english, vietnamese)

    def _parts(
        self, text: str, place: Place, more: Mapping[str, Filling], language: str
    ) -> tuple[str | Slot, ...]:
        if "<" not in text:
            return (text,)
        parts: list[str | Slot] = [""]
        end = 0
        for match in PLACE.finditer(text):
            _append(parts, text[end : match.start()])
            end = match.end()
            filling = self._filling(match, place, more)
            if isinstance(filling, Text):
                _append(parts, filling.vi if language == "vi" else filling.en)
            else:
                parts += (filling, "")
        _append(parts, text[end:])
        return tuple(part for part in parts if part != "") or ("",)

    def _filling(self, match: re.Match[str], place: Place, more: Mapping[str, Filling]) -> Filling:
        name = match["name"]
        if name is None:
            return same("<")
        filling = more.get(name) or self._fillings.get(name)
        if filling is None:
            self._found.error(
                place,
                "L01",
                words("<{name}> is not a known placeholder here", name=name),
                did_you_mean(name, [*more, *self._fillings]),
            )
            return same(match[0])
        return filling


def _append(parts: list[str | Slot], text: str) -> None:
    last = parts[-1]
    if isinstance(last, str):
        parts[-1] = last + text
    else:
        parts.append(text)
