"""The minutes of a drill's results on A4: what people sign, with the seal as words between their signatures.

In Vietnamese it has the form of an official record (biên bản): the name of the state and its motto, the issuing body,
number, place and date, the parts, and lines for signatures. What nobody told the program is left as dots to fill in.
"""

import datetime as dt
from collections.abc import Iterator

import msgspec

from drill.i18n import N_, Language, _, speaking, translate
from drill.report.naming import column_name, tie_words
from drill.report.page import Page
from drill.report.told import Told
from drill.world.cards import AppealState, ResultsState
from scoring.appeals import Appeal
from scoring.model import Row
from scoring.rules.judged import Penalty
from scoring.sayings import moment

DOTS = "…" * 12


class Heading(msgspec.Struct, frozen=True):
    """What stands above the minutes and no drill file knows; what is empty is left to be filled in by hand."""

    parent: str = ""
    """The body above the issuing one."""
    authority: str = ""
    """The issuing body."""
    number: str = ""
    place: str = ""


def page(told: Told, language: Language, heading: Heading | None = None) -> Page:
    """Return the minutes of a drill as a page."""
    with speaking(language):
        title = _("Results of the drill “{title}”").format(title=told.model.title.say(language))
        facts: dict[str, object] = {
            "heading": heading or Heading(),
            "dots": DOTS,
            "official": language is Language.VIETNAMESE,
            "say": {name: _(words) for name, words in _FORM.items()},
            "what": title,
            "dated": _dated(told, heading or Heading()),
            **_part_one(told, language),
            **_parts(told, language),
        }
    return Page("minutes.html.j2", title, language, facts)


def _part_one(told: Told, language: Language) -> dict[str, object]:
    """Return when it was and who took part."""
    return {
        "when": _when(told, language),
        "length": moment(told.length),
        "entries": told.head.seq,
        "judges": [seat.name or seat.id for seat in told.staff("judge", "head judge", "marker")],
        "controllers": [seat.name or seat.id for seat in told.staff("controller")],
        "teams": [told.team(row.standing.team).label for row in told.rows],
    }


def _parts(told: Told, language: Language) -> dict[str, object]:
    """Return ranks, penalties, appeals, prizes and the seal."""
    prizes = [
        (awarded.rule.title, [one.claim.label for one in awarded.winners])
        for awarded in told.awards
        if awarded.winners
    ]
    return {
        "final": told.state is ResultsState.FINAL and told.signed is not None,
        "rows": [_row(told, row) for row in told.rows],
        "columns": [column_name(name) for name in told.columns],
        "penalties": [_penalty(told, team, one) for team, one in told.penalties],
        "appeals": [_appeal(told, one, language) for one in told.appeals],
        "prizes": prizes,
        "signed": told.signed,
        "statement": told.statement,
    }


def _row(told: Told, row: Row) -> dict[str, object]:
    standing, points = row.standing, dict(row.standing.sections)
    return {
        "rank": row.rank,
        "label": standing.label,
        "unit": told.team(standing.team).unit,
        "division": standing.division,
        "total": standing.total,
        "points": [points[name] for name in told.columns],
        "tie": tie_words(row.tie),
    }


def _penalty(told: Told, team: str, penalty: Penalty) -> dict[str, object]:
    return {
        "team": told.team(team).label,
        "points": f"{penalty.given.points:+}",
        "reason": penalty.given.reason,
        "by": told.person(penalty.judge),
        "seq": penalty.seq,
        "withdrawn": penalty.withdrawn[3] if penalty.withdrawn else "",
    }


def _appeal(told: Told, appeal: Appeal, language: Language) -> dict[str, object]:
    ruling = appeal.ruling
    return {
        "seq": appeal.seq,
        "team": told.team(appeal.team).label,
        "protest": appeal.protest,
        "about": list(_about(told, appeal)),
        "text": appeal.filed.text,
        "state": translate(_STATES[appeal.state], language),
        "reason": ruling.given.reason if ruling else "",
        "points": f"{appeal.points:+}" if appeal.points else "",
        "by": told.person(ruling.judge) if ruling else "",
    }


