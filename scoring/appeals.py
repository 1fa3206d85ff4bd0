"""Protests and appeals: filed on named lines, taken back or ruled on once; a ruling stays as it was given."""

from msgspec.structs import replace

from drill.world.cards import AppealCard, AppealState
from drill.world.happened import Happened
from drill.world.inputs import AppealFiled, AppealRuled, AppealWithdrawn, Outcome
from drill.world.outputs import TeamEnded
from scoring.model import Record

_RULED = {Outcome.UPHELD: AppealState.UPHELD, Outcome.DISMISSED: AppealState.DISMISSED}


class Ruling(Record, frozen=True):
    """What a judge decided."""

    seq: int
    t: int
    """Shared ms."""
    judge: str
    """Seat."""
    given: AppealRuled


class Appeal(Record, frozen=True):
    """One appeal with what became of it."""

    seq: int
    """Journal position of the filing: its number."""
    team: str
    t: int
    """The team's own time (ms) of the filing."""
    filed: AppealFiled
    protest: bool
    """Filed while the team's drill ran."""
    ruled: tuple[Ruling, ...] = ()
    """In the order of the journal; the first counts."""
    withdrawn: int = 0
    """Journal position of the withdrawal; 0 while there is none."""

    @property
    def ruling(self) -> Ruling | None:
        """The ruling that counts: the first, unless the appeal was taken back before it."""
        ruling = self.ruled[0] if self.ruled else None
        return None if ruling and 0 < self.withdrawn < ruling.seq else ruling

    @property
    def state(self) -> AppealState:
        """Where it stands."""
        if self.ruling is not None:
            return _RULED[self.ruling.given.outcome]
        return AppealState.WITHDRAWN if self.withdrawn else AppealState.OPEN

    @property
    def points(self) -> int:
        """What the ruling itself gives; a dismissal gives nothing, whatever it says."""
        ruled = self.ruling
        return ruled.given.points if ruled and ruled.given.outcome is Outcome.UPHELD else 0

    def card(self) -> AppealCard:
        """Return it as judges and the team itself read it."""
        ruled = self.ruling
        return AppealCard(
            key=str(self.seq),
            team=self.team,
            t=self.t,
            at=self.filed.at,
            protest=self.protest,
            lines=self.filed.lines,
            text=self.filed.text,
            state=self.state,
            reason=ruled.given.reason if ruled else "",
            points=self.points,
            by=ruled.judge if ruled else "",
        )


class Appeals:
    """All appeals of a drill, or of one team, folded entry by entry.

    Of several rulings on an appeal the first in the journal counts, and so does a withdrawal that came before it. The
    released layer hears rulings late: positions decide, not the order in which they are heard.
    """

    def __init__(self) -> None:
        self._filed: dict[int, Appeal] = {}
        self._ended: set[str] = set()

    def note(self, seq: int, happened: Happened) -> Appeal | None:
        """Take an entry in; return the appeal that it filed or changed."""
        match happened.what:
            case AppealFiled() as filed:
                team = happened.team
                return self._keep(Appeal(seq, team, happened.t, filed, team not in self._ended))
            case AppealWithdrawn(appeal=number):
                return self._withdraw(seq, number, happened.team)
            case AppealRuled() as given:
                return self._rule(Ruling(seq, happened.t, happened.seat, given))
            case TeamEnded():
                self._ended.add(happened.team)
                return None
            case _:
                return None

    @property
    def all(self) -> tuple[Appeal, ...]:
        """Every appeal in the order of filing."""
        return tuple(self._filed.values())

    @property
    def open(self) -> int:
        """How many wait for a ruling."""
        return sum(appeal.state is AppealState.OPEN for appeal in self._filed.values())

    def get(self, number: int) -> Appeal | None:
        """Return the appeal that was filed at a journal position."""
        return self._filed.get(number)

    def contested(self, team: str) -> frozenset[str]:
        """Return the lines of a team that an appeal contests or contested; a withdrawn one gives its lines free."""
        return frozenset(
            line
            for appeal in self._filed.values()
            if appeal.team == team and appeal.state is not AppealState.WITHDRAWN
            for line in appeal.filed.lines
        )

    def _withdraw(self, seq: int, number: int, team: str) -> Appeal | None:
        appeal = self._filed.get(number)
        if appeal is None or appeal.team != team:
            return None
        return self._keep(replace(appeal, withdrawn=min(seq, appeal.withdrawn or seq)))

    def _rule(self, ruling: Ruling) -> Appeal | None:
        appeal = self._filed.get(ruling.given.appeal)
        if appeal is None:
            return None
        return self._keep(replace(appeal, ruled=tuple(sorted((*appeal.ruled, ruling), key=_position))))

    def _keep(self, appeal: Appeal) -> Appeal:
        self._filed[appeal.seq] = appeal
        return appeal


def _position(ruling: Ruling) -> int:
    return ruling.seq
