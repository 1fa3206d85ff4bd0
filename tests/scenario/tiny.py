"""A tiny scenario that tests change one section of."""

from textwrap import dedent, indent

from drill.scenario.check import check
from drill.scenario.compile import compile_document
from drill.scenario.model import Guard, Model, Operation
from drill.scenario.problems import Problem, has_errors
from drill.scenario.read import read_document

SECTIONS = {
    "drill": "1",
    "scenario": "{id: tiny, title: Tiny, length: 1h, starts at: 08:00}",
    "zones": """
        internet: {outside: yes}
        office: Office
        servers: Servers
        """,
    "links": """
        - internet to office: https, smtp
        - office to servers: rdp
        """,
    "hosts": """
        pc: {zone: office, ip: 10.1.1.1}
        mail: {zone: office, ip: 10.1.1.2}
        fs: {zone: servers, ip: 10.1.2.1, backup: yes, weaknesses: OLD-SMB}
        bk: {zone: servers, ip: 10.1.2.2, keeps backups: yes}
        """,
    "accounts": """
        clerk: {owner: Clerk, opens: pc}
        svc: {owner: Service, opens: fs, breaks: files}
        """,
    "indicators": """
        sender: {kind: sender, value: a@b.example}
        c2: {kind: domain, value: c2.example}
        cdn: {kind: ip, value: 192.0.2.1, harmless: yes, breaks: files}
        """,
    "things": """
        data: {states: [leaked, moved]}
        """,
    "services": """
        files: {label: Files, needs: [fs, data is not moved], weight: 2}
        backups: {label: Backups, needs: bk}
        """,
    "sources": """
        edr: {label: EDR}
        fw: {label: Firewall, misses: bk}
        """,
    "team": "{people: {analyst: 2, administrator: 1, leader: 1}}",
    "goals": """
        lock: {when: fs is encrypted}
        """,
    "steps": """
        get-in:
          does: Gets in
          technique: T1566.001
          target: pc
          unless: sender is blocked
          then: pc is compromised
          traces:
            - edr: '<target> opened a letter from <sender>'
        lock:
          does: Locks the files
          technique: T1486
          from: pc
          target: fs
          via: rdp
          then: fs is encrypted
          traces:
            - edr: '<from> locks <target>'
        """,
    "scoring": "{services: 300, attack stopped: 300}",
}


def text(**sections: str) -> str:
    """Return the tiny scenario with some sections put in the place of its own; an empty one leaves it out."""
    parts = SECTIONS | {name.replace("_", " "): body for name, body in sections.items()}
    attack = "\n".join(
        f"  {name}:{_body(parts.pop(name), 4)}" for name in ("goals", "steps") if parts.get(name)
    )
    extra = parts.pop("attack", "")
    whole = [f"{name}:{_body(body, 2)}" for name, body in parts.items() if body]
    return "\n".join([*whole, f"attack:\n{indent(dedent(extra).strip(), '  ')}\n{attack}"]) + "\n"


def _body(body: str, depth: int) -> str:
    short = "\n" not in body and (body[0] == "{" or body.isdigit())
    return f" {body}" if short else f"\n{indent(dedent(body).strip(), ' ' * depth)}"


def compiled(**sections: str) -> tuple[Model | None, list[Problem]]:
    """Compile the tiny scenario with these sections."""
    source = {"tiny.yaml": text(**sections)}
    document, problems = read_document(source)
    assert document is not None, [problem.say() for problem in problems]
    assert not has_errors(problems), [problem.say() for problem in problems]
    return compile_document(document, source)


def model(**sections: str) -> Model:
    """Return the model of the tiny scenario with these sections, which must compile."""
    made, problems = compiled(**sections)
    assert made is not None, [problem.say() for problem in problems]
    return made


def said(**sections: str) -> list[str]:
    """Return what is wrong with the tiny scenario with these sections."""
    return [problem.say() for problem in compiled(**sections)[1]]


def checked(**sections: str) -> list[tuple[str, str]]:
    """Return code and sentence of everything that the whole check says, notes left out."""
    source = {"tiny.yaml": text(**sections)}
    document, _ = read_document(source)
    assert document is not None
    return [
        (problem.code, problem.say()) for problem in check(document, source)[1] if problem.level != "note"
    ]


def step(made: Model, name: str) -> Operation:
    """Return one step or order."""
    return next(operation for operation in made.operations if operation.id == name)


def bit(made: Model, name: str) -> int:
    """Return the bit of a canonical fact name."""
    return next(fact.bit for fact in made.facts if fact.name == name)


def names(made: Model, bits: int) -> set[str]:
    """Return the names of the facts in a mask."""
    return {fact.name for fact in made.facts if bits >> fact.bit & 1}


def ways(made: Model, guard: Guard) -> set[frozenset[str]]:
    """Return a guard as sets of names, those that must be false with a leading minus."""
    return {
        frozenset(
            f"{'' if want >> fact.bit & 1 else '-'}{fact.name}" for fact in made.facts if mask >> fact.bit & 1
        )
        for mask, want in guard
    }


def way(*facts: str) -> frozenset[str]:
    """Return one AND as `ways` names it."""
    return frozenset(facts)
