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
            "say": _said(),
            "what": title,
            "final": told.state is ResultsState.FINAL and told.signed is not None,
            "dated": _dated(told, heading or Heading()),
            "when": _when(told, language),
            "length": moment(told.length),
            "entries": told.head.seq,
            "scenario": told.opened.scenario_hash,
            "judges": [seat.name or seat.id for seat in told.staff("judge", "head judge", "marker")],
            "controllers": [seat.name or seat.id for seat in told.staff("controller")],
            "rows": [_row(told, row) for row in told.rows],
            "columns": [column_name(name) for name in told.columns],
            "penalties": [_penalty(told, team, one) for team, one in told.penalties],
            "appeals": [_appeal(told, one, language) for one in told.appeals],
            "prizes": [
                (awarded.rule.title, [one.claim.label for one in awarded.winners])
                for awarded in told.awards
                if awarded.winners
            ],
            "signed": told.signed,
            "statement": told.statement,
            "teams": [told.team(row.standing.team).label for row in told.rows],
        }
    return Page("minutes.html.j2", title, language, facts)


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
        "by": penalty.judge,
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
        "by": ruling.judge if ruling else "",
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


def _said() -> dict[str, str]:
    """Return the words of the form."""
    return {
        "state": _("SOCIALIST REPUBLIC OF VIET NAM"),
        "motto": _("Independence – Freedom – Happiness"),
        "number": _("No."),
        "minutes": _("MINUTES"),
        "draft": _("DRAFT: the results are not sealed"),
        "part one": _("I. Time and those taking part"),
        "time": _("Time"),
        "played": _("Exercise time"),
        "place": _("Venue"),
        "chair": _("Chair"),
        "secretary": _("Secretary"),
        "judges": _("Judges"),
        "controllers": _("Exercise control"),
        "teams": _("Teams"),
        "record": _("Record"),
        "entries": _("entries"),
        "part two": _("II. Ranks"),
        "rank": _("Rank"),
        "team": _("Team"),
        "total": _("Total"),
        "tie": _("Tie"),
        "tie rule": _(
            "Teams of the same total: more points for reports first, then the earlier last containment, then the"
            " earlier last gain; else they share the rank."
        ),
        "part three": _("III. Penalties and bonuses"),
        "points": _("Points"),
        "reason": _("Reason"),
        "judge": _("Judge"),
        "withdrawn": _("Withdrawn:"),
        "no penalty": _("There were none."),
        "part four": _("IV. Appeals and rulings"),
        "appeal": _("Appeal"),
        "protest": _("Protest during the drill"),
        "about": _("About"),
        "ruling": _("Ruling"),
        "no appeal": _("Nobody appealed."),
        "part five": _("V. Prizes"),
        "no prize": _("No prizes were decided."),
        "part six": _("VI. Seal of the results"),
        "seal words": _("The results of this drill are sealed. The seal reads:"),
        "key words": _("Key of the signer:"),
        "unsealed": _("The results are not sealed; this record binds nobody yet."),
        "check": _("Whoever holds the drill file can compare these words: livefire drill verify FILE"),
        "closing": _(
            "The minutes were read out, agreed to by those present, and made in …… copies of equal value."
        ),
        "sign": _("(signature, full name)"),
        "stamp": _("(signature, full name, stamp)"),
        "chief judge": _("For the judges"),
        "for teams": _("For the teams"),
    }


_STATES = {
    AppealState.OPEN: N_("waits for a ruling"),
    AppealState.UPHELD: N_("upheld"),
    AppealState.DISMISSED: N_("dismissed"),
    AppealState.WITHDRAWN: N_("taken back"),
}
