"""From a node to a typed value. Each reader reports what is wrong and then returns None; nobody raises.

A reader takes a `Value` (the node, the key it stands under, and where problems go), so that sections can be written
as tables of key, reader and default.
"""

import ipaddress
import re
import unicodedata
from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import TypeAlias, TypeVar

import msgspec

from drill.i18n import Words, words
from drill.scenario.conditions import Ref
from drill.scenario.model import Span, Text
from drill.scenario.nodes import Listing, Node, Scalar, Section, folded_key
from drill.scenario.problems import Found, Place, did_you_mean, nearest

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

SECOND = 1_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

NO_TEXT = Text("", "")
MOST_POINTS = 1_000
LONGEST_ID = 40

_ID = re.compile(r"[a-z][a-z0-9.-]{0,39}")
_TIME = re.compile(r"(?:(\d{1,4})h)?(?:(\d{1,5})m)?(?:(\d{1,6})s)?")
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_DAYS = re.compile(r"(\d{1,4}) ?(?:days?|d)")
_PERCENT = re.compile(r"(\d{1,3}) ?%")
_AMOUNT = re.compile(r"(\d{1,9})(?:\.(\d+))?")
_WHOLE = re.compile(r"-?\d{1,9}")
_TECHNIQUE = re.compile(r"T\d{4}(\.\d{3})?")
_CVE = re.compile(r"CVE-\d{4}-\d{4,7}")
_DOMAIN_ENDINGS = (".example", ".test", ".invalid")
_SAFE_NETWORKS = tuple(
    ipaddress.ip_network(network)
    for network in (
        "10.0.0.0/8",
        "172.16.0.0/12",
        "192.168.0.0/16",
        "192.0.2.0/24",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "fc00::/7",
        "2001:db8::/32",
    )
)


class Value(msgspec.Struct):
    """What stands under a key."""

    node: Node
    key: str
    """The key as the reference spells it."""
    found: Found

    @property
    def place(self) -> Place:
        """Where the value is written."""
        return self.node.place

    def at(self, node: Node) -> "Value":
        """Return the value of a part of this one."""
        return Value(node, self.key, self.found)

    def wrong(self, code: str, message: Words, hint: Words | None = None) -> None:
        """Report this value."""
        self.found.error(self.place, code, message, hint)


Read: TypeAlias = Callable[[Value], T | None]


# ---------------------------------------------------------------- shapes


def scalar(value: Value) -> str | None:
    """Return the one text that stands here, never empty."""
    match value.node:
        case Scalar(""):
            value.wrong("empty", words("empty text"))
        case Scalar(text):
            return text.strip()
        case Listing():
            value.wrong("shape", words('"{key}" takes one value, not a list', key=value.key))
        case Section():
            value.wrong("shape", words('"{key}" takes one value, not a section', key=value.key))
    return None


def section(value: Value) -> Section | None:
    """Return the section that stands here."""
    match value.node:
        case Section():
            return value.node
        case Listing():
            value.wrong("shape", words('"{key}" takes a section with keys, not a list', key=value.key))
        case Scalar():
            value.wrong("shape", words('"{key}" takes a section with keys, not one value', key=value.key))
    return None


def parts(value: Value) -> tuple[Value, ...]:
    """Return the items of a list; a single item is a list of one, a section is refused."""
    match value.node:
        case Listing(items):
            return tuple(value.at(item) for item in items)
        case Section():
            value.wrong("shape", words('"{key}" takes a list, not a section', key=value.key))
            return ()
        case Scalar():
            return (value,)


def many(read: Read[T]) -> Callable[[Value], tuple[T, ...]]:
    """Return a reader of one or many; broken items are left out."""

    def read_many(value: Value) -> tuple[T, ...]:
        return tuple(item for item in map(read, parts(value)) if item is not None)

    return read_many


# ---------------------------------------------------------------- texts and names


def text(value: Value) -> Text | None:
    """Return a text, the same in both languages or ``{vi: ..., en: ...}``."""
    match value.node:
        case Section():
            return _by_language(value, value.node)
        case Scalar():
            said = scalar(value)
            return None if said is None else Text(said, said)
        case Listing():
            value.wrong("shape", words('"{key}" takes a text, not a list', key=value.key))
            return None


