"""What a bot writes: replies, answers and reports, from nothing but its own cards."""

from collections.abc import Iterator

from drill.i18n import Language, words
from drill.rehearse.bots.character import MINUTE, Character, Skill
from drill.rehearse.bots.sight import Sight
from drill.world.cards import (
    FieldView,
    InjectCard,
    OrderCard,
    OrderState,
    QuestionCard,
    QuestionState,
    ReportCard,
    View,
)
from drill.world.inputs import Answered, Replied, ReportFilled, ReportSubmitted, TeamInput

BEFORE_DUE = 8 * MINUTE
"""How long before it is due a report is handed in."""


def replies(view: View, language: Language, t: int) -> Iterator[tuple[str, TeamInput]]:
    """Yield (card key, reply) for messages that wait for one."""
    for card in view.all(InjectCard):
        if card.due is not None and card.replied is None and t <= card.due:
            text = words("We have seen it, we are working on it, and we will tell you more within the hour.")
            yield f"inject:{card.key}", Replied(card.key, text.say(language))


def answers(view: View, sight: Sight, t: int) -> Iterator[tuple[str, TeamInput]]:
    """Yield (card key, answer) for open questions that the cards say something about."""
    for card in view.all(QuestionCard):
        if card.state is QuestionState.OPEN and card.tries_left > 0:
            text = _answer(card, sight, t)
            if text and text != card.answer:
                yield f"question:{card.key}:{card.tries_left}", Answered(card.key, text)


def _answer(card: QuestionCard, sight: Sight, t: int) -> str:
    """Return a guess: the choice that the evidence speaks of, an indicator, the first host; empty for none yet."""
    if card.choices:
        tried = card.answer
        scores = [
            (sum(_spoken(choice.en, text) for text in sight.evidence), choice.en) for choice in card.choices
        ]
        best = max((pair for pair in scores if pair[1] != tried), default=(0, ""))
        return best[1] if best[0] or t > 60 * MINUTE else ""
    wanted = _wanted(card, sight)
    return next((guess for guess in wanted if guess != card.answer), "")


def _spoken(choice: str, text: str) -> int:
    words = [word for word in choice.casefold().split() if len(word) > 3]
    return sum(word in text.casefold() for word in words)


def _wanted(card: QuestionCard, sight: Sight) -> list[str]:
    ask = f"{card.ask.en} {card.ask.vi}".casefold()
    kinds = {
        "domain": ("domain", "tên miền"),
        "ip": (" ip", "address", "địa chỉ"),
        "sender": ("sender", "người gửi"),
    }
    for kind, cues in kinds.items():
        if any(cue in ask for cue in cues):
            return [
                value for value in sight.indicators() if sight.assets[f"indicator:{value}"].detail == kind
            ]
    if any(cue in ask for cue in ("account", "tài khoản")):
        return list(sight.accounts())
    if any(cue in ask for cue in ("which computer", "which host", "machine", "máy nào")):
        return [alert.host for alert in sorted(sight.alerts, key=lambda alert: alert.at) if alert.host][:1]
    return []


def reports(view: View, sight: Sight, language: Language, t: int) -> Iterator[tuple[str, TeamInput]]:
    """Yield (key, input) that fill and submit the reports whose clock runs."""
    for card in view.all(ReportCard):
        if card.started is None or card.submitted is not None or card.due is None:
            continue
        if t >= min(card.due - BEFORE_DUE, card.started + 20 * MINUTE):
            for field in card.fields:
                text = _field(field, view, sight, language)
                yield f"field:{card.key}.{field.id}", ReportFilled(card.key, field.id, text)
            yield f"report:{card.key}", ReportSubmitted(card.key)


def _field(field: FieldView, view: View, sight: Sight, language: Language) -> str:
    """Return what the cards say about a field: a time, hosts, or the story so far."""
    ask = f"{field.ask.en} {field.ask.vi}".casefold()
    first = min((alert.at for alert in sight.alerts), default=0)
    if any(cue in ask for cue in ("when", "lúc nào", "thời điểm")):
        return f"{first // 3_600_000:02}:{first // MINUTE % 60:02}"
    if any(cue in ask for cue in ("which systems", "which hosts", "hệ thống nào", "máy nào")):
        return ", ".join(sight.hosts) or words("none").say(language)
    return _story(view, sight, language)


def _story(view: View, sight: Sight, language: Language) -> str:
    seen = [
        words("{minutes} min: {title}", minutes=alert.at // MINUTE, title=alert.title).say(language)
        for alert in sight.alerts[:12]
    ]
    done = [card.op for card in view.all(OrderCard) if card.state is OrderState.DONE][:20]
    return words("Seen: {seen}. Done: {done}.", seen="; ".join(seen), done="; ".join(done)).say(language)


def written(
    view: View, sight: Sight, character: Character, language: Language, t: int
) -> Iterator[tuple[str, TeamInput]]:
    """Yield (key, input) for all that a team of this kind would write now."""
    if Skill.REPLY in character.skills:
        yield from replies(view, language, t)
    if Skill.ANSWER in character.skills:
        yield from answers(view, sight, t)
    if Skill.REPORT in character.skills:
        yield from reports(view, sight, language, t)
