"""``livefire drill seal`` and ``livefire key``: make results final without a hub, and show by which key."""

import secrets
from pathlib import Path

import rich_click as click

from drill.cli.examples import examples
from drill.errors import ExitCode, SealError
from drill.hub.offline import Done, give, now_for, sealed_by
from drill.hub.sealing import own_key
from drill.i18n import _
from drill.journal import jsonlines
from drill.journal.signing import public_key
from drill.journal.sqlite.store import SqliteJournal, open_writer
from drill.journal.verify import entries_of
from drill.report.proof import SEALED
from drill.world.inputs import JudgeInput, Refusal, ResultsSealed, ScoresReleased
from scoring.seal import key_words


@click.command(
    help=_(
        "Make the results of a drill final and sign them with this installation's key. No hub may hold the file;"
        " a hub seals at the judge's desk."
    ),
    epilog=examples("livefire drill seal NAME.drill", "livefire drill seal NAME.drill --statement 'Final.'"),
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--statement", default="", help=_("A sentence that is kept with the seal."))
@click.option("--release", is_flag=True, help=_("First publish what judges gave and nobody released yet."))
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def seal(file: Path, *, statement: str, release: bool, as_json: bool) -> int:
    """Seal a file; exit 1 with the reason where the results cannot be final yet."""
    own_key()
    journal = open_writer(file)
    try:
        if release:
            _given(journal, ScoresReleased())
        done = _sealed(journal, statement)
    finally:
        journal.close()
    if as_json:
        click.echo(jsonlines.as_line({"file": str(file), "position": done.seq, "words": list(done.words)}))
    else:
        click.echo(
            _("Sealed at entry {seq}. Read these words aloud and write them into the minutes:").format(
                seq=done.seq
            )
        )
        click.echo("  " + " ".join(done.words))
    return ExitCode.OK


def _sealed(journal: SqliteJournal, statement: str) -> Done:
    """Seal a file, or sign a seal that is there already.

    Raises:
        SealError: the results cannot be sealed, with the reason; or they are.
    """
    before = next((entry.seq for entry in entries_of(journal) if entry.type == SEALED), 0)
    if before:
        return Done(before, sealed_by(journal, before))
    return _given(journal, ResultsSealed(statement))


def _given(journal: SqliteJournal, given: JudgeInput) -> Done:
    done = give(journal, given, now_for(journal), f"seal-{secrets.token_hex(6)}")
    if isinstance(done, Refusal):
        raise SealError(done.reason.say(), done.remedy.say() if done.remedy else "")
    return done


@click.command(
    help=_("Show the public key with which this installation signs results."),
    epilog=examples("livefire key", "livefire drill verify NAME.drill --key 3f0c..."),
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object."))
def key(*, as_json: bool) -> int:
    """Print the public key and its six words; the key is made on first use."""
    public = public_key(own_key())
    if as_json:
        click.echo(jsonlines.as_line({"key": public.hex(), "words": list(key_words(public))}))
    else:
        click.echo(public.hex())
        click.echo(" ".join(key_words(public)))
    return ExitCode.OK
