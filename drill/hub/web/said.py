"""The wall's cards as a page reads them: plain words in one language, numbers as numbers, nothing that a page could run."""

from collections.abc import Iterable
from typing import TypeAlias

import msgspec

from drill.i18n import Language, translate
from drill.text import clean, one_line
from drill.world.cards import (
    AnyCard,
    AwardCard,
    BoardCard,
    Change,
    ClockCard,
    DrillCard,
    DueCard,
    HoldingCard,
    Put,
    ResultsCard,
    RowCard,
    ShadowCard,
    StoryCard,
    kind_of,
)
from scoring.wall.naming import RESULTS, STATES, folded, head

Said: TypeAlias = dict[str, object]
"""JSON: kind and key, and what the page shows of the card."""

_encode = msgspec.json.Encoder().encode


def said(card: AnyCard, language: Language) -> Said | None:
    """Return a card as the page reads it; None for one that a wall does not show."""
    told = _frame(card, language)
    if told is None:
        told = _ranks(card, language)
    if told is None:
        told = _beside(card, language)
    return None if told is None else {"kind": kind_of(card), "key": card.key, **told}


def snapshot(cards: Iterable[AnyCard], t: int, language: Language) -> bytes:
    """Return the event that gives a page everything."""
    put = [told for card in cards if (told := said(card, language)) is not None]
    return event("all", {"t": t, "put": put})


def news(changes: Iterable[Change], t: int, language: Language) -> bytes:
    """Return the event that gives a page what changed."""
    put: list[Said] = []
    drop: list[tuple[str, str]] = []
    for change in changes:
        if isinstance(change, Put):
            told = said(change.card, language)
            put += [] if told is None else [told]
        else:
            drop.append((change.kind, change.key))
    return event("news", {"t": t, "put": put, "drop": drop})


def event(name: str, data: Said) -> bytes:
    """Return one server-sent event; JSON has no line breaks of its own."""
    return b"event: " + name.encode() + b"\ndata: " + _encode(data) + b"\n\n"


def _frame(card: AnyCard, language: Language) -> Said | None:
    match card:
        case ClockCard():
            return {
                "t": card.t,
                "length": card.length,
                "starts": card.starts_at,
                "pace": card.hours_per_hour,
                "state": card.state.value,
                "says": translate(STATES[card.state], language),
                "p": card.p,
                "q": card.q,
            }
        case DrillCard():
            return {"title": one_line(card.title.say(language))}
        case BoardCard():
            return {"delay": card.delay, "frozen": card.frozen, "revealed": card.revealed}
        case ResultsCard():
            words = translate(RESULTS[card.state.value], language)
            return {"state": card.state.value, "says": words, "seal": list(card.seal)}
        case _:
            return None


def _ranks(card: AnyCard, language: Language) -> Said | None:
    match card:
        case RowCard():
            return {
                "rank": card.rank,
                "label": one_line(card.label),
                "division": one_line(card.division),
                "total": card.total,
                "gap": card.gap,
                "trend": list(card.trend),
                "sections": [[head(name).say(language), points] for name, points in folded(card.sections)],
            }
        case AwardCard():
            return {
                "place": card.place,
                "title": one_line(card.title.say(language)),
                "winners": [
                    [one_line(one.label), one_line(one.figure.say(language))] for one in card.candidates
                ],
            }
        case _:
            return None


def _beside(card: AnyCard, language: Language) -> Said | None:
    match card:
        case ShadowCard():
            losses = [[t, one_line(what.say(language)), much] for t, what, much in card.losses]
            return {"up": card.services_up, "services": card.services, "losses": losses}
        case HoldingCard():
            held = [[one_line(name.say(language)), teams] for _goal, name, teams in card.holding]
            return {"teams": card.teams, "held": held}
        case StoryCard():
            return {"t": card.t, "words": clean(card.words.say(language), 300)}
        case DueCard():
            label = one_line(card.label.say(language))
            return {"label": label, "due": card.due, "waiting": card.waiting, "done": card.done}
        case _:
            return None
