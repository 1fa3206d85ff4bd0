"""What could be typed next on a command line, from the names that the typist may use."""

from drill.world.grammar import FORMS, form_of, split_role
from drill.world.vocabulary import Vocabulary, fold

MOST = 200
"""Proposals returned; a longer list helps nobody."""


def complete(vocabulary: Vocabulary, text: str) -> list[str]:
    """Return whole lines that begin like ``text``, in library order; the first is the best guess.

    A proposal keeps a ``ROLE:`` prefix as it was typed and ends where free words begin.
    """
    _role, line = split_role(vocabulary, text)
    prefix = text[: len(text) - len(line)]
    typed = line.lstrip()
    wanted = fold(typed)
    found = [proposal for proposal in _lines(vocabulary, typed) if fold(proposal).startswith(wanted)]
    return [prefix + proposal for proposal in found if proposal != typed][:MOST]


def _lines(vocabulary: Vocabulary, typed: str) -> list[str]:
    form = form_of(typed)
    if form is not None:
        return _arguments(vocabulary, form.verb)
    actions = [line for verb in vocabulary.verbs.values() for line in _actions(vocabulary, verb.name, typed)]
    roles = [f"{role}: " for role in vocabulary.roles]
    return actions + [form.verb + (" " if " " in form.usage else "") for form in FORMS] + roles


def _actions(vocabulary: Vocabulary, name: str, typed: str) -> list[str]:
    """Return the action alone while its name is being typed, its targets afterwards."""
    verb = vocabulary.verbs[fold(name)]
    if fold(typed) != fold(name) and not fold(typed).startswith(f"{fold(name)} "):
        return [name]
    if verb.free:
        searched = [f"{name} {source} for " for source in (*vocabulary.sources, "all")]
        return searched if "for" in verb.usage.split() else [f"{name}: "]
    return list(verb.orders.values())


def _arguments(vocabulary: Vocabulary, verb: str) -> list[str]:
    named = {
        "answer": [f"{name}: " for name in vocabulary.questions],
        "hint": list(vocabulary.questions),
        "reply": [f"{name}: " for name in vocabulary.injects],
        "report": [f"{name} {field}: " for name, fields in vocabulary.reports.items() for field in fields],
        "submit": list(vocabulary.reports),
        "cancel": list(vocabulary.pending),
        "acknowledge alert": list(vocabulary.alerts),
        "claim alert": list(vocabulary.alerts),
        "appeal": [f"{name}: " for name in vocabulary.lines],
        "withdraw appeal": list(vocabulary.appeals),
        "close alert": [f"{number} as {end}: " for number in vocabulary.alerts for end in ("real", "false")],
    }
    return [f"{verb} {argument}" for argument in named.get(verb, [])] or [f"{verb}: "]
