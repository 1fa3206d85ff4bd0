"""A drill for the shelf: the file, its rules, its scenario, the seal and how to check them, in one ZIP.

The same drill and the same date give the same bytes: names in a fixed order, no times of this machine.
"""

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping

import msgspec

from drill.errors import ReportError
from drill.i18n import Language, _, speaking
from drill.journal.recorder import happened_of, opened_of
from drill.journal.sqlite.reader import SqliteReader
from drill.journal.verify import entries_of
from drill.report.proof import Proof, Signed
from drill.text import one_line
from drill.world.inputs import RulesAmended
from scoring.seal import signed_bytes

_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest that a ZIP can name: no archive tells when it was packed."""
LONGEST_NAME = 80


class Shelf(msgspec.Struct, frozen=True):
    """What an archive says of itself, beside the drill."""

    keep_until: dt.date | None
    """The day until which it must be kept; None for no day."""


def archived(reader: SqliteReader, proof: Proof, shelf: Shelf) -> bytes:
    """Return the archive of a drill file.

    Args:
        reader: the file, in which no hub writes any more.
        proof: what came of checking it.
        shelf: the rest.

    Raises:
        ReportError: a hub still writes the file, so that it is not whole without what stands beside it.
        JournalError: it cannot be read.
    """
    opened = opened_of(reader)
    log = reader.path.with_name(reader.path.name + "-wal")
    if log.exists() and log.stat().st_size:
        raise ReportError(
            _("{path} is still being written.").format(path=reader.path), _("Stop the hub first.")
        )
    parts: dict[str, bytes] = {
        "drill/" + _safe(reader.path.name): reader.path.read_bytes(),
        "rules.yaml": _rules(reader).encode(),
        "README.txt": _readme(proof, shelf).encode(),
        "archive.json": _about(opened.scenario, proof, shelf),
    }
    parts |= {f"scenario/{_safe(name)}": text.encode() for name, text in opened.sources.items()}
    if proof.signed is not None:
        parts |= _seal(proof.signed)
    return _packed(parts)


def _safe(name: str) -> str:
    """Return a path that unpacks inside the archive's folder on every system, whatever the name of the file was."""
    parts = [_plain(part) for part in name.replace("\\", "/").split("/")]
    return "/".join(part for part in parts if part) or "file"


def _plain(part: str) -> str:
    kept = "".join(c if c.isalnum() or c in "-_." else "-" for c in part)
    return one_line(kept, LONGEST_NAME).lstrip(".")


def _rules(reader: SqliteReader) -> str:
    """Return the rules file in force; a word on it where the scenario's own points hold."""
    rules = ""
    for entry in entries_of(reader):
        if entry.type == "rules-amended":
            what = happened_of(entry).what
            rules = what.rules if isinstance(what, RulesAmended) else rules
    return rules or "# the points and weights of the scenario hold: see scenario/\n"


def _seal(signed: Signed) -> dict[str, bytes]:
    return {
        "seal/statement.txt": signed_bytes(signed.statement),
        "seal/signature.bin": signed.seal.signature,
        "seal/public-key.txt": signed.seal.key.hex().encode() + b"\n",
        "seal/words.txt": " ".join(signed.words).encode() + b"\n",
    }


def _about(scenario: str, proof: Proof, shelf: Shelf) -> bytes:
    signed = proof.signed
    about = {
        "archive": 1,
        "scenario": scenario,
        "head": {"seq": proof.verification.head.seq, "hash": proof.verification.head.hash.hex()},
        "sealed": signed is not None,
        "words": list(signed.words) if signed else [],
        "key": signed.seal.key.hex() if signed else "",
        "keep_until": shelf.keep_until.isoformat() if shelf.keep_until else None,
    }
    return msgspec.json.format(msgspec.json.encode(about)) + b"\n"


def _readme(proof: Proof, shelf: Shelf) -> str:
    """Return how to check it, in every language: years later nobody knows which one this machine spoke."""
    said = []
    for language in Language:
        with speaking(language):
            said.append("\n".join(_steps(proof.signed, shelf)))
    return "\n\n".join(said) + "\n"


def _steps(signed: Signed | None, shelf: Shelf) -> Iterator[str]:
    yield _("This is the record of one Livefire drill.")
    day = shelf.keep_until
    yield _("Keep it until {day}.").format(day=day) if day else _("No day of disposal is set.")
    yield _("To check it: pip install 'livefire-drill[hub]', then")
    yield "  livefire drill verify drill/*.drill" + (f" --key {signed.seal.key.hex()}" if signed else "")
    if signed is None:
        yield _("The results are NOT sealed.")
        return
    yield _("Sealed: {words}").format(words=" ".join(signed.words))
    yield _("The twelve words must be those of the signed minutes.")
    yield _(
        "Without Livefire: seal/signature.bin is an Ed25519 signature over seal/statement.txt by the key in"
        " seal/public-key.txt."
    )


def _packed(parts: Mapping[str, bytes]) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as archive:
        for name in sorted(parts):
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, parts[name])
    return whole.getvalue()
