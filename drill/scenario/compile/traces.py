"""Traces: what steps, orders and red herrings leave in the logs, and on which host."""

from collections.abc import Collection, Iterable, Mapping

from drill.scenario.compile.meaning import NO_AIM, Aim, Meaning
from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.texts import NOTHING_MORE, SUFFIXES, Filling, Texts, places_in, same
from drill.scenario.document import Document
from drill.scenario.document import Trace as AuthoredTrace
from drill.scenario.model import Alert, Trace


class Traces:
    """Compiles the traces of one scenario."""

    def __init__(self, document: Document, meaning: Meaning, names: Names, texts: Texts) -> None:
        self._hosts = {host.id for host in document.hosts}
        self._meaning = meaning
        self._names = names
        self._texts = texts

    def compiled(
        self,
        traces: Iterable[AuthoredTrace],
        target: str = "",
        source: str = "",
        aim: Aim = NO_AIM,
        mistaken: Collection[str] = (),
    ) -> tuple[Trace, ...]:
        """Return traces with their texts filled.

        Args:
            traces: as written.
            target: the host, or other thing, that ``<target>`` stands for.
            source: the host that ``<from>`` stands for.
            aim: what fills the places of sentences in ``needs``.
            mistaken: ``target`` or ``from`` where the author's name for it is unknown: said once, it is no
                mistake of the texts as well.
        """
        known = {name: thing for name, thing in (("target", target), ("from", source)) if thing}
        more = self._texts.renamed(**known) if known else NOTHING_MORE
        if mistaken:
            more = {**more, **{f"{name}{suffix}": same(name) for name in mistaken for suffix in SUFFIXES}}
        return tuple(self._one(trace, known, more, aim) for trace in traces)

    def _one(
        self, trace: AuthoredTrace, known: Mapping[str, str], more: Mapping[str, Filling], aim: Aim
    ) -> Trace:
        alert = trace.alert
        template = self._texts.template
        return Trace(
            id=trace.id,
            source=self._names.known(Kind.SOURCE, trace.source),
            text=template(trace.text, trace.place, more),
            on=self._on(trace, known),
            alert=Alert(alert.level, template(alert.title, trace.place_of("alert"), more)) if alert else None,
            chance=trace.chance,
            after=trace.after,
            needs=self._meaning.guard(trace.needs, aim),
            lines=trace.lines,
            seen=self._meaning.vocabulary.find("team", f"seen {trace.id}"),
        )

    def _on(self, trace: AuthoredTrace, known: Mapping[str, str]) -> str:
        if trace.on is not None:
            name = known.get(trace.on.name.strip("<>"), trace.on.name)
            return name if name in self._hosts else self._names.known(Kind.HOST, trace.on, "on")
        for place in places_in(trace.text.en):
            name = place.removesuffix(".ip").removesuffix(".label")
            name = known.get(name, name)
            if name in self._hosts:
                return name
        return next((known[name] for name in ("target", "from") if known.get(name) in self._hosts), "")
