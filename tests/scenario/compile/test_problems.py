"""What a compiler says about names and states that do not exist, all at once and with the nearest spelling."""

import pytest

from drill.i18n import Language
from drill.scenario.problems import has_errors
from tests.scenario.tiny import compiled, said


def with_step(rest: str) -> dict[str, str]:
    """Return sections with one step of these keys."""
    return {"steps": f"go: {{does: Goes, then: fs is encrypted, {rest}}}"}


@pytest.mark.parametrize(
    ("sections", "sentence"),
    [
        (with_step("needs: mial is compromised"), "nothing is called 'mial'; did you mean 'mail'?"),
        (with_step("needs: pc is encryted"), "'pc' can never be 'encryted'; did you mean 'encrypted'?"),
        (with_step("needs: goal lok is reached"), "no goal is called 'lok'; did you mean 'lock'?"),
        (
            with_step("needs: attacker has databundle"),
            "'attacker has databundle': nothing ever makes this true",
        ),
        (
            with_step("needs: link office to server is cut"),
            "there is no link from office to server; the nearest one is 'office-servers'",
        ),
        (with_step("from: mial"), "from: no host is called 'mial'; did you mean 'mail'?"),
        (with_step("target: mial"), "target: no host is called 'mial'; did you mean 'mail'?"),
        (
            with_step("from: pc, target: fs, via: ssh"),
            "step 'go': there is no open link from office to servers for 'ssh'",
        ),
        (
            with_step("target: fs, via: https"),
            "step 'go': there is no open link from internet to servers for 'https'",
        ),
        (
            {"steps": "go: {does: Goes, then: [fs is encrypted, files is down]}"},
            '"files is down" is worked out from what files needs; change one of those instead',
        ),
        (
            {"steps": "go: {does: Goes, then: [fs is encrypted, goal lock is reached]}"},
            '"goal lock is reached" is worked out; nobody can set it',
        ),
        (
            {"steps": "go: {does: Goes, then: [fs is encrypted, fs is not encrypted]}"},
            "'fs is not encrypted' contradicts what is written beside it",
        ),
        ({"hosts": "pc: {zone: ofice}"}, "no zone is called 'ofice'; did you mean 'office'?"),
        (
            {"links": "- internet to office: any\n- office to server: any\n- office to servers: any"},
            "no zone is called 'server'; did you mean 'servers'?",
        ),
        ({"questions": "q: {ask: Who, answer: amount of mailz, points: 1}"}, "no meter is called 'mailz'"),
        ({"injects": "i: {at: 00:10, from: X, to: boss, text: Hello}"}, "no role is called 'boss'"),
        (
            {"questions": "q:\n  ask: Who\n  answer: me\n  points: 1\n  found in: erd"},
            "no log source and no trace is called 'erd'; did you mean 'edr'?",
        ),
        (
            {"questions": "q:\n  ask: Who\n  answer: first host that was encryted\n  points: 1"},
            "no host can ever be 'encryted'; did you mean 'encrypted'?",
        ),
        (
            {"questions": "q:\n  ask: Who\n  answer: by first of lok\n  choices: [x]\n  points: 1"},
            "no step is called 'lok'; did you mean 'lock'?",
        ),
        ({"accounts": "clerk: {opens: pcc}", "services": ""}, "no host is called 'pcc'; did you mean 'pc'?"),
        ({"accounts": "clerk: {breaks: fles}"}, "no service is called 'fles'; did you mean 'files'?"),
    ],
)
def test_a_name_that_is_not_there(sections: dict[str, str], sentence: str) -> None:
    """Each wrong name or state is one sentence with one suggestion."""
    assert sentence in said(**sections)


TRACE = """
    lock:
      does: Locks
      target: fs
      then: fs is encrypted
      traces:
        - {source}: '{text}'
    """


def test_an_unknown_source_and_placeholder() -> None:
    """A log source and a placeholder that do not exist are named."""
    assert said(steps=TRACE.format(source="erd", text="x")) == [
        "no log source is called 'erd'; did you mean 'edr'?"
    ]
    assert said(steps=TRACE.format(source="edr", text="<paylod> seen")) == [
        "<paylod> is not a known placeholder here"
    ]
    assert said(steps=TRACE.format(source="edr", text="<from> seen")) == [
        "<from> is not a known placeholder here"
    ]


def test_brackets_that_are_no_placeholders() -> None:
    """XML tags in capitals, digits and an escaped bracket stay as written."""
    assert said(steps=TRACE.format(source="edr", text=r"<Event><134> \<from> <target>")) == []


def test_circles_among_consequences() -> None:
    """A consequence that depends on itself is an error that names the way round."""
    problems = said(
        consequences="""
            - x is on: y is on
            - y is on: z is on
            - z is on: x is on
            """
    )
    assert problems == ['"x is on" depends on itself through "y is on", "z is on"']


def test_all_problems_come_together_in_file_order() -> None:
    """Nothing stops at the first problem, and there is no model."""
    made, problems = compiled(
        steps="""
            a: {does: A, needs: pd is off, then: fs is encrypted}
            b: {does: B, needs: pc is of, then: fs is encrypted}
            """
    )
    assert made is None
    assert has_errors(problems)
    assert [problem.line for problem in problems] == sorted(problem.line for problem in problems)
    assert len(problems) == 2


def test_too_many_combinations() -> None:
    """A step whose implied conditions multiply beyond sixty-four is refused."""
    off = ", ".join(f"h{n} is off" for n in range(8))
    isolated = ", ".join(f"h{n} is isolated" for n in range(8))
    problems = said(
        hosts="\n".join(
            ["pc: {zone: office}", "fs: {zone: servers}", *(f"h{n}: {{zone: office}}" for n in range(8))]
        ),
        zones="internet: {outside: yes}\npartner: {outside: yes}\noffice: Office\nservers: Servers",
        links="- internet to office: any\n- partner to office: any",
        services="",
        accounts="",
        indicators="",
        sources="edr: {label: EDR}",
        goals="go: {when: pc is encrypted}",
        steps=f"""
            go:
              does: Goes
              target: pc
              via: any
              needs:
                - any: [{off}]
                - any: [{isolated}]
              then: pc is encrypted
            """,
    )
    assert any("gives 128 combinations; split the step in two" in problem for problem in problems)


def test_vietnamese() -> None:
    """The same problem is said in Vietnamese where it is read in Vietnamese."""
    _, problems = compiled(**with_step("needs: mial is compromised"))
    assert problems[0].say(Language.VIETNAMESE).startswith("không có gì tên là 'mial'")


@pytest.mark.parametrize("key", ["from", "target"])
def test_a_mistaken_host_is_no_mistake_of_the_texts(key: str) -> None:
    """Whoever misspells where a step starts or leads is told so once, not again at each of its records."""
    traces = f"traces: [{{edr: '<{key}> did it'}}, {{edr: '<{key}.ip> too'}}]"

    assert said(**with_step(f"{key}: mial, {traces}")) == [
        f"{key}: no host is called 'mial'; did you mean 'mail'?"
    ]
