"""``livefire drill awards``: a drill's awards from its file, with their working, packets and certificates' data."""

import secrets
from collections.abc import Iterator
from pathlib import Path

import rich_click as click

from drill.cli.award_rules import load_awards
from drill.cli.columns import columns
from drill.cli.examples import examples
from drill.errors import ExitCode, MatchError
from drill.hub.offline import give, now_for
from drill.i18n import _, current_language
from drill.journal import jsonlines
from drill.journal.sqlite.reader import open_reader
from drill.journal.sqlite.store import open_writer
from drill.report import packet as paper
from drill.report.awards import (
    CERTIFICATE,
    DrillAwards,
    as_csv,
    as_json,
    as_object,
    awards_of,
    certificates,
    state_words,
)
from drill.report.page import write
from drill.world.inputs import AwardsNamed, Refusal
from scoring.awards.measures import rule_words
from scoring.awards.model import Awarded
from scoring.awards.packet import packet

FILE = click.Path(path_type=Path)


@click.command(
    help=_("Decide a drill's awards: each with its rule, its candidates and its winners."),
    epilog=examples(
        "livefire drill awards NAME.drill",
        "livefire drill awards NAME.drill --rules awards.yaml",
        "livefire drill awards NAME.drill --rules awards.yaml --publish",
        "livefire drill awards NAME.drill --packet best-report --out packet.html",
        "livefire drill awards NAME.drill --certificates certificates.csv",
    ),
)
@click.argument("file", type=FILE)
@click.option("--rules", type=FILE, help=_("A file of awards instead of the drill's own."))
@click.option(
    "--publish", is_flag=True, help=_("Write the rules into the drill file; the judges' desk has them then.")
)
@click.option("--json", "as_json_", is_flag=True, help=_("One JSON object."))
@click.option("--packet", "award", metavar="AWARD", help=_("The nomination packet of this award."))
@click.option("--out", type=FILE, help=_("Where the packet goes: a file .html or .md."))
@click.option(
    "--certificates", "certify", type=FILE, help=_("Write what certificates say: a file .csv or .json.")
)
def awards(
    file: Path,
    *,
    rules: Path | None,
    publish: bool,
    as_json_: bool,
    award: str | None,
    out: Path | None,
    certify: Path | None,
) -> int:
    """Print the awards, or write a packet or the certificates' data."""
    _demand_pairs(award, out, rules, publish=publish)
    own, text = load_awards(rules) if rules else ((), "")
    if publish:
        _publish(file, text)
    with open_reader(file) as reader:
        found = awards_of(reader, own)
    written = list(_written(found, award, out, certify))
    if written:
        click.echo("\n".join(written))
    else:
        click.echo(jsonlines.as_line(as_object(found)) if as_json_ else "\n".join(shown(found)))
    return ExitCode.OK


def _demand_pairs(award: str | None, out: Path | None, rules: Path | None, *, publish: bool) -> None:
    if (award is None) != (out is None):
        raise click.UsageError(_("--packet AWARD and --out FILE go together."))
    if publish and rules is None:
        raise click.UsageError(_("--publish goes with --rules."))


def _written(found: DrillAwards, award: str | None, out: Path | None, certify: Path | None) -> Iterator[str]:
    """Write what was asked for, and yield what is to be said about it."""
    if award is not None and out is not None:
        yield _write_packet(found, award, out)
    if certify is not None:
        yield _write_certificates(found, certify)


def _publish(file: Path, text: str) -> None:
    """Journal the rules of the awards.

    Raises:
        MatchError: the drill takes them no more.
        JournalError: a hub holds the file, or the disk refuses.
    """
    journal = open_writer(file)
    try:
        done = give(journal, AwardsNamed(text), now_for(journal), f"awards-{secrets.token_hex(6)}")
    finally:
        journal.close()
    if isinstance(done, Refusal):
        raise MatchError(done.reason.say(), done.remedy.say() if done.remedy else "")


def _write_packet(found: DrillAwards, award: str, out: Path) -> str:
    given = packet(found.awards, found.award(award), found.entries)
    if out.suffix.casefold() == ".md":
        write(out, paper.markdown(found, given, current_language()))
    elif out.suffix.casefold() in {".html", ".htm"}:
        write(out, paper.page(found, given).html())
    else:
        raise click.UsageError(_("A packet is a file .html or .md: {path}").format(path=out))
    return _("{path} written.").format(path=out)


def _write_certificates(found: DrillAwards, out: Path) -> str:
    state = "final" if found.sealed else "provisional"
    rows = certificates(found.decided, found.model.title, state, found.seal)
    write(out, table_text(out, CERTIFICATE, rows))
    return _("{path} written: {rows} certificates. {state}").format(
        path=out, rows=len(rows), state=state_words(found).say()
    )


def table_text(out: Path, heading: tuple[str, ...], rows: list[dict[str, str]]) -> str:
    """Return rows as CSV or JSON, by the ending of the file they go to.

    Raises:
        click.UsageError: it has another ending.
    """
    if out.suffix.casefold() == ".json":
        return as_json(rows)
    if out.suffix.casefold() == ".csv":
        return as_csv(heading, [[row[name] for name in heading] for row in rows])
    raise click.UsageError(_("A table is a file .csv or .json: {path}").format(path=out))


def shown(found: DrillAwards) -> Iterator[str]:
    """Return the lines of all awards for the terminal."""
    yield state_words(found).say()
    if found.seal:
        yield _("Seal: {words}").format(words=" ".join(found.seal))
    for awarded in found.decided:
        yield ""
        yield from award_lines(awarded)


def award_lines(awarded: Awarded) -> Iterator[str]:
    """Return an award's title, rule and candidates for the terminal."""
    rule = awarded.rule
    title = rule.title.say(current_language())
    yield _("{title} ({id}), prizes: {prizes}").format(title=title, id=rule.id, prizes=rule.prizes)
    yield rule_words(rule).say()
    if not awarded.candidates:
        yield _("No candidates.")
        return
    rows = [
        ["*" if one.wins else "", str(one.place or "–"), one.claim.label, one.figure.say(), one.why.say()]
        for one in awarded.candidates
    ]
    yield columns(["", _("Place"), _("Team"), _("Figure"), _("Why")], rows)
