"""A nomination packet on paper: as a page of HTML or as Markdown, ready for signatures."""

from collections.abc import Iterator

from drill.i18n import Language, Words, _, current_language, speaking
from drill.report.awards import DrillAwards, state_words
from drill.report.page import Page
from drill.text import one_line
from scoring.awards.measures import rule_words
from scoring.awards.packet import Nominee, Packet
from scoring.sayings import moment


def page(found: DrillAwards, packet: Packet) -> Page:
    """Return a packet as a page in the language of this process."""
    title = _("Nomination: {award}").format(award=packet.awarded.rule.title.say(current_language()))
    return Page(
        "packet.html.j2",
        title,
        current_language(),
        {
            "packet": packet,
            "drill": found.model.title,
            "state": state_words(found),
            "seal": " ".join(found.seal),
            "rule": rule_words(packet.awarded.rule),
            "moment": moment,
            "say": _headings(),
        },
    )


def _headings() -> dict[str, str]:
    """Return the words of a packet that belong to no record."""
    return {
        "drill": _("Drill"),
        "state": _("State"),
        "seal": _("Seal"),
        "rule": _("Rule"),
        "prizes": _("Prizes"),
        "candidates": _("Candidates"),
        "place": _("Place"),
        "team": _("Team"),
        "unit": _("Unit"),
        "figure": _("Figure"),
        "why": _("Why"),
        "prize": _("prize"),
        "none": _("Nobody wins this award."),
        "lines": _("Points behind the figure"),
        "entries": _("Entries of the record behind the figure"),
        "points": _("Points"),
        "time": _("Time"),
        "reason": _("Reason"),
        "record": _("Record"),
        "comments": _("Judges' comments"),
        "asked": _("Asked"),
        "judge": _("Judge"),
        "percent": _("Percent"),
        "rating": _("Rating"),
        "comment": _("Comment"),
        "jury": _("Jury"),
        "chair": _("Chair of the jury"),
        "secretary": _("Secretary"),
        "committee": _("Head of the organising committee"),
        "sign": _("(signature and full name)"),
    }


def markdown(found: DrillAwards, packet: Packet, language: Language) -> str:
    """Return a packet as Markdown in a language."""
    with speaking(language):
        return "\n".join(_markdown(found, packet)) + "\n"


def _markdown(found: DrillAwards, packet: Packet) -> Iterator[str]:
    say, rule = _headings(), packet.awarded.rule
    yield "# " + _safe(_("Nomination: {award}").format(award=rule.title.say(current_language())))
    yield ""
    yield f"- {say['drill']}: {_safe(found.model.title.say(current_language()))}"
    yield f"- {say['state']}: {_safe(state_words(found).say())}"
    if found.seal:
        yield f"- {say['seal']}: {' '.join(found.seal)}"
    yield f"- {say['rule']}: {_safe(rule_words(rule).say())}"
    yield f"- {say['prizes']}: {rule.prizes}"
    yield from ("", f"## {say['candidates']}", "")
    yield _row(say["place"], say["team"], say["figure"], say["why"], say["prize"])
    yield "|---|---|---|---|---|"
    for one in packet.awarded.candidates:
        won = "✓" if one.wins else ""
        yield _row(str(one.place or "–"), one.claim.label, one.figure.say(), one.why.say(), won)
    for nominee in packet.nominees:
        yield from _nominee(say, nominee)
    if not packet.nominees:
        yield from ("", say["none"])
    yield from (
        "",
        f"{say['secretary']}: ____________  {say['chair']}: ____________  {say['committee']}: ____________",
    )


def _nominee(say: dict[str, str], nominee: Nominee) -> Iterator[str]:
    claim = nominee.candidate.claim
    unit = f" ({_safe(claim.unit)})" if claim.unit else ""
    yield from ("", f"## {_safe(claim.label)}{unit}", "", _safe(nominee.candidate.figure.say()))
    if nominee.lines:
        yield from ("", f"### {say['lines']}", "")
        yield _row(say["points"], say["time"], say["reason"], say["record"])
        yield "|---:|---|---|---|"
        for line, told in nominee.lines:
            yield _row(f"{line.points:+d}", moment(line.t), line.why.say(), _numbered(line.because, told))
    if nominee.entries:
        yield from ("", f"### {say['entries']}", "")
        yield from (f"- #{seq} {_safe(said.say())}" for seq, said in nominee.entries)
    if nominee.comments:
        yield from ("", f"### {say['comments']}", "")
        for one in nominee.comments:
            asked = _safe(one.item.say(current_language()))
            yield f"- {asked}: {_safe(one.judge)} {one.percent} % {one.rating} {_safe(one.comment)}"
    if nominee.jury:
        yield from ("", f"### {say['jury']}", "")
        yield from (f"- {_safe(seat)}: {points} {_safe(reason)}" for seat, points, reason in nominee.jury)


def _numbered(because: tuple[int, ...], told: tuple[Words, ...]) -> str:
    return "; ".join(f"#{seq} {said.say()}" for seq, said in zip(because, told, strict=False))


def _row(*cells: str) -> str:
    return "| " + " | ".join(_safe(cell) for cell in cells) + " |"


def _safe(text: str) -> str:
    """Return outsiders' words on one line, with nothing that Markdown or HTML would obey."""
    plain = one_line(text, 2000)
    for sign in "\\`*_[]<>|#":
        plain = plain.replace(sign, f"\\{sign}" if sign != "<" else "&lt;")
    return plain