def texts(value: Value) -> tuple[Text, ...]:
    """Return one or many texts; a section is one text in two languages."""
    if isinstance(value.node, Section):
        one = text(value)
        return (one,) if one else ()
    return many(text)(value)


def _by_language(value: Value, languages: Section) -> Text | None:
    said: dict[str, str] = {}
    for entry in languages.entries:
        language = folded_key(entry.key.text)
        if language not in ("vi", "en"):
            message = words('"{word}" is not a language here; write vi or en', word=entry.key.text)
            value.found.error(entry.key.place, "language", message)
        elif one := scalar(value.at(entry.value)):
            said[language] = one
    if not said:
        return None
    first = next(iter(said.values()))
    return Text(said.get("en", first), said.get("vi", first))


def word(value: Value) -> str | None:
    """Return a name: one text that holds no comma."""
    said = scalar(value)
    if said is not None and "," in said:
        listed = ", ".join(part.strip() for part in said.split(","))
        value.wrong(
            "list", words("'{text}' is one text", text=said), words("write a list: [{list}]", list=listed)
        )
        return None
    return said


def line(value: Value) -> str | None:
    """Return one text as it is, blanks at its ends too."""
    return value.node.text if scalar(value) and isinstance(value.node, Scalar) else None


def ref(value: Value) -> Ref:
    """Return a reference; its name is empty when the value is broken."""
    return Ref(word(value) or "", value.place)


def refs(value: Value) -> tuple[Ref, ...]:
    """Return one or many references; broken ones are left out."""
    return tuple(one for one in map(ref, parts(value)) if one.name)


def identifier(value: Value) -> str | None:
    """Return an id; `check_id` says what one looks like."""
    said = scalar(value)
    if said is None:
        return None
    check_id(said, value.place, value.found)
    return said


def check_id(said: str, place: Place, found: Found) -> None:
    """Report a text that cannot be an id."""
    if _ID.fullmatch(said):
        return
    slug = as_id(said)
    if len(said) > LONGEST_ID:
        message = words(
            '"{text}" is too long for an id; use 1 to 40 small letters, digits and "-"', text=said
        )
    elif slug:
        message = words(
            '"{text}" cannot be an id; use small letters, digits and "-", e.g. "{id}" (put the nice name in label)',
            text=said,
            id=slug,
        )
    else:
        message = words('"{text}" cannot be an id; use small letters, digits and "-"', text=said)
    found.error(place, "id", message)


def as_id(said: str) -> str:
    """Return an id made of any text, as a suggestion; empty when nothing is left of it."""
    plain = said.casefold().replace("đ", "d")
    ascii_only = unicodedata.normalize("NFD", plain).encode("ascii", "ignore").decode()
    slug = re.sub(r"[^a-z0-9.]+", "-", ascii_only).strip("-.")
    return slug.lstrip("0123456789.-")[:LONGEST_ID]


# ---------------------------------------------------------------- times


def duration(said: str) -> int | None:
    """Return ``45s``, ``5m``, ``1h30m`` in milliseconds, or None."""
    match = _TIME.fullmatch(said.strip())
    if not match or not any(match.groups()):
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * HOUR + minutes * MINUTE + seconds * SECOND


def time(value: Value) -> int | None:
    """Return a time in milliseconds."""
    said = scalar(value)
    if said is None:
        return None
    milliseconds = duration(said)
    if milliseconds is None:
        value.wrong("time", words("'{text}' is not a time; write 5m, 1h30m, 45s", text=said))
    return milliseconds


def time_between(lo: int, hi: int, message: str) -> Read[int]:
    """Return a reader of a time within bounds.

    Args:
        lo: milliseconds.
        hi: milliseconds.
        message: marked template that says the bounds.
    """

    def read_time(value: Value) -> int | None:
        milliseconds = time(value)
        if milliseconds is not None and not lo <= milliseconds <= hi:
            value.wrong("range", Words(message))
            return None
        return milliseconds

    return read_time


def days(value: Value) -> int | None:
    """Return how long something is kept, in milliseconds: ``30 days`` or a time."""
    match = _DAYS.fullmatch(value.node.text) if isinstance(value.node, Scalar) else None
    return int(match[1]) * DAY if match else time(value)


