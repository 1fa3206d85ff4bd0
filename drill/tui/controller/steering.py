"""The dialogs that steer a drill, each from its question to the command it sends.

A controller reaches them by keys of a place and by the palette; what is destructive names its object and asks twice.
"""

from collections.abc import Coroutine, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from textual.content import Content

from drill.i18n import N_, _
from drill.tui.base import DeskApp
from drill.tui.commands import DeskCommand
from drill.tui.controller.asking import (
    length_of,
    sentences_of,
    undoing,
    wrong_length,
    wrong_length_or_none,
)
from drill.tui.dialogs.confirm import Confirm
from drill.tui.dialogs.form import Form, FormField, something
from drill.tui.link import Command
from drill.tui.teams import Teams
from drill.tui.terms import role_label
from drill.tui.widgets.page import Page
from drill.tui.widgets.spans import clock
from drill.tui.widgets.tones import Tone
from drill.world.cards import ClockCard, ClockState, DrillCard, RequestCard, TeamCard, TruthCard
from drill.world.inputs import (
    Broadcast,
    ClockPaused,
    ClockStarted,
    DrillEnded,
    EmergencyStopped,
    InjectWritten,
    ItemVoided,
    PauseKind,
    TeamHeld,
    TeamReleased,
    TimeAdded,
    TimeCredited,
    UmpireRuled,
)
from drill.world.judging import EVERY_ROLE, LEADER

SPEEDS = ("1/4", "1/2", "1", "2", "4", "10", "30", "60")
"""Simulated per real time: training and rehearsals run fast, competitions at one."""

PAUSES = (
    (PauseKind.PLANNING, N_("planning: reading and drafting go on")),
    (PauseKind.COVERED, N_("covered: screens are blank")),
)
CHANNELS = (
    ("phone", N_("phone")),
    ("mail", N_("mail")),
    ("chat", N_("chat")),
    ("ticket", N_("ticket")),
    ("press", N_("press")),
)


