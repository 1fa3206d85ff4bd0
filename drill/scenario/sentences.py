"""The grammar of sentences, conditions and past forms (reference, section 6)."""

from typing import NamedTuple

from drill.i18n import Words, words
from drill.scenario.conditions import (
    MOST_COMBINATIONS,
    About,
    All,
    AnyOf,
    Condition,
    Past,
    PastCondition,
    PastState,
    PastStep,
    Ref,
    Sentence,
    Verb,
    combinations,
)
from drill.scenario.nodes import Entry, Listing, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place
from drill.scenario.values import Read, Value, parts, suggestion

PRESENT = ("is", "are", "has")
PAST = ("was", "were", "had")
_JOINERS = ("and", "or", "but")
_OPPOSITE = {"down": "up", "up": "down"}


class Subject(NamedTuple):
    """What a sentence is about."""

    about: About
    name: str = ""
    ends: tuple[str, str] = ("", "")


_FIXED = {
    ("attacker",): Subject(About.ATTACKER),
    ("team",): Subject(About.TEAM),
    ("any", "goal"): Subject(About.ANY_GOAL),
    ("it",): Subject(About.CLOCK),
}


def subject_of(tokens: tuple[str, ...]) -> Subject | None:
    """Return what the words before the verb name, or None when they are no subject.

    A sentence may begin with a capital (``Attacker has network-map``); ids stay as they are written.
    """
    small = tuple(token.casefold() for token in tokens)
    fixed = _FIXED.get(small)
    if fixed:
        return fixed
    match small:
        case (_,):
            return Subject(About.NAME, tokens[0])
        case ("goal", _):
            return Subject(About.GOAL, tokens[1])
        case ("link", _, "to", _):
            return Subject(About.LINK, ends=(tokens[1], tokens[3]))
        case _:
            return None


# ---------------------------------------------------------------- the present


def sentence(value: Value) -> Sentence | None:
    """Return the sentence that stands here, or None (and a problem)."""
    if isinstance(value.node, Scalar):
        return parse(value.node.text, value.place, value.found)
    message = words('"{key}" takes a sentence or a list of sentences, not a section', key=value.key)
    if isinstance(value.node, Listing):
        message = words(
            '"{key}" takes a sentence or a list of sentences, not a list in a list', key=value.key
        )
    value.wrong("shape", message)
    return None


def sentences(value: Value) -> tuple[Sentence, ...]:
    """Return one or many sentences; broken ones are left out."""
    if isinstance(value.node, Section):
        sentence(value)
        return ()
    return tuple(one for one in map(sentence, parts(value)) if one is not None)


def parse(text: str, place: Place, found: Found) -> Sentence | None:
    """Return the sentence of a text, or None (and a problem)."""
    tokens = tuple(text.split())
    at = next((i for i, token in enumerate(tokens) if token in PRESENT), None)
    past = next((i for i, token in enumerate(tokens) if token in PAST), None)
    if past is not None and (at is None or past < at):
        found.error(place, "past", words('"was" looks back; conditions look at now. Use "is"'))
        return None
    subject = subject_of(tokens[:at]) if at is not None else None
    if at is None or subject is None or at + 1 == len(tokens):
        _not_a_sentence(text, place, found)
        return None
    return _predicate(text, subject, tokens[at], tokens[at + 1 :], place, found)


def _not_a_sentence(text: str, place: Place, found: Found) -> None:
    if not text.strip():
        found.error(place, "empty", words("empty text"))
        return
    message = words(
        "'{text}' is not a sentence; write it like 'fs01 is encrypted' or 'attacker has network-map'",
        text=text,
    )
    found.error(place, "sentence", message)


def _predicate(
    text: str, subject: Subject, verb: str, rest: tuple[str, ...], place: Place, found: Found
) -> Sentence | None:
    if _joined(rest):
        message = words(
            "'{text}' is more than one sentence; write a list (all of them), or any: with a list", text=text
        )
        found.error(place, "sentence", message)
        return None
    negated = rest[0] in ("not", "no")
    state = rest[1:] if negated else rest
    has = verb == "has"
    if not state or (has and subject.about not in (About.ATTACKER, About.TEAM)):
        _not_a_sentence(text, place, found)
        return None
    seen = has and subject.about is About.TEAM and state[0] == "seen" and len(state) > 1
    if negated and state == ("down",):
        found.warning(place, "double-negative", words('"is not down": write "is up"'))
    return Sentence(
        about=subject.about,
        name=subject.name,
        ends=subject.ends,
        verb=Verb.SEEN if seen else Verb.HAS if has else Verb.IS,
        negated=negated,
        state=_state(state[1:] if seen else state, fold=not has),
        text=text,
        place=place,
    )


def _joined(rest: tuple[str, ...]) -> bool:
    """Tell whether a second sentence follows after a comma or an "and"."""
    verb = next((i for i, token in enumerate(rest) if token in PRESENT + PAST), None)
    return verb is not None and any(
        token in _JOINERS or token.endswith((",", ";")) for token in rest[: verb + 1]
    )


def _state(tokens: tuple[str, ...], *, fold: bool) -> str:
    if tokens[:2] == ("weak", "to") or not fold:
        return " ".join(tokens)
    return " ".join(tokens).casefold()


# ---------------------------------------------------------------- conditions


