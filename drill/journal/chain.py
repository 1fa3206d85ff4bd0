"""How entries are tied together: each hash covers the hash before it and every field of the entry.

In two steps: the entry's own digest first, then a link over the hash before, the position and that digest. Whoever
may not read an entry can be given its digest alone and still follow the chain past it.

The bytes hashed are a MessagePack array of the entry's fields in the order of `Draft`, each number and text in its shortest
form. No two different entries give the same bytes, so a change of any field, of the order or of the number of entries
changes a hash.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

import msgspec

from drill.errors import JournalError
from drill.i18n import _
from drill.journal.base import Draft, Entry, Head

HASH_SIZE = 32
SEQ_SIZE = 8
"""Bytes of a position, the highest first."""
LARGEST = 2**63 - 1
"""The largest number that every store keeps."""
_encode = msgspec.msgpack.Encoder().encode
_fresh = blake2b(digest_size=HASH_SIZE).copy
"""A copy is cheaper than a new one."""


def link(previous: bytes, seq: int, draft: Draft) -> bytes:
    """Return the 32 bytes that tie an entry to the one before it.

    Args:
        previous: hash of entry ``seq - 1``; 32 zero bytes for the first.
        seq: the entry's position, from 1.
        draft: the entry's fields.

    Raises:
        JournalError: a field cannot be kept (a number over 64 bits, half a surrogate pair).
    """
    return tie(previous, seq, digest(draft))


def tie(previous: bytes, seq: int, own: bytes) -> bytes:
    """Return the hash of an entry of which only the digest is known.

    Args:
        previous: hash of entry ``seq - 1``; 32 zero bytes for the first.
        seq: the entry's position, from 1.
        own: the entry's `digest`.
    """
    tied = _fresh()
    tied.update(previous + seq.to_bytes(SEQ_SIZE) + own)
    return tied.digest()


def digest(draft: Draft) -> bytes:
    """Return the 32 bytes that stand for an entry wherever it is placed: they can be made before that is known.

    Raises:
        JournalError: a field cannot be kept.
    """
    own = _fresh()
    own.update(pack(draft))
    return own.digest()


def pack(draft: Draft) -> bytes:
    """Return the bytes of an entry that its digest covers.

    Raises:
        JournalError: a field cannot be kept.
    """
    wall = draft.wall
    if draft.t > LARGEST or (wall is not None and wall > LARGEST):
        raise _unkept(_("a number over 64 bits"))
    try:
        return _encode(draft if type(draft) is Draft else _fields(draft))
    except (UnicodeEncodeError, OverflowError) as broken:
        raise _unkept(str(broken)) from broken


def _fields(entry: Draft) -> tuple[object, ...]:
    """Return what an entry was before it had a place."""
    return (entry.t, entry.team, entry.seat, entry.side, entry.type, entry.body, entry.wall, entry.command)


def _unkept(reason: str) -> JournalError:
    return JournalError(
        _("An entry holds a number or a text that cannot be kept: {reason}").format(reason=reason)
    )


def hashes(head: Head, packed: Iterable[bytes]) -> list[bytes]:
    """Return the hash of each draft when they follow a head.

    Args:
        head: the end of the chain before them.
        packed: the drafts' bytes (`pack`), in order.
    """
    found = []
    previous = head.hash
    for seq, fields in enumerate(packed, head.seq + 1):
        # `tie` and `digest` in one, since every durable entry passes here.
        own = _fresh()
        own.update(fields)
        tied = _fresh()
        tied.update(previous + seq.to_bytes(SEQ_SIZE) + own.digest())
        previous = tied.digest()
        found.append(previous)
    return found


def extend(head: Head, drafts: Sequence[Draft], packed: Iterable[bytes] | None = None) -> list[Entry]:
    """Return the drafts as the entries that follow a head.

    Args:
        head: the end of the chain before them.
        drafts: what follows, in order.
        packed: their bytes (`pack`), from a caller who has them already.

    Raises:
        JournalError: a draft cannot be kept.
    """
    own = hashes(head, map(pack, drafts) if packed is None else packed)
    places = enumerate(zip(drafts, own, strict=True), head.seq + 1)
    return [placed(draft, seq, own_hash) for seq, (draft, own_hash) in places]


def placed(draft: Draft, seq: int, own_hash: bytes) -> Entry:
    """Return a draft with its place in the chain."""
    return Entry(
        t=draft.t,
        team=draft.team,
        seat=draft.seat,
        side=draft.side,
        type=draft.type,
        body=draft.body,
        wall=draft.wall,
        command=draft.command,
        seq=seq,
        hash=own_hash,
    )


def head_of(entries: Sequence[Entry], before: Head) -> Head:
    """Return the end of the chain after these entries."""
    return Head(entries[-1].seq, entries[-1].hash) if entries else before
