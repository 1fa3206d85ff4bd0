"""``livefire drill verify``: chain, replay and seal of drill files and exports, each broken thing by its name."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TypeAlias

import rich_click as click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from drill.cli.examples import examples
from drill.errors import ExitCode, JournalError, LivefireError
from drill.i18n import Language, _, current_language, ngettext
from drill.journal import jsonlines
from drill.journal.base import Head
from drill.journal.replaying import replayed
from drill.journal.sqlite.reader import open_reader
from drill.journal.verify import Fault
from drill.journal.wording import reason_of
from drill.report.exported import ExportProof, is_export, prove_export
from drill.report.proof import Proof, Signed, prove
from drill.text import one_line
from scoring.seal import key_words

FILE = click.Path(path_type=Path)
Verdict: TypeAlias = Proof | ExportProof | LivefireError


@click.command(
    "verify",
    help=_("Check the chain, then replay the drill and compare everything, then the seal under the results."),
    epilog=examples(
        "livefire drill verify NAME.drill",
        "livefire drill verify NAME.drill --key 3f0c...",
        "livefire drill verify NAME.drill --witness-file witness-alpha-leader.txt",
        "livefire drill verify one.drill two.drill --json",
    ),
)
@click.argument("files", type=FILE, nargs=-1, required=True, metavar="FILE...")
@click.option(
    "--witness", "witnesses", multiple=True, metavar="SEQ:HASH", help=_("A head that a seat was told.")
)
@click.option(
    "--witness-file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help=_("Heads that a seat was told, as it saved them (v in any desk)."),
)
@click.option(
    "--key", metavar="KEY", help=_("The results must be sealed, and by this public key: 64 hex digits.")
)
@click.option("--json", "as_json", is_flag=True, help=_("One JSON object a file."))
def verify(
    files: tuple[Path, ...],
    *,
    witnesses: tuple[str, ...],
    witness_file: Path | None,
    key: str | None,
    as_json: bool,
) -> int:
    """Print a verdict for each file; fail unless all verify."""
    heads = [head_of(text) for text in [*witnesses, *_saved(witness_file)]]
    if heads and len(files) > 1:
        raise click.UsageError(_("A witness speaks for one file: give one FILE."))
    demanded = None if key is None else _key(key)
    verified = True
    for file in files:
        verdict = _verdict(file, heads, demanded)
        verified = verified and not isinstance(verdict, LivefireError) and verdict.ok
        click.echo(_as_json(file, verdict) if as_json else _as_words(file, verdict, len(heads)))
    return ExitCode.OK if verified else ExitCode.FAILED


def _saved(path: Path | None) -> list[str]:
    """Return the heads of a witness file, without its remarks."""
    if path is None:
        return []
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise click.UsageError(
            _("{path} cannot be read: {reason}.").format(path=path, reason=error)
        ) from error
    return [line for line in lines if line and not line.startswith("#")]


def head_of(text: str) -> Head:
    """Read ``SEQ:HASH``.

    Raises:
        click.UsageError: it is none.
    """
    found = re.fullmatch(r"([0-9]{1,18}):([0-9a-fA-F]{64})", text)
    if found is None:
        raise click.UsageError(
            _("A witness is a position, a colon and 64 hex digits: {text}").format(text=text)
        )
    return Head(int(found[1]), bytes.fromhex(found[2]))


def _key(text: str) -> bytes:
    if re.fullmatch(r"[0-9a-fA-F]{64}", text) is None:
        raise click.UsageError(_("A public key is 64 hex digits; livefire key shows yours."))
    return bytes.fromhex(text)


def _verdict(file: Path, witnesses: Sequence[Head], key: bytes | None) -> Verdict:
    if is_export(file):
        try:
            return prove_export(file, witnesses=tuple(witnesses), key=key)
        except LivefireError as error:
            return error
    return _drill_verdict(file, witnesses, key)


def _drill_verdict(file: Path, witnesses: Sequence[Head], key: bytes | None) -> Verdict:
    console = Console(stderr=True)
    bar = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
        disable=not console.is_terminal,
    )
    with bar:
        task = bar.add_task(one_line(file.name), total=None)
        try:
            with open_reader(file) as reader:
                return prove(
                    reader,
                    replayed,
                    witnesses=witnesses,
                    key=key,
                    progress=lambda done, total: bar.update(task, completed=done, total=total),
                )
        except JournalError as error:
            return error


def _as_json(file: Path, verdict: Verdict) -> str:
    if isinstance(verdict, LivefireError):
        return jsonlines.as_line({"file": str(file), "ok": False, "error": verdict.message})
    return jsonlines.as_line(
        {
            "file": str(file),
            "ok": verdict.ok,
            **_counts(verdict),
            "seal": verdict.signed and _seal(verdict.signed),
            "fault": verdict.fault and _fault(verdict.fault),
        }
    )


def _counts(verdict: Proof | ExportProof) -> dict[str, object]:
    end = verdict.verification.head if isinstance(verdict, Proof) else verdict.head
    head = {"seq": end.seq, "hash": end.hash.hex()}
    if isinstance(verdict, Proof):
        seen = verdict.verification
        return {"entries": seen.entries, "inputs": seen.inputs, "replayed": seen.replayed, "head": head}
    return {
        "team": verdict.team,
        "shown": verdict.shown,
        "hidden": verdict.hidden,
        "replayed": verdict.replayed,
        "head": head,
    }


def _fault(fault: Fault) -> dict[str, object]:
    return {"seq": fault.seq, "check": fault.check, "reason": reason_of(fault.reason, Language.ENGLISH)}


def _seal(signed: Signed) -> dict[str, object]:
    statement = signed.statement
    return {
        "position": statement.position,
        "scenario": statement.scenario,
        "rules": statement.rules,
        "results": statement.results,
        "words": list(signed.words),
        "key": signed.seal.key.hex(),
        "key_words": list(signed.key_words),
        "signature": signed.seal.signature.hex(),
        "checked": signed.checked,
    }


def _as_words(file: Path, verdict: Verdict, heads: int) -> str:
    name = one_line(str(file))
    if isinstance(verdict, LivefireError):
        return f"{name}: {one_line(verdict.message, 500)} {verdict.remedy}".rstrip()
    if verdict.fault is not None:
        return _("{file}: DOES NOT VERIFY at entry {seq}. {reason}").format(
            file=name,
            seq=verdict.fault.seq,
            reason=one_line(reason_of(verdict.fault.reason, current_language()), 1000),
        )
    said = _whole(name, verdict) if isinstance(verdict, Proof) else _part(name, verdict)
    witnessed = (
        [ngettext("{n} head of the witness fits", "{n} heads of the witness fit", heads).format(n=heads)]
        if heads
        else []
    )
    return "\n".join([said, *(f"  {line}" for line in [*witnessed, *seal_lines(verdict.signed)])])


def _whole(name: str, proof: Proof) -> str:
    seen = proof.verification
    return _("{file}: verifies. {entries} entries, {inputs} inputs replayed, head {head}").format(
        file=name, entries=seen.entries, inputs=seen.inputs, head=seen.head.hash.hex()
    )


def _part(name: str, proof: ExportProof) -> str:
    return _(
        "{file}: verifies as the part of team {team}. {shown} entries in full, {replayed} of them replayed,"
        " {hidden} as digests, head {head}"
    ).format(
        file=name,
        team=one_line(proof.team),
        shown=proof.shown,
        replayed=proof.replayed,
        hidden=proof.hidden,
        head=proof.head.hash.hex(),
    )


def seal_lines(signed: Signed | None) -> list[str]:
    """Return what is to be said about a seal that fits, in the language of this process."""
    if signed is None:
        return [_("not sealed: results can still change")]
    if not signed.checked:
        return [_("SIGNATURE NOT CHECKED: the package cryptography is not installed")]
    return [
        _("sealed at entry {seq}: {words}").format(
            seq=signed.statement.position, words=" ".join(signed.words)
        ),
        _("signed by {key} ({words})").format(
            key=signed.seal.key.hex(), words=" ".join(key_words(signed.seal.key))
        ),
    ]
