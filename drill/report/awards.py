"""A drill's awards for paper and for other programs: loaded from its file, as packets, as certificates' data."""

import csv
from collections.abc import Iterable, Mapping
from io import StringIO

import msgspec

from drill.errors import MatchError
from drill.i18n import Language, Words, _, words
from drill.journal import jsonlines
from drill.journal.recorder import happened_of, opened_of
from drill.journal.replaying import model_of
from drill.journal.sqlite.reader import SqliteReader
from drill.journal.verify import entries_of
from drill.scenario.model import Model, Text
from drill.world.happened import Happened
from drill.world.inputs import ResultsSealed
from scoring.awards.drill import Awards, fold
from scoring.awards.figures import rules_for
from scoring.awards.measures import rule_words
from scoring.awards.model import Awarded, AwardRule, Candidate, Over
from scoring.seal import statement_of
from scoring.seal import words as seal_words

CERTIFICATE = (
    "award", "title_vi", "title_en", "place", "team", "label", "unit", "division", "figure_vi", "figure_en",
    "drill_vi", "drill_en", "state", "seal",
)  # fmt: skip
"""Columns of the certificates' data."""
_FORMULA = ("=", "+", "-", "@", "\t")


class DrillAwards(msgspec.Struct, frozen=True):
    """The awards of one drill file."""

    scenario: str
    model: Model
    awards: Awards
    decided: tuple[Awarded, ...]
    entries: Mapping[int, Happened]
    """What happened, by journal position."""
    sealed: bool
    """Whether the results are final."""
    seal: tuple[str, ...]
    """The seal's twelve words; empty where nothing is sealed or signed."""

    def award(self, name: str) -> Awarded:
        """Return an award by its id.

        Raises:
            MatchError: there is none.
        """
        for awarded in self.decided:
            if awarded.rule.id == name:
                return awarded
        known = ", ".join(awarded.rule.id for awarded in self.decided)
        raise MatchError(_("There is no award {award}; there are {awards}.").format(award=name, awards=known))


def awards_of(reader: SqliteReader, rules: tuple[AwardRule, ...] = ()) -> DrillAwards:
    """Return the awards of a drill file.

    Args:
        reader: the file.
        rules: instead of those that the drill carries; none for those.

    Raises:
        JournalError: the file cannot be read.
        ScenarioError: the scenario that it carries cannot be read.
    """
    opened = opened_of(reader)
    model = model_of(opened)
    entries = {entry.seq: happened_of(entry) for entry in entries_of(reader)}
    awards, _released = fold(model, entries.items())
    if rules:
        awards.rules = rules_for(rules, Over.DRILL)
    sealed = any(isinstance(happened.what, ResultsSealed) for happened in entries.values())
    return DrillAwards(
        opened.scenario, model, awards, awards.decided(), entries, sealed, _seal(reader) if sealed else ()
    )


def _seal(reader: SqliteReader) -> tuple[str, ...]:
    """Return the words of the seal as it stands; whether it fits is for ``verify`` to say."""
    seal = reader.seal()
    if seal is None:
        return ()
    for entry in reader.read(max(seal.position, 1) - 1, 1):
        what = happened_of(entry).what
        if entry.seq == seal.position and isinstance(what, ResultsSealed):
            return seal_words(statement_of(entry.seq, entry.hash, what), seal.key, seal.signature)
    return ()


def state_words(found: DrillAwards) -> Words:
    """Return how final the awards are."""
    if not found.awards.over:
        return words("PROVISIONAL: teams are still playing")
    if not found.sealed:
        return words("PROVISIONAL: the results are not sealed")
    return words("FINAL: sealed")


# ---------------------------------------------------------------- for other programs


def as_object(found: DrillAwards) -> dict[str, object]:
    """Return everything as plain values for JSON; exact values as fractions."""
    return {
        "scenario": found.scenario,
        "state": "final" if found.sealed else "provisional",
        "seal": list(found.seal),
        "awards": [award_object(awarded) for awarded in found.decided],
    }


def award_object(awarded: Awarded) -> dict[str, object]:
    """Return one award with its working as plain values."""
    rule = awarded.rule
    return {
        "award": rule.id,
        "title": _both(rule.title),
        "place": rule.place,
        "prizes": rule.prizes,
        "rule": rule_words(rule).say(Language.ENGLISH),
        "jury": rule.jury,
        "candidates": [_candidate(awarded, one) for one in awarded.candidates],
    }


def _candidate(awarded: Awarded, one: Candidate) -> dict[str, object]:
    figure = one.claim.figures.get(awarded.rule.by)
    return {
        "team": one.claim.team,
        "label": one.claim.label,
        "division": one.claim.division,
        "place": one.place,
        "wins": one.wins,
        "value": None if figure is None else str(figure.value),
        "figure": one.figure.say(Language.ENGLISH),
        "why": one.why.say(Language.ENGLISH),
        "because": [] if figure is None else list(figure.because),
    }


def _both(text: Text) -> dict[str, str]:
    return {"en": text.en, "vi": text.vi}


# ---------------------------------------------------------------- certificates


def certificates(
    decided: Iterable[Awarded], drill: Text, state: str, seal: tuple[str, ...] = ()
) -> list[dict[str, str]]:
    """Return one row for each prize won, first prizes first: what a certificate says.

    Args:
        decided: the awards.
        drill: what they were won in.
        state: ``final`` or ``provisional``.
        seal: twelve words; empty for none.
    """
    return [
        dict(zip(CERTIFICATE, _certificate(awarded, winner, drill, state, " ".join(seal)), strict=True))
        for awarded in sorted(decided, key=lambda one: one.rule.place)
        for winner in awarded.winners
    ]


def _certificate(awarded: Awarded, winner: Candidate, drill: Text, state: str, seal: str) -> tuple[str, ...]:
    rule, claim = awarded.rule, winner.claim
    return (
        rule.id, rule.title.vi, rule.title.en, str(winner.place), claim.team, claim.label, claim.unit,
        claim.division, winner.figure.say(Language.VIETNAMESE), winner.figure.say(Language.ENGLISH), drill.vi, drill.en, state, seal,
    )  # fmt: skip


def as_csv(heading: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table that spreadsheets open and cannot be made to calculate: UTF-8 with its mark, formulas quoted."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(heading)
    writer.writerows([_inert(cell) for cell in row] for row in rows)
    return "\ufeff" + out.getvalue()


def _inert(cell: str) -> str:
    number = cell.removeprefix("-").replace(".", "", 1).isdecimal()
    return f"'{cell}" if cell.startswith(_FORMULA) and not number else cell


def as_json(rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as a JSON list, one row a line."""
    return "[\n" + ",\n".join(jsonlines.as_line(row) for row in rows) + "\n]\n"
