"""Every kind of entry as one sentence, for logs that people read without the engine and without the scenario."""

from collections.abc import Sequence
from enum import Enum

from drill.i18n import N_, Language, Words, translate
from drill.text import one_line
from drill.world.happened import Happened, tag_of
from drill.world.inputs import AppealsOpened, DrillOpened
from drill.world.outputs import AttackerLearned, FactsChanged, WorldHashed

SENTENCES = {
    "drill-opened": N_("drill opened: scenario {scenario}, teams {teams}"),
    "order-given": N_("order: {order} {source} {text}"),
    "order-cancelled": N_("order {number} taken back"),
    "umpire-asked": N_("asks the umpire: {text}"),
    "question-answered": N_("answers {question}: {text}"),
    "hint-taken": N_("takes the hint of {question}"),
    "inject-replied": N_("replies to {inject}: {text}"),
    "report-filled": N_("report {report}, field {field}: {text}"),
    "report-submitted": N_("submits report {report}"),
    "alert-handled": N_("alert {alert}: {action} {reason}"),
    "note-taken": N_("notes ({kind}): {text}"),
    "item-read": N_("reads {item}"),
    "appeal-filed": N_("appeals against {lines}: {text}"),
    "appeal-withdrawn": N_("appeal of entry {appeal} taken back"),
    "clock-started": N_("the clock runs, {p}:{q}"),
    "clock-paused": N_("pause ({kind}): {reason}"),
    "emergency-stopped": N_("EMERGENCY, everything stops: {reason}"),
    "team-held": N_("team {team} is held: {reason}"),
    "team-released": N_("team {team} goes on: {reason}"),
    "time-credited": N_("team {team} is credited {milliseconds}: {reason}"),
    "time-added": N_("the drill is longer by {milliseconds}: {reason}"),
    "inject-steered": N_("inject {inject}: {order} {teams} {text}"),
    "inject-written": N_("inject {inject} from {sender} to {to}: {text}"),
    "message-broadcast": N_("message to all: {text} {teams}"),
    "umpire-ruled": N_("umpire for team {team}: {sentences} {text} ({reason})"),
    "item-voided": N_("{item} no longer counts {team}: {reason}"),
    "drill-ended": N_("the drill is ended: {reason}"),
    "item-marked": N_("marks team {team}, {item}, criterion {criterion}: {percent}% {comment}"),
    "observation-pinned": N_("observes team {team} at entry {about}: {text}"),
    "penalty-given": N_("team {team}: {points} points: {reason}"),
    "penalty-withdrawn": N_("penalty of entry {penalty} withdrawn: {reason}"),
    "board-frozen": N_("the released board stands still"),
    "board-thawed": N_("the released board goes on"),
    "scores-released": N_("judged points are released"),
    "panel-named": N_("the panel marks: {judges}, {per_item} for each item, alarm at {alarm}%"),
    "conflict-declared": N_("conflict of interest with team {team} {judge}: {reason}"),
    "judge-recused": N_("steps back from team {team} {item}: {reason}"),
    "sample-marked": N_("marks sample {sample} of {item}, criterion {criterion}: {percent}% {comment}"),
    "appeals-opened": N_("appeals can be filed for {minutes} minutes"),
    "appeal-ruled": N_("appeal of entry {appeal} {outcome}, {points} points: {reason}"),
    "rules-amended": N_("points and weights are others now: {reason}"),
    "awards-named": N_("the rules of the awards were named"),
    "jury-scored": N_("jury for {award}: team {team} {points} of 100 {reason}"),
    "results-sealed": N_("the results are final, {results} {statement}"),
    "reveal-stepped": N_("prizes shown on the board: {shown}"),
    "board-arranged": N_("the board is arranged, {delay} behind"),
    "facts-changed": N_("{set} {cleared} ({cause})"),
    "operation-started": N_("{op} begins, until {ends}"),
    "operation-ended": N_("{op} ends: {ending} {because}"),
    "order-queued": N_("order {order} waits for {role}: {op}"),
    "order-refused": N_("order {order} refused, {op}: {reason}"),
    "order-dropped": N_("order {order} dropped"),
    "lines-shown": N_("order {order} shows {source} from {since} to {until}: {seen}"),
    "trace-written": N_("record {trace}, seen from {visible}"),
    "alert-raised": N_("alert {alert} ({level}): {trace}"),
    "meter-changed": N_("meter {meter}: {value}, rate {rate}"),
    "board-changed": N_("status board: {service} {up}"),
    "goal-reached": N_("the attacker reaches {goal}"),
    "attacker-learned": N_("the attacker learns what blocks it: {known}"),
    "inject-changed": N_("inject {inject}: {state} {text}"),
    "inject-overdue": N_("inject {inject}: the reply is overdue"),
    "question-opened": N_("question {question} opens"),
    "answer-judged": N_("answer to {question}: {verdict}, {tries_left} tries left"),
    "report-clock-started": N_("report {report} is due at {due}"),
    "report-overdue": N_("report {report} is overdue"),
    "deadline-moved": N_("{item} is now due at {due}"),
    "people-joined": N_("{people} more {role}"),
    "herring-fired": N_("false lead {herring} appears"),
    "mistake-made": N_("false lead {herring} was followed at a cost"),
    "world-frozen": N_("world frozen: {events} events in one instant"),
    "world-hashed": N_("state {hash}"),
    "team-ended": N_("the team's drill is over"),
}
"""One template for each tag; its fields are the record's own."""
CLOSED = N_("no appeal is taken any more")
"""Of a window for appeals that is opened for no time at all."""