class Steering:
    """Asks, confirms and sends; one dialog chain at a time."""

    def __init__(self, app: DeskApp) -> None:
        self._app = app

    # --- what the dialogs know

    @property
    def _clock(self) -> ClockCard | None:
        return self._app.link.view.get(ClockCard, "clock")

    @property
    def _teams(self) -> Teams:
        return Teams({card.key: card.label for card in self._app.link.view.all(TeamCard)})

    def _run(self, work: Coroutine[object, object, None]) -> None:
        self._app.run_worker(work, group="steer", exclusive=True)

    async def _form(
        self, title: str, *fields: FormField, about: Content | None = None, tone: str = ""
    ) -> dict[str, str] | None:
        return await self._app.push_screen_wait(Form(title, fields, about=about, tone=tone))

    async def _sure(self, title: str, said: str, yes: str) -> bool:
        answer = await self._app.push_screen_wait(Confirm(title, Page().words(said).done(), yes))
        return answer is True

    async def _send(self, command: Command, said: str) -> bool:
        return await self._app.ask(command, said)

    # --- the clock

    def clock(self) -> None:
        """Start, pause or resume, whichever makes sense now."""
        card = self._clock
        if card is None or card.state is ClockState.ENDED:
            return
        if card.state is ClockState.RUNNING:
            self._run(self._pause())
        elif card.state is ClockState.WAITING:
            self._run(self._start())
        else:
            self._run(self._resume(card))

    async def _start(self) -> None:
        if await self._sure_to_start():
            await self._send(ClockStarted(), _("The drill runs."))

    async def _sure_to_start(self) -> bool:
        teams = self._app.link.view.all(TeamCard)
        absent = [card.label for card in teams if not card.connected]
        said = _("{n} teams begin at once; the attacker moves by the scenario's clock.").format(n=len(teams))
        if absent:
            said += "\n" + _("Nobody is there yet from: {teams}").format(teams=", ".join(absent))
        return await self._sure(_("Start the drill?"), said, _("Start"))

    async def _pause(self) -> None:
        choices = tuple((kind.value, _(label)) for kind, label in PAUSES)
        fields = (
            FormField("kind", _("Kind"), choices=choices),
            FormField("reason", _("Reason"), placeholder=_("everyone reads it; may be empty")),
        )
        about = _("Everything stands still for all teams: clocks, attacker, deadlines.")
        given = await self._form(_("Pause the drill"), *fields, about=Page().quiet(about).done())
        if given is not None:
            await self._send(
                ClockPaused(PauseKind(given["kind"]), given["reason"]), _("The drill is paused.")
            )

    async def _resume(self, card: ClockCard) -> None:
        if card.state is not ClockState.STOPPED or await self._sure_of_peace():
            await self._send(ClockStarted(*card.last), _("The drill runs."))

    async def _sure_of_peace(self) -> bool:
        said = _("Every seat goes on where it stood. Be sure that the real emergency is over.")
        return await self._sure(_("Resume after an emergency stop?"), said, _("Resume"))

    def speed(self) -> None:
        """Change how fast exercise time goes."""
        card = self._clock
        if card is not None:
            self._run(self._speed(card))

    async def _speed(self, card: ClockCard) -> None:
        choices = tuple((one, f"x{one}") for one in SPEEDS)
        about = Page().quiet(_("Competitions run at x1. Teams see the speed in their header."))
        if card.state is not ClockState.RUNNING:
            about.words(_("The clock stands still; it goes on at the speed that you choose."), Tone.WARN)
        field = FormField("speed", _("Speed"), initial=str(Fraction(*card.last)), choices=choices)
        given = await self._form(_("Speed of the drill"), field, about=about.done())
        if given is not None and await self._sure_to_run():
            rate = Fraction(given["speed"])
            said = _("The drill runs at x{speed}.").format(speed=given["speed"])
            await self._send(ClockStarted(rate.numerator, rate.denominator), said)

    async def _sure_to_run(self) -> bool:
        """Ask what starting or resuming asks, where the clock stands now."""
        match self._clock and self._clock.state:
            case ClockState.WAITING:
                return await self._sure_to_start()
            case ClockState.STOPPED:
                return await self._sure_of_peace()
            case _:
                return True

    def add_time(self) -> None:
        """Make the drill longer for everyone."""
        self._run(self._add_time())

    async def _add_time(self) -> None:
        about = _("The drill ends later for every team; deadlines stay where they are.")
        given = await self._form(
            _("Add time for everyone"), _length_field(), _reason(), about=Page().quiet(about).done()
        )
        if given is not None and (length := length_of(given["length"])):
            said = _("The drill is {time} longer.").format(time=clock(length))
            await self._send(TimeAdded(length, given["reason"]), said)

    def end(self) -> None:
        """End the drill before its time."""
        self._run(self._end())

    async def _end(self) -> None:
        about = _("Nothing that comes later counts. This cannot be undone.")
        given = await self._form(
            _("End the drill"), _reason(), about=Page().words(about, Tone.WARN).done(), tone="-warn"
        )
        if given is None:
            return
        if await self._sure(
            _("End the drill now?"), _("Every team's drill ends at this moment."), _("End it")
        ):
            await self._send(DrillEnded(given["reason"]), _("The drill has ended."))

    def emergency(self) -> None:
        """Stop everything for a real emergency; a drill that is over stands still already."""
        if self._clock is None or self._clock.state is not ClockState.ENDED:
            self._run(self._emergency())

    async def _emergency(self) -> None:
        about = _(
            "Only for a real emergency: fire, a person in need, a real incident. Every screen says so and asks for a sign."
        )
        field = FormField(
            "reason",
            _("What everyone reads"),
            check=something,
            placeholder=_("Leave the room by the main stairs"),
        )
        given = await self._form(
            _("EMERGENCY STOP"), field, about=Page().words(about, Tone.BAD).done(), tone="-bad"
        )
        if given is None:
            return
        if await self._sure(_("Stop everything now?"), given["reason"], _("Stop")):
            await self._send(EmergencyStopped(given["reason"]), _("Everything stands still."))

    # --- one team

    def hold(self, team: TeamCard | None) -> None:
        """Hold one team, or let it go on."""
        if team is not None:
            self._run(self._release(team) if team.state is ClockState.HELD else self._hold(team))

    async def _hold(self, team: TeamCard) -> None:
        about = _(
            "This team's clock, attacker and deadlines stand still; it loses nothing. The others go on."
        )
        title = _("Hold {team}").format(team=team.label)
        given = await self._form(title, _reason(required=True), about=Page().quiet(about).done())
        if given is not None:
            said = _("{team} is held.").format(team=team.label)
            await self._send(TeamHeld(team.key, given["reason"]), said)

    async def _release(self, team: TeamCard) -> None:
        title = _("Let {team} go on").format(team=team.label)
        given = await self._form(title, _reason())
        if given is not None:
            said = _("{team} goes on.").format(team=team.label)
            await self._send(TeamReleased(team.key, given["reason"]), said)

    def credit(self, team: TeamCard | None) -> None:
        """Give one team time back."""
        if team is not None:
            self._run(self._credit(team))

    async def _credit(self, team: TeamCard) -> None:
        about = _("The team's open deadlines and its end move later; its attacker idles for as long.")
        title = _("Credit time to {team}").format(team=team.label)
        fields = (_length_field(), _reason(required=True))
        given = await self._form(title, *fields, about=Page().quiet(about).done())
        if given is not None and (length := length_of(given["length"])):
            said = _("{team} has {time} more.").format(team=team.label, time=clock(length))
            await self._send(TimeCredited(team.key, length, given["reason"]), said)

    # --- words to teams

    def broadcast(self, team: TeamCard | None = None) -> None:
        """Tell one, some or all teams something."""
        self._run(self._broadcast(team))

    async def _broadcast(self, team: TeamCard | None) -> None:
        fields = (
            self._teams_field(team),
            FormField("text", _("Message"), check=something, lines=5),
        )
        given = await self._form(_("Message to the teams"), *fields)
        if given is not None:
            ids = self._teams.ids(given["teams"]) or ()
            said = _("Said to {teams}.").format(teams=self._teams.said(ids))
            await self._send(Broadcast(given["text"], ids), said)

    def write_inject(self, taken: Sequence[str], team: TeamCard | None = None) -> None:
        """Write a new inject and send it at once."""
        self._run(self._write_inject(tuple(taken), team))

    async def _write_inject(self, taken: tuple[str, ...], team: TeamCard | None) -> None:
        channels = tuple((channel, _(label)) for channel, label in CHANNELS)
        fields = (
            self._teams_field(team),
            FormField("sender", _("From"), check=something, placeholder=_("who says it, in character")),
            self._role_field(),
            FormField("channel", _("By"), choices=channels),
            FormField(
                "within", _("Reply within"), check=wrong_length_or_none, placeholder=_("10m; may be empty")
            ),
            FormField("text", _("Text"), check=something, lines=4),
        )
        given = await self._form(_("New inject, sent at once"), *fields)
        if given is None:
            return
        ids = self._teams.ids(given["teams"]) or ()
        inject = InjectWritten(
            _new_id(taken), given["sender"], given["to"], given["channel"], given["text"], ids,
            length_of(given["within"]),
        )  # fmt: skip
        await self._send(inject, _("Sent to {teams}.").format(teams=self._teams.said(ids)))

    def void(self, item: str, label: str, team: TeamCard | None = None) -> None:
        """Take an inject, a question or a report out of the score."""
        self._run(self._void(item, label, team))

    async def _void(self, item: str, label: str, team: TeamCard | None) -> None:
        about = _(
            "It counts no more; its points fall away for those teams and the section is worked out without it."
        )
        fields = (self._teams_field(team), _reason(required=True))
        title = _("Void “{item}”").format(item=label)
        given = await self._form(title, *fields, about=Page().quiet(about).done(), tone="-warn")
        if given is None:
            return
        ids = self._teams.ids(given["teams"]) or ("",)
        for one in ids:
            await self._send(
                ItemVoided(item, given["reason"], one), _("“{item}” is void.").format(item=label)
            )

    # --- the umpire

    def umpire(self, team: TeamCard | None, request: RequestCard | None = None) -> None:
        """Set facts in one team's world, with a reason; answering a request by the way."""
        if team is not None:
            self._run(self._umpire(team, request))

    async def _umpire(self, team: TeamCard, request: RequestCard | None) -> None:
        """Ask until it is taken or given up: a sentence that was refused stands there again to be mended."""
        about = Page().words(
            _("The run leaves what the scenario was proven for; the review will say so."), Tone.WARN
        )
        if request is not None:
            about.gap().quiet(_("Asked: {text}").format(text=request.text))
        title, taken, given = _("Umpire: {team}").format(team=team.label), False, dict[str, str]()
        while not taken:
            answer = await self._form(title, *self._ruling(team, given), about=about.done())
            if answer is None:
                return
            given = answer
            sentences, number = sentences_of(given["sentences"]), number_of(request)
            ruled = UmpireRuled(team.key, sentences, given["reason"], number, given["text"])
            taken = await self._send(ruled, _("Set for {team}.").format(team=team.label))

    def _ruling(self, team: TeamCard, given: Mapping[str, str]) -> tuple[FormField, ...]:
        return (
            FormField(
                "sentences",
                _("Sentences"),
                initial=given.get("sentences", ""),
                placeholder=_("fs01 is not encrypted; pc-vanthu is isolated"),
                complete=undoing(self._app.link.view.get(TruthCard, team.key)),
                check=_sentences_wrong,
            ),
            FormField(
                "text", _("The team is told"), initial=given.get("text", ""), placeholder=_("may be empty")
            ),
            replace(_reason(required=True), initial=given.get("reason", "")),
        )

    def answer(self, request: RequestCard, *, everyone: bool) -> None:
        """Answer a request, to the one who asked or to all teams."""
        self._run(self._answer(request, everyone=everyone))

    async def _answer(self, request: RequestCard, *, everyone: bool) -> None:
        label = self._teams.labels.get(request.team, request.team)
        about = Page().head(label).words(request.text)
        if everyone:
            about.gap().quiet(_("Every team reads the question's answer; nobody reads who asked."))
        title = _("Answer to all teams") if everyone else _("Answer to {team}").format(team=label)
        field = FormField("text", _("Answer"), initial=request.answer, check=something, lines=5)
        given = await self._form(title, field, about=about.done())
        if given is None:
            return
        ruling = UmpireRuled(request.team, (), _("an answer"), number_of(request), given["text"])
        taken = await self._send(ruling, _("Answered."))
        others = tuple(one for one in self._teams.labels if one != request.team)
        if taken and everyone and others:
            await self._send(Broadcast(given["text"], others), _("Answered to all teams."))

    # --- shared fields

    def _role_field(self) -> FormField:
        """Ask whom it is for, by the scenario's own words for its roles."""
        view = self._app.link.view
        drill = view.get(DrillCard, "drill")
        roles = [*(key for key, _label in drill.roles), EVERY_ROLE] if drill else [LEADER, EVERY_ROLE]
        choices = tuple((role, role_label(view, role)) for role in roles)
        return FormField("to", _("To"), initial=LEADER, choices=choices)

    def _teams_field(self, team: TeamCard | None) -> FormField:
        teams = self._teams
        initial = team.label if team else _("all")
        return FormField("teams", _("Teams"), initial=initial, complete=teams.complete, check=teams.wrong)

    def commands(self) -> Iterable[DeskCommand]:
        """What the palette offers everywhere on this desk; nothing once the drill is over."""
        if self._clock is not None and self._clock.state is ClockState.ENDED:
            return
        yield DeskCommand(_("drill: Start, pause or resume"), _("For every team at once."), self.clock)
        yield DeskCommand(_("drill: Speed"), _("How fast exercise time goes."), self.speed)
        yield DeskCommand(_("drill: Add time"), _("Make the drill longer for everyone."), self.add_time)
        yield DeskCommand(_("drill: Message"), _("Tell one, some or all teams something."), self.broadcast)
        yield DeskCommand(_("drill: End"), _("End it before its time; asks twice."), self.end)
        yield DeskCommand(
            _("drill: Emergency stop"), _("A real emergency: everything stands still."), self.emergency
        )


def number_of(request: RequestCard | None) -> int | None:
    """Return the team's own number of a request, from its key ``TEAM:N``."""
    last = request.key.rpartition(":")[2] if request is not None else ""
    return int(last) if last.isdecimal() else None


def _sentences_wrong(text: str) -> str:
    for sentence in sentences_of(text):
        if not {"is", "are", "has"} & set(sentence.split()):
            return _("“{sentence}” is no sentence; write it like: fs01 is not encrypted").format(
                sentence=sentence
            )
    return "" if sentences_of(text) else _("Write something, or press escape.")


def _new_id(taken: Sequence[str]) -> str:
    number = 1
    while f"excon-{number}" in taken:
        number += 1
    return f"excon-{number}"


def _length_field() -> FormField:
    return FormField("length", _("How long"), placeholder="10m", check=wrong_length)


def _reason(*, required: bool = False) -> FormField:
    if required:
        return FormField("reason", _("Reason"), check=something, placeholder=_("it stays in the record"))
    return FormField("reason", _("Reason"), placeholder=_("may be empty"))
