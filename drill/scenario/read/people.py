"""Sections injects, questions and reports: what people ask of a team."""

from drill.i18n import N_, words
from drill.scenario.answers import answer
from drill.scenario.conditions import ALWAYS_COUNTS, Condition, PastCondition, Ref
from drill.scenario.document import (
    Answer,
    AnswerFirstStep,
    AnswerText,
    Field,
    Inject,
    Question,
    Report,
)
from drill.scenario.model import Channel, Text
from drill.scenario.nodes import Entry, Listing, Scalar
from drill.scenario.problems import Found
from drill.scenario.read.background import at_or_when
from drill.scenario.read.keys import Keys, keys_of, named
from drill.scenario.read.kinds import FIELD, INJECT, QUESTION, REPORT
from drill.scenario.sentences import condition, past_condition, sentences
from drill.scenario.values import (
    NO_TEXT,
    Value,
    choice,
    clock,
    clock_of,
    parts,
    points,
    ref,
    scalar,
    text,
    texts,
    time,
    whole,
)


def injects(value: Value | None) -> tuple[Inject, ...]:
    """Read section ``injects``."""
    return tuple(_inject(keys_of(entry, INJECT, value.found)) for entry in named(value)) if value else ()


def _inject(keys: Keys) -> Inject:
    at = keys.may("at", clock, None)
    when = keys.condition("when")
    at_or_when(keys)
    inject = Inject(
        keys.id,
        keys.place,
        at=at,
        when=when,
        after=keys.may("after", time, 0),
        unless=keys.condition("unless"),
        sender=keys.must("from", text, NO_TEXT, N_("say who it comes from")),
        to=keys.may("to", ref, Ref("leader", keys.place)),
        channel=keys.may("channel", choice(Channel), Channel.MAIL),
        text=keys.must("text", text, NO_TEXT, N_("write what they say")),
        reply_within=keys.may("reply within", time, None),
        points=keys.may("points", points, 0),
        then=keys.may("then", sentences, ()),
        where=keys.close(),
    )
    if "after" in keys.where and "when" not in keys.where:
        keys.found.error(
            keys.where["after"], "after", words('"after" goes with "when"; with "at", change the time')
        )
    if inject.points and "reply within" not in keys.where:
        keys.found.error(keys.where["points"], "points", words('points for a reply need "reply within"'))
    return inject


# ---------------------------------------------------------------- questions


def questions(value: Value | None) -> tuple[Question, ...]:
    """Read section ``questions``."""
    return tuple(_question(keys_of(entry, QUESTION, value.found)) for entry in named(value)) if value else ()


def _question(keys: Keys) -> Question:
    choices = keys.may("choices", texts, ())
    rule = _answer(keys)
    _among(rule, choices, keys)
    opens_at, opens_when = _opens(keys)
    return Question(
        keys.id,
        keys.place,
        ask=keys.must("ask", text, NO_TEXT, N_("write the question")),
        answer=rule,
        choices=choices,
        counts_if=_counts_if(keys),
        opens_at=opens_at,
        opens_when=opens_when,
        tries=keys.may("tries", whole(1, 5), 3),
        points=keys.must("points", points, 0, N_("say what it is worth")),
        found_in=keys.may("found in", ref, None),
        hint=keys.may("hint", text, None),
        hint_cost=keys.may("hint costs", points, 0),
        where=keys.close(),
    )


def _answer(keys: Keys) -> Answer:
    value = keys.take("answer")
    if value is None:
        keys.missing("answer", N_("write the answer, or a rule such as: first host that was compromised"))
        return AnswerText(())
    return answer(value) or AnswerText(())


def _among(rule: Answer, choices: tuple[Text, ...], keys: Keys) -> None:
    """Report an answer that is none of the choices, and a rule that does not fit them."""
    place = keys.where.get("answer", keys.place)
    match rule:
        case AnswerText(texts) if choices:
            known = {said for one in choices for said in (one.en, one.vi)}
            if any(one.en not in known and one.vi not in known for one in texts):
                keys.found.error(place, "choices", words("the answer is not among the choices"))
        case AnswerFirstStep(steps) if choices and len(steps) != len(choices):
            message = words(
                '"by first of" needs a choice for each step: {steps} steps, {choices} choices',
                steps=len(steps),
                choices=len(choices),
            )
            keys.found.error(place, "choices", message)