def clock_of(said: str) -> int | None:
    """Return a drill clock (``00:25``, ``25m``) in milliseconds since the start, or None."""
    match = _CLOCK.fullmatch(said.strip())
    return int(match[1]) * HOUR + int(match[2]) * MINUTE if match else duration(said)


def clock(value: Value) -> int | None:
    """Return a moment of the drill in milliseconds since the start."""
    said = scalar(value)
    if said is None:
        return None
    moment = clock_of(said)
    if moment is None:
        message = words(
            "'{text}' is not a time; write 5m, 1h30m, 45s or a clock time like 00:25",
            text=said,
        )
        value.wrong("time", message)
    return moment


def hour_of_day(value: Value) -> int | None:
    """Return ``07:45`` in milliseconds of the day."""
    said = scalar(value)
    match = _CLOCK.fullmatch(said) if said else None
    if said and (not match or int(match[1]) > 23):
        value.wrong("time", words("'{text}' is not an hour of the day; write it like 07:45", text=said))
        return None
    return int(match[1]) * HOUR + int(match[2]) * MINUTE if match else None


def span(value: Value) -> Span | None:
    """Return ``3m`` or ``3m to 6m`` in milliseconds."""
    said = scalar(value)
    if said is None:
        return None
    ends = [duration(part) for part in re.split(r"\s+to\s+", said)]
    if len(ends) > 2 or None in ends:
        value.wrong("time", words("'{text}' is not a time; write 5m, 1h30m, 45s or 3m to 6m", text=said))
        return None
    lo, hi = ends[0] or 0, ends[-1] or 0
    if lo > hi:
        value.wrong("span", words("{text} runs backwards", text=said))
        return None
    return Span(lo, hi)


# ---------------------------------------------------------------- numbers


def whole(lo: int, hi: int) -> Read[int]:
    """Return a reader of a whole number within bounds."""

    def read_whole(value: Value) -> int | None:
        said = scalar(value)
        if said is None:
            return None
        if not _WHOLE.fullmatch(said) or not lo <= int(said) <= hi:
            message = words(
                "'{text}' does not fit: {key} is a whole number from {lo} to {hi}",
                text=said,
                key=value.key,
                lo=lo,
                hi=hi,
            )
            value.wrong("number", message)
            return None
        return int(said)

    return read_whole


def points(value: Value) -> int | None:
    """Return points, 0 to 1000."""
    said = scalar(value)
    if said is None:
        return None
    if not said.isascii() or not said.isdigit():
        value.wrong("points", words("points must be a whole number"))
        return None
    if len(said) > 9 or int(said) > MOST_POINTS:
        value.wrong("points", words("{points} points are too many; 0 to 1000", points=said))
        return None
    return int(said)


def counted(lo: int, hi: int) -> Read[Span]:
    """Return a reader of a number, or a range ``3 to 6``, within bounds."""

    def read_counted(value: Value) -> Span | None:
        said = scalar(value)
        if said is None:
            return None
        ends = re.split(r"\s+to\s+", said)
        if len(ends) > 2 or not all(_WHOLE.fullmatch(end) and lo <= int(end) <= hi for end in ends):
            message = words(
                "'{text}' does not fit: {key} is a whole number from {lo} to {hi}",
                text=said,
                key=value.key,
                lo=lo,
                hi=hi,
            )
            value.wrong("number", message)
            return None
        if int(ends[0]) > int(ends[-1]):
            value.wrong("span", words("{text} runs backwards", text=said))
            return None
        return Span(int(ends[0]), int(ends[-1]))

    return read_counted


def percentage(said: str) -> int | None:
    """Return ``85%`` as 85, or None."""
    match = _PERCENT.fullmatch(said.strip())
    return int(match[1]) if match else None


def chance(value: Value) -> int | None:
    """Return a chance in whole percent, 1 to 100."""
    said = scalar(value)
    if said is None:
        return None
    percent = percentage(said)
    if percent is None or not 1 <= percent <= 100:
        message = words("'{text}' is not a chance; write a whole percentage, e.g. 85%", text=said)
        value.wrong("chance", message)
        return None
    return percent