_VALUES: dict[object, str] = {
    True: N_("up"),
    False: N_("down"),
    "success": N_("done"),
    "failed": N_("failed"),
    "cut": N_("cut short"),
    "cancelled": N_("cancelled"),
    "right": N_("right"),
    "wrong": N_("wrong"),
    "recorded": N_("recorded"),
    "armed": N_("armed"),
    "held": N_("held"),
    "skipped": N_("skipped"),
    "sent": N_("sent"),
    "dropped": N_("dropped"),
    "arm": N_("arm"),
    "release": N_("release"),
    "hold": N_("hold"),
    "skip": N_("skip"),
    "acknowledge": N_("acknowledged"),
    "claim": N_("claimed"),
    "close as real": N_("closed as real"),
    "close as false": N_("closed as false"),
    "note": N_("note"),
    "decision": N_("decision"),
    "evidence": N_("evidence"),
    "indicator": N_("indicator"),
    "chat": N_("chat"),
    "covered": N_("covered"),
    "planning": N_("planning"),
    "upheld": N_("upheld"),
    "dismissed": N_("dismissed"),
}

_MOMENTS = frozenset({"ends", "due", "visible", "since", "until", "at"})
_LENGTHS = frozenset({"milliseconds", "delay"})


def exercise_time(t: int) -> str:
    """Return simulated milliseconds as ``T+hh:mm:ss``."""
    return f"T{'-' if t < 0 else '+'}{_clock(abs(t))}"


def fact_names(bits: str, facts: Sequence[str]) -> list[str]:
    """Return the canonical names of the bits in a hex number, by bit.

    Args:
        bits: as `FactsChanged` holds it; what is no hex number names nothing.
        facts: names by bit, from `DrillOpened.facts`; a bit beyond them is called ``bit N``.
    """
    try:
        left = int(bits or "0", 16)
    except ValueError:
        return []
    names = []
    while left > 0:
        bit = (left & -left).bit_length() - 1
        names.append(facts[bit] if bit < len(facts) else f"bit {bit}")
        left &= left - 1
    return names


def sentence(happened: Happened, facts: Sequence[str], language: Language) -> str:
    """Return what happened as one line, without its time and team; outsiders' words lose their controls.

    Args:
        happened: any input or output.
        facts: canonical fact names by bit.
        language: of the sentence; ids, names and people's own words stay as they are.
    """
    what = happened.what
    fields = {name: getattr(what, name) for name in what.__struct_fields__}
    if isinstance(what, DrillOpened):
        fields["teams"] = tuple(team.id for team in what.teams)
    if isinstance(what, FactsChanged):
        fields["set"] = tuple(f"+{name}" for name in fact_names(what.set, facts))
        fields["cleared"] = tuple(f"-{name}" for name in fact_names(what.cleared, facts))
    if isinstance(what, AttackerLearned):
        fields["known"] = tuple(fact_names(what.known, facts))
    if isinstance(what, WorldHashed):
        fields["hash"] = what.hash[:12]
    args = {name: _said(name, value, language) for name, value in fields.items()}
    template = CLOSED if isinstance(what, AppealsOpened) and what.minutes == 0 else SENTENCES[tag_of(what)]
    return " ".join(Words(template, args).say(language).split()).rstrip(" :,")


def reason_of(reason: Words, language: Language) -> str:
    """Return words out of a file; a template that its fields do not fill is shown as it is."""
    try:
        return reason.say(language)
    except (KeyError, IndexError, ValueError, AttributeError):
        return reason.template


def _said(name: str, value: object, language: Language) -> str:
    match value:
        case bool() | Enum():
            shown = value if isinstance(value, bool) else value.value
            return translate(_VALUES.get(shown, str(shown)), language)
        case int() if name in _MOMENTS or name in _LENGTHS:
            return exercise_time(value) if name in _MOMENTS else _clock(value)
        case Words():
            return one_line(reason_of(value, language), 500)
        case tuple():
            return one_line(" ".join(str(part) for part in value), 2_000)
        case None:
            return "–"
        case _:
            return one_line(str(value), 500)


def _clock(milliseconds: int) -> str:
    seconds = milliseconds // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"