def _counts_if(keys: Keys) -> PastCondition:
    value = keys.take("counts if")
    return (past_condition(value) if value else None) or ALWAYS_COUNTS


def _opens(keys: Keys) -> tuple[int | None, Condition | None]:
    value = keys.take("opens")
    if value is None:
        return 0, None
    if _is_clock(value):
        return clock(value) or 0, None
    opens = condition(value)
    return (None, opens) if opens else (0, None)


def _is_clock(value: Value) -> bool:
    return isinstance(value.node, Scalar) and (
        clock_of(value.node.text) is not None or value.node.text[:1].isdigit()
    )


# ---------------------------------------------------------------- reports


def reports(value: Value | None) -> tuple[Report, ...]:
    """Read section ``reports``."""
    return tuple(_report(keys_of(entry, REPORT, value.found)) for entry in named(value)) if value else ()


def _report(keys: Keys) -> Report:
    starts_at, starts_when = _clock_starts(keys)
    due, duty = _due(keys)
    to = keys.must("to", text, NO_TEXT, N_("say who it goes to"))
    value = keys.take("fields")
    if value is None:
        keys.missing("fields", N_("list what has to be filled in"))
    fields = tuple(_field(entry, keys.found) for entry in named(value))
    return Report(
        keys.id,
        keys.place,
        to=to,
        starts_at=starts_at,
        starts_when=starts_when,
        due=due,
        duty=duty,
        fields=fields,
        where=keys.close(),
    )


def _clock_starts(keys: Keys) -> tuple[tuple[int, ...], tuple[Condition, ...]]:
    value = keys.take("clock starts")
    if value is None:
        keys.missing("clock starts", N_("list conditions and at least one clock time"))
        return (), ()
    listed = parts(value) if isinstance(value.node, Scalar | Listing) else (value,)
    clocks = tuple(moment for part in listed if _is_clock(part) and (moment := clock(part)) is not None)
    keys.where |= {
        f"clock starts {clock_of(scalar(part) or '')}": part.place for part in listed if _is_clock(part)
    }
    whens = tuple(when for part in listed if not _is_clock(part) and (when := condition(part)))
    if not any(map(_is_clock, listed)):
        message = words('"clock starts" has no clock time; this report may never become due')
        value.wrong("clock-starts", message)
    return clocks, whens


def _due(keys: Keys) -> tuple[int | None, Ref | None]:
    value = keys.take("due")
    if value is None:
        keys.missing("due", N_("say how long the team has: 30m"))
        return 0, None
    said = scalar(value)
    if said and "/" in said:
        return None, Ref(said, value.place)
    return (time(value) if said else None) or 0, None


def _field(entry: Entry, found: Found) -> Field:
    keys = keys_of(entry, FIELD, found)
    value = keys.take("check")
    check = answer(value) if value else None
    criteria = keys.may("judge", _criteria, ())
    if not {"check", "judge"} & keys.where.keys():
        message = words('a field needs "check" (computed) or "judge" (people)')
        found.error(keys.place, "field", message)
    elif {"check", "judge"} <= keys.where.keys():
        message = words('say "check" or "judge", not both')
        found.error(keys.where["judge"], "field", message)
    return Field(
        keys.id,
        keys.place,
        ask=keys.must("ask", text, NO_TEXT, N_("say what is asked")),
        check=check,
        criteria=criteria,
        points=keys.must("points", points, 0, N_("say what it is worth")),
        where=keys.close(),
    )


def criteria_of(said: Text) -> tuple[Text, ...]:
    """Return a text's criteria, split by semicolons; a language with fewer of them repeats its whole text."""
    english = [part.strip() for part in said.en.split(";") if part.strip()]
    vietnamese = [part.strip() for part in said.vi.split(";") if part.strip()]
    if len(english) != len(vietnamese):
        return (said,)
    return tuple(Text(en, vi) for en, vi in zip(english, vietnamese, strict=True))


def _criteria(value: Value) -> tuple[Text, ...]:
    return tuple(one for said in texts(value) for one in criteria_of(said))