def _about(told: Told, appeal: Appeal) -> Iterator[str]:
    """Yield the contested lines as their reasons say; one that a ruling or other rules removed by its name."""
    for name in appeal.filed.lines:
        line = told.line(appeal.team, name)
        yield line.why.say() if line else name.replace("|", " · ")


def _dated(told: Told, heading: Heading) -> str:
    """Return place and date of signing: of the seal, or dots."""
    at = told.signed.seal.at if told.signed else None
    place = heading.place or DOTS
    if at is None:
        return _("{place}, date ………………").format(place=place)
    day = _local(at)
    return _("{place}, {year}-{month}-{day}").format(
        place=place, day=f"{day.day:02}", month=f"{day.month:02}", year=day.year
    )


def _when(told: Told, language: Language) -> str:
    if told.walls is None:
        return DOTS
    shape = "%Hh%M %d/%m/%Y" if language is Language.VIETNAMESE else "%Y-%m-%d %H:%M"
    return " – ".join(_local(wall).strftime(shape) for wall in told.walls)


def _local(wall: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(wall // 1000, dt.UTC).astimezone()


_FORM = {
    "state": N_("SOCIALIST REPUBLIC OF VIET NAM"),
    "motto": N_("Independence – Freedom – Happiness"),
    "number": N_("No."),
    "minutes": N_("MINUTES"),
    "draft": N_("DRAFT: the results are not sealed"),
    "part one": N_("I. Time and those taking part"),
    "time": N_("Time"),
    "played": N_("Exercise time"),
    "place": N_("Venue"),
    "chair": N_("Chair"),
    "secretary": N_("Secretary"),
    "judges": N_("Judges"),
    "controllers": N_("Exercise control"),
    "teams": N_("Teams"),
    "record": N_("Record"),
    "entries": N_("entries"),
    "part two": N_("II. Ranks"),
    "rank": N_("Rank"),
    "team": N_("Team"),
    "total": N_("Total"),
    "tie": N_("Tie"),
    "tie rule": N_(
        "Teams of the same total: more points for reports first, then the earlier last containment, then the"
        " earlier last gain; else they share the rank."
    ),
    "part three": N_("III. Penalties and bonuses"),
    "points": N_("Points"),
    "reason": N_("Reason"),
    "judge": N_("Judge"),
    "withdrawn": N_("Withdrawn:"),
    "no penalty": N_("There were none."),
    "part four": N_("IV. Appeals and rulings"),
    "appeal": N_("Appeal"),
    "protest": N_("Protest during the drill"),
    "about": N_("About"),
    "ruling": N_("Ruling"),
    "no appeal": N_("Nobody appealed."),
    "part five": N_("V. Prizes"),
    "no prize": N_("No prizes were decided."),
    "part six": N_("VI. Seal of the results"),
    "seal words": N_("The results of this drill are sealed. The seal reads:"),
    "key words": N_("Key of the signer:"),
    "unsealed": N_("The results are not sealed; this record binds nobody yet."),
    "check": N_("Whoever holds the drill file can compare these words: livefire drill verify FILE"),
    "closing": N_(
        "The minutes were read out, agreed to by those present, and made in …… copies of equal value."
    ),
    "sign": N_("(signature, full name)"),
    "stamp": N_("(signature, full name, stamp)"),
    "chief judge": N_("For the judges"),
    "for teams": N_("For the teams"),
}
"""The words of the form, by the names that the template has for them."""

_STATES = {
    AppealState.OPEN: N_("waits for a ruling"),
    AppealState.UPHELD: N_("upheld"),
    AppealState.DISMISSED: N_("dismissed"),
    AppealState.WITHDRAWN: N_("taken back"),
}
