"""The grammar of sentences, conditions, past forms and answer rules."""

import pytest

from drill.scenario.answers import answer
from drill.scenario.conditions import (
    About,
    AnyOf,
    PastFirstCompromise,
    PastState,
    PastStep,
    Ref,
    Sentence,
    Verb,
    ways,
)
from drill.scenario.document import (
    Answer,
    AnswerAmount,
    AnswerFirstHost,
    AnswerFirstStep,
    AnswerGoals,
    AnswerHosts,
    AnswerSteps,
    AnswerText,
    AnswerTime,
)
from drill.scenario.model import Text
from drill.scenario.nodes import Node, Scalar
from drill.scenario.problems import Found, Place
from drill.scenario.sentences import condition, needs_of_service, parse, past_condition
from drill.scenario.source import tree
from drill.scenario.values import Value

HERE = Place("x", 1)


def value(text: str) -> Value:
    """Return a YAML value under the key ``needs``."""
    node = tree("x", text, Found())
    assert node is not None
    return Value(node, "needs", Found())


def literal(text: str) -> Value:
    """Return a text as it is under the key ``answer``."""
    node: Node = Scalar(text, HERE)
    return Value(node, "answer", Found())


@pytest.mark.parametrize(
    ("text", "about", "subject", "verb", "negated", "state"),
    [
        ("fs01 is encrypted", About.NAME, "fs01", Verb.IS, False, "encrypted"),
        ("fs01 is not encrypted", About.NAME, "fs01", Verb.IS, True, "encrypted"),
        ("backups are down", About.NAME, "backups", Verb.IS, False, "down"),
        (
            "portal01 is weak to PORTAL-UPLOAD",
            About.NAME,
            "portal01",
            Verb.IS,
            False,
            "weak to PORTAL-UPLOAD",
        ),
        ("portal is Failed Over", About.NAME, "portal", Verb.IS, False, "failed over"),
        ("<target> is off", About.NAME, "<target>", Verb.IS, False, "off"),
        ("attacker has network-map", About.ATTACKER, "attacker", Verb.HAS, False, "network-map"),
        ("attacker has no network-map", About.ATTACKER, "attacker", Verb.HAS, True, "network-map"),
        ("attacker is alarmed", About.ATTACKER, "attacker", Verb.IS, False, "alarmed"),
        ("team has declared an incident", About.TEAM, "team", Verb.HAS, False, "declared an incident"),
        ("team has not declared an incident", About.TEAM, "team", Verb.HAS, True, "declared an incident"),
        ("team has seen plant-task.1", About.TEAM, "team", Verb.SEEN, False, "plant-task.1"),
        ("link servers to mgmt is cut", About.LINK, "link.servers-mgmt", Verb.IS, False, "cut"),
        ("goal leak is reached", About.GOAL, "goal.leak", Verb.IS, False, "reached"),
        ("any goal is not reached", About.ANY_GOAL, "any goal", Verb.IS, True, "reached"),
        ("it is night", About.CLOCK, "clock", Verb.IS, False, "night"),
        ("it is working hours", About.CLOCK, "clock", Verb.IS, False, "working hours"),
    ],
)
def test_every_form_of_sentence_is_understood(
    text: str, about: About, subject: str, verb: Verb, negated: object, state: str
) -> None:
    """Subject, verb, negation and state come out as they were said."""
    found = Found()
    one = parse(text, HERE, found)

    assert found.problems == []
    assert one is not None
    assert (one.about, one.subject, one.verb, one.negated, one.state) == (
        about,
        subject,
        verb,
        negated,
        state,
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "is",
        "fs01",
        "fs01 is",
        "fs01 is not",
        "fs01 has map",
        "a b c is off",
        "link a b is cut",
        "goal is reached x y is z",
    ],
)
def test_what_is_no_sentence_is_one_problem(text: str) -> None:
    """Nothing is guessed."""
    found = Found()

    assert parse(text, HERE, found) is None or not found.problems
    assert len(found.problems) <= 1


def test_a_list_means_all_and_any_means_one() -> None:
    """Nested groups come to an OR of ANDs in the order written."""
    read = condition(value("- a is off\n- any:\n    - b is off\n    - [c is off, d is off]\n"))

    assert read is not None
    assert [[one.name for one in way] for way in ways(read)] == [["a", "b"], ["a", "c", "d"]]


def test_any_alone_is_a_group() -> None:
    """``any:`` needs no list around it."""
    assert isinstance(condition(value("any: [a is off, b is off]")), AnyOf)


def test_no_condition_always_holds() -> None:
    """What asks for nothing comes to one empty AND."""
    assert ways(None) == ((),)


def test_a_bare_host_of_a_service_must_work() -> None:
    """A name alone in a service's needs means that the host is working."""
    read = needs_of_service(value("[fs01, recording is not stopped]"))

    assert [(one.name, one.negated, one.state) for one in ways(read)[0]] == [
        ("fs01", False, "working"),
        ("recording", True, "stopped"),
    ]


def test_past_conditions_look_back() -> None:
    """States and steps are told apart; groups come to an OR of ANDs."""
    read = past_condition(value("any: [fs01 was encrypted, [plant-task was done, exfil was running]]"))

    assert read is not None
    (first,), (second, third) = read
    assert isinstance(first, PastState)
    assert first.sentence.state == "encrypted"
    assert isinstance(second, PastStep)
    assert second.step.name == "plant-task"
    assert isinstance(third, PastState)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("first host that was compromised", AnswerFirstHost("compromised")),
        ("hosts that were compromised or encrypted", AnswerHosts(("compromised", "encrypted"))),
        ("by first of a, b", AnswerFirstStep((Ref("a", HERE), Ref("b", HERE)))),
        ("time of the first compromise, give or take 15m", AnswerTime(PastFirstCompromise(HERE), 900_000)),
        ("time of plant-task, give or take 90s", AnswerTime(PastStep(Ref("plant-task", HERE)), 90_000)),
        (
            "time of plant-task was done, give or take 90s",
            AnswerTime(PastStep(Ref("plant-task", HERE)), 90_000),
        ),
        ("amount of stolen-data, give or take 20%", AnswerAmount(Ref("stolen-data", HERE), 20)),
        ("goals that were reached", AnswerGoals()),
        ("steps that were done", AnswerSteps()),
        ("OfficeUpdateCheck", AnswerText((Text("OfficeUpdateCheck", "OfficeUpdateCheck"),))),
    ],
)
def test_answer_rules_are_read(text: str, expected: Answer) -> None:
    """Each rule of the reference is understood; anything else is the answer itself."""
    given = literal(text)

    assert answer(given) == expected
    assert given.found.problems == []


def test_a_past_sentence_may_be_timed() -> None:
    """``time of`` takes a past sentence too."""
    read = answer(literal("time of fs01 was encrypted, give or take 5m"))

    assert isinstance(read, AnswerTime)
    assert isinstance(read.of, PastState)
    assert isinstance(read.of.sentence, Sentence)


def test_a_list_of_answers_is_literal() -> None:
    """A list holds texts, never rules."""
    read = answer(value("[helpdesk, goals that were reached]"))

    assert isinstance(read, AnswerText)
    assert [one.en for one in read.texts] == ["helpdesk", "goals that were reached"]