def condition(value: Value) -> Condition | None:
    """Return the condition that stands here; broken parts are left out, and None when nothing is left."""
    return _whole(value, sentence)


def needs_of_service(value: Value) -> Condition | None:
    """Return a service's condition, in which a bare name X means ``X is working``."""
    return _whole(value, _host_or_sentence)


def _host_or_sentence(value: Value) -> Sentence | None:
    bare = value.node.text.strip() if isinstance(value.node, Scalar) else ""
    if bare and len(bare.split()) == 1:
        return Sentence(About.NAME, bare, ("", ""), Verb.IS, False, "working", bare, value.place)  # noqa: FBT003
    return sentence(value)


def _whole(value: Value, leaf: Read[Sentence]) -> Condition | None:
    read = _condition(value, leaf)
    if read is not None and (count := combinations(read)) > MOST_COMBINATIONS:
        message = words(
            "this any: inside any: gives {count} combinations; split the step in two", count=count
        )
        value.wrong("combinations", message)
        return All((), value.place)
    return read


def _condition(value: Value, leaf: Read[Sentence]) -> Condition | None:
    match value.node:
        case Scalar():
            return leaf(value)
        case Listing():
            return All(_parts(value, leaf), value.place)
        case Section(entries, place):
            groups = tuple(group for entry in entries if (group := _group(value, entry, leaf)))
            return groups[0] if len(groups) == 1 else All(groups, place) if groups else None


def _parts(value: Value, leaf: Read[Sentence]) -> tuple[Condition, ...]:
    found = (
        _condition(part, leaf) for part in (parts(value) if isinstance(value.node, Listing) else (value,))
    )
    return tuple(part for part in found if part is not None)


def _group(value: Value, entry: Entry, leaf: Read[Sentence]) -> Condition | None:
    word = folded_key(entry.key.text)
    if word not in ("any", "all"):
        value.found.error(entry.key.place, "shape", *_no_group(value.key, entry.key.text))
        return None
    inner = _parts(value.at(entry.value), leaf)
    if not inner:
        return None
    return AnyOf(inner, entry.key.place) if word == "any" else All(inner, entry.key.place)


def _no_group(key: str, word: str) -> tuple[Words, Words | None]:
    hint = suggestion(word, ("any", "all"))
    if hint is None:
        return words('"{key}" takes a sentence or a list of sentences, not a section', key=key), None
    message = words(
        '"{key}" takes a sentence, a list of sentences, or any: / all: with a list, not "{word}"',
        key=key,
        word=word,
    )
    return message, hint


# ---------------------------------------------------------------- the past


def past_condition(value: Value) -> PastCondition | None:
    """Return a condition on what has been, as an OR of ANDs; None when nothing is left of it."""
    ways = _past_ways(value)
    if len(ways) > MOST_COMBINATIONS:
        message = words(
            "this any: inside any: gives {count} combinations; split the step in two", count=len(ways)
        )
        value.wrong("combinations", message)
        return None
    return ways or None


def _past_ways(value: Value) -> PastCondition:
    match value.node:
        case Scalar():
            past = past_sentence(value)
            return () if past is None else ((past,),)
        case Listing():
            return _all_of(tuple(_past_ways(part) for part in parts(value)))
        case Section(entries):
            return _all_of(tuple(_past_group(value, entry) for entry in entries))


def _past_group(value: Value, entry: Entry) -> PastCondition:
    word = folded_key(entry.key.text)
    if word not in ("any", "all"):
        _group(value, entry, sentence)
        return ()
    inner = value.at(entry.value)
    ways = tuple(_past_ways(part) for part in (parts(inner) if isinstance(inner.node, Listing) else (inner,)))
    return _all_of(ways) if word == "all" else tuple(way for part in ways for way in part)


def _all_of(branches: tuple[PastCondition, ...]) -> PastCondition:
    """Return the AND of several ORs of ANDs; broken branches are left out, growth stops past the limit."""
    together: PastCondition = ((),)
    for branch in branches:
        if branch and len(together) <= MOST_COMBINATIONS:
            together = tuple(left + right for left in together for right in branch)
    return () if together == ((),) else together


def past_sentence(value: Value) -> Past | None:
    """Return ``X was S`` or ``STEP was done``, or None (and a problem)."""
    if not isinstance(value.node, Scalar):
        sentence(value)
        return None
    past = parse_past(value.node.text, value.place, value.found)
    if past is None and not value.node.text.strip():
        value.wrong("empty", words("empty text"))
    elif past is None:
        message = words(
            "'{text}' does not look back; write it like 'fs01 was encrypted' or 'plant-task was done'",
            text=value.node.text,
        )
        value.wrong("past", message)
    return past


def parse_past(text: str, place: Place, found: Found) -> Past | None:
    """Return the past form of a text, or None without a problem when it is none."""
    tokens = tuple(text.split())
    at = next((i for i, token in enumerate(tokens) if token in ("was", "were")), None)
    if at is None or any(token in PRESENT for token in tokens) or "not" in tokens:
        return None
    subject = subject_of(tokens[:at])
    rest = tokens[at + 1 :]
    if subject is None or not rest:
        return None
    if rest == ("done",) and subject.about is About.NAME:
        return PastStep(Ref(subject.name, place))
    present = _predicate(text, subject, "is", rest, place, found)
    return None if present is None else PastState(present)