def thousandths(said: str) -> int | None:
    """Return ``0.4`` in thousandths, or None; more than three decimals are None too."""
    match = _AMOUNT.fullmatch(said.strip())
    if not match or len(match[2] or "") > 3:
        return None
    return int(match[1]) * 1000 + int((match[2] or "").ljust(3, "0"))


def check_amount(said: str, place: Place, found: Found) -> int | None:
    """Return an amount in thousandths; report a text that is none."""
    amount = thousandths(said)
    if amount is None:
        if _AMOUNT.fullmatch(said.strip()):
            found.error(place, "amount", words('"{text}" has too many decimals; three at most', text=said))
        else:
            found.error(
                place, "amount", words("'{text}' is not an amount; write it like 12 or 0.4", text=said)
            )
    return amount


def amount(value: Value) -> int | None:
    """Return an amount in thousandths."""
    said = scalar(value)
    return None if said is None else check_amount(said, value.place, value.found)


# ---------------------------------------------------------------- choices


def yes_no(value: Value) -> bool | None:
    """Return yes as True and no as False."""
    said = scalar(value)
    if said is None:
        return None
    if said.casefold() in ("yes", "no"):
        return said.casefold() == "yes"
    value.wrong("yes-no", words("write yes or no"))
    return None


def choice(kind: type[E], among: Iterable[E] | None = None) -> Read[E]:
    """Return a reader of one word out of an enum."""
    known = {folded_key(one.value): one for one in (kind if among is None else among)}

    def read_choice(value: Value) -> E | None:
        said = scalar(value)
        if said is None:
            return None
        one = known.get(folded_key(said))
        if one is None:
            names = ", ".join(one.value for one in known.values())
            message = words("'{text}' is not one of: {names}", text=said, names=names)
            value.wrong("choice", message, did_you_mean(said, (one.value for one in known.values())))
        return one

    return read_choice


def technique(value: Value) -> str | None:
    """Return an ATT&CK technique number, right in form."""
    said = scalar(value)
    if said is not None and not _TECHNIQUE.fullmatch(said):
        message = words("'{text}' is not a technique; write it like T1566 or T1566.001", text=said)
        value.wrong("technique", message)
        return None
    return said


def weakness(value: Value) -> str | None:
    """Return the name of a weakness; a CVE number must look like one."""
    said = word(value)
    if said is None:
        return None
    if " " in said:
        message = words("'{text}' cannot name a weakness; write one word", text=said)
        value.wrong("weakness", message, words('e.g. "{name}"', name=said.replace(" ", "-").upper()))
        return None
    if said.upper().startswith("CVE-") and not _CVE.fullmatch(said):
        value.wrong(
            "weakness", words("'{text}' is not a CVE number; write it like CVE-2026-12345", text=said)
        )
        return None
    return said


# ---------------------------------------------------------------- addresses


def address(value: Value) -> str | None:
    """Return an address or network that belongs to nobody."""
    said = scalar(value)
    return said if said is not None and check_address(said, value) else None


def check_address(said: str, value: Value) -> bool:
    """Report an address that is none, or that somebody may own."""
    try:
        network = ipaddress.ip_network(said, strict=False)
    except ValueError:
        value.wrong("address", words("'{text}' is not an address; write it like 10.20.1.15", text=said))
        return False
    if any(network.version == safe.version and network.subnet_of(safe) for safe in _SAFE_NETWORKS):  # type: ignore[arg-type]
        return True
    message = words(
        "{address} is a real public address; use 192.0.2.x, 198.51.100.x or 203.0.113.x", address=said
    )
    value.wrong("address", message)
    return False


def check_domain(said: str, value: Value) -> bool:
    """Report a domain that somebody may own."""
    domain = said.rstrip(".").casefold()
    if domain.endswith(_DOMAIN_ENDINGS):
        return True
    stem = domain.rsplit(".", 1)[0]
    value.wrong(
        "domain",
        words("'{domain}' may exist", domain=said),
        words("use {domain}", domain=f"{stem}.example"),
    )
    return False


def suggestion(said: str, known: Iterable[str]) -> Words | None:
    """Return the suggestion of the nearest spelling in double quotes, as for keys."""
    near = nearest(said, known)
    return words('did you mean "{name}"?', name=near) if near else None
