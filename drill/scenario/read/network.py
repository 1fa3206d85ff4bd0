"""Sections zones, links, hosts, accounts, indicators, things, services, sources and consequences."""

import re

from drill.i18n import N_, words
from drill.scenario.conditions import Condition, Ref, always
from drill.scenario.document import (
    Account,
    Consequence,
    Host,
    Indicator,
    Link,
    Service,
    Source,
    Thing,
    Zone,
)
from drill.scenario.model import IndicatorKind, Span, Text
from drill.scenario.nodes import Entry, Listing, Node, Scalar, Section
from drill.scenario.problems import Found, did_you_mean
from drill.scenario.read.keys import Keys, items_of, keys_of, named
from drill.scenario.read.kinds import ACCOUNT, HOST, INDICATOR, SERVICE, SOURCE, THING, ZONE
from drill.scenario.sentences import condition, needs_of_service, parse
from drill.scenario.values import (
    DAY,
    MINUTE,
    Value,
    address,
    check_address,
    check_domain,
    choice,
    days,
    many,
    ref,
    refs,
    scalar,
    span,
    text,
    time,
    weakness,
    whole,
    word,
    yes_no,
)

SYSTEMS = ("windows", "linux", "mac", "appliance", "other")
RESERVED_SOURCES = ("alert", "chance", "after", "needs", "id", "lines", "on")
_PAIR = re.compile(r"(\S+) to (\S+)")
_URL = re.compile(r"(?:[a-z][a-z0-9+.-]*://)?(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]+)")
_ONE_OF = re.compile(r"one of:?\s*\[(.*)\]")
_MOST_ALIKE = 100_000


def same(name: str) -> Text:
    """Return an id as a label."""
    return Text(name, name)


def zones(value: Value | None) -> tuple[Zone, ...]:
    """Read section ``zones``; one of them must be outside."""
    read = tuple(_zone(entry, value.found) for entry in named(value)) if value else ()
    if value and read and not any(zone.outside for zone in read):
        value.wrong("outside", words("no zone is outside; say outside: yes for the internet"))
    return read


def _zone(entry: Entry, found: Found) -> Zone:
    if isinstance(entry.value, Scalar):
        label = text(Value(entry.value, "label", found))
        return Zone(entry.key.text, entry.key.place, {}, label=label or same(entry.key.text), outside=False)
    keys = keys_of(entry, ZONE, found)
    if {"vi", "en"} & keys.left.keys():
        label = text(Value(entry.value, "label", found))
        return Zone(keys.id, keys.place, {}, label=label or same(keys.id), outside=False)
    return Zone(
        keys.id,
        keys.place,
        label=keys.may("label", text, same(keys.id)),
        outside=keys.may("outside", yes_no, default=False),
        where=keys.close(),
    )


# ---------------------------------------------------------------- links


def links(value: Value | None) -> tuple[Link, ...]:
    """Read section ``links``; no pair may be written twice."""
    if value is None:
        return ()
    read = tuple(one for node in items_of(value) for one in _links(node, value.found))
    first: dict[tuple[str, str], Link] = {}
    for link in read:
        pair = (link.source.name, link.target.name)
        if pair in first:
            message = words(
                "{source} to {target} is already on line {line}; keep one",
                source=pair[0],
                target=pair[1],
                line=first[pair].place.line,
            )
            value.found.error(link.place, "twice", message)
        first.setdefault(pair, link)
    return read


def _links(node: Node, found: Found) -> list[Link]:
    if not isinstance(node, Section):
        message = words("a link is written like 'office to servers: https, smb'")
        found.error(node.place, "link", message)
        return []
    return [link for entry in node.entries if (link := _link(entry, found))]


def _link(entry: Entry, found: Found) -> Link | None:
    match = _PAIR.fullmatch(" ".join(entry.key.text.split()))
    if not match:
        message = words(
            "'{text}' is not a link; write it like 'office to servers: https, smb'", text=entry.key.text
        )
        found.error(entry.key.place, "link", message)
        return None
    place = entry.key.place
    services = _services(Value(entry.value, entry.key.text, found))
    return Link(Ref(match[1], place), Ref(match[2], place), services, place)


def _services(value: Value) -> tuple[str, ...]:
    if isinstance(value.node, Listing):
        return many(word)(value)
    said = scalar(value)
    return tuple(part.strip() for part in said.split(",") if part.strip()) if said else ()


# ---------------------------------------------------------------- hosts, accounts, indicators, things


def hosts(value: Value | None) -> tuple[Host, ...]:
    """Read section ``hosts``."""
    return tuple(_host(keys_of(entry, HOST, value.found)) for entry in named(value)) if value else ()


def _host(keys: Keys) -> Host:
    return Host(
        keys.id,
        keys.place,
        zone=keys.must("zone", ref, Ref("", keys.place), N_("say in which zone it stands")),
        label=keys.may("label", text, same(keys.id)),
        ip=keys.may("ip", address, ""),
        os=keys.may("os", _system, "other"),
        weaknesses=keys.may("weaknesses", many(weakness), ()),
        backup=keys.may("backup", yes_no, default=False),
        keeps_backups=keys.may("keeps backups", yes_no, default=False),
        count=keys.may("count", whole(1, _MOST_ALIKE), 1),
        exists=keys.may("exists at start", yes_no, default=True),
        where=keys.close(),
    )


def _system(value: Value) -> str | None:
    return one_of(value, SYSTEMS)


def one_of(value: Value, names: tuple[str, ...]) -> str | None:
    """Return one of some words."""
    said = scalar(value)
    if said is None or said.casefold() in names:
        return said and said.casefold()
    message = words("'{text}' is not one of: {names}", text=said, names=", ".join(names))
    value.wrong("choice", message, did_you_mean(said, names))
    return None


def accounts(value: Value | None) -> tuple[Account, ...]:
    """Read section ``accounts``."""
    return tuple(_account(keys_of(entry, ACCOUNT, value.found)) for entry in named(value)) if value else ()


def _account(keys: Keys) -> Account:
    return Account(
        keys.id,
        keys.place,
        owner=keys.may("owner", text, same(keys.id)),
        opens=keys.may("opens", refs, ()),
        breaks=keys.may("breaks", refs, ()),
        stolen=keys.may("stolen", yes_no, default=False),
        disabled=keys.may("disabled", yes_no, default=False),
        exists=keys.may("exists at start", yes_no, default=True),
        where=keys.close(),
    )


def indicators(value: Value | None) -> tuple[Indicator, ...]:
    """Read section ``indicators``."""
    return (
        tuple(_indicator(keys_of(entry, INDICATOR, value.found)) for entry in named(value)) if value else ()
    )


def _indicator(keys: Keys) -> Indicator:
    kind = keys.must("kind", choice(IndicatorKind), None, N_("write ip, domain, url, sender or hash"))

    def pool(value: Value) -> tuple[str, ...] | None:
        return _pool(value, kind)

    return Indicator(
        keys.id,
        keys.place,
        kind=kind or IndicatorKind.HASH,
        values=keys.must("value", pool, (), N_("write what can be seen and blocked")),
        harmless=keys.may("harmless", yes_no, default=False),
        breaks=keys.may("breaks", refs, ()),
        where=keys.close(),
    )


def _pool(value: Value, kind: IndicatorKind | None) -> tuple[str, ...] | None:
    of = value.node.find("one of") if isinstance(value.node, Section) else None
    listed = _ONE_OF.fullmatch(value.node.text) if isinstance(value.node, Scalar) else None
    read = many(scalar)(value.at(of.value)) if of else many(scalar)(value)
    if listed:
        read = tuple(one for part in listed[1].split(",") if (one := part.strip(" '\"")))
    if isinstance(value.node, Listing):
        message = words("one value, or one of: [...] for a value that differs by team")
        value.wrong("shape", message)
    for one in read:
        _check_value(one, value, kind)
    return read or None


def _check_value(one: str, value: Value, kind: IndicatorKind | None) -> None:
    match kind:
        case IndicatorKind.IP:
            check_address(one, value)
        case IndicatorKind.DOMAIN:
            check_domain(one, value)
        case IndicatorKind.SENDER:
            check_domain(one.rpartition("@")[2], value)
        case IndicatorKind.URL:
            host = None if one.startswith("/") else _URL.match(one.casefold())
            if host:
                _check_host(host[1].strip("[]"), value)
        case IndicatorKind.HASH | None:
            pass


def _check_host(name: str, value: Value) -> None:
    if re.fullmatch(r"[0-9.]+|[0-9a-f:]*:[0-9a-f:]*", name):
        check_address(name, value)
    else:
        check_domain(name, value)


def things(value: Value | None) -> tuple[Thing, ...]:
    """Read section ``things``."""
    return tuple(_thing(keys_of(entry, THING, value.found)) for entry in named(value)) if value else ()


def _thing(keys: Keys) -> Thing:
    states = keys.must("states", many(word), (), N_("list the states it can be in"))

    def some(value: Value) -> tuple[str, ...]:
        given = many(word)(value)
        for state in given:
            if state not in states:
                message = words("'{id}' can never be '{state}'", id=keys.id, state=state)
                value.wrong("state", message, did_you_mean(state, states))
        return given

    return Thing(
        keys.id,
        keys.place,
        label=keys.may("label", text, same(keys.id)),
        states=states,
        at_start=keys.may("at start", some, ()),
        where=keys.close(),
    )


# ---------------------------------------------------------------- services, sources, consequences


def services(value: Value | None) -> tuple[Service, ...]:
    """Read section ``services``."""
    return tuple(_service(keys_of(entry, SERVICE, value.found)) for entry in named(value)) if value else ()


def _service(keys: Keys) -> Service:
    return Service(
        keys.id,
        keys.place,
        label=keys.may("label", text, same(keys.id)),
        needs=_needs(keys),
        weight=keys.may("weight", whole(1, 10), 1),
        hidden=keys.may("hidden", yes_no, default=False),
        noticed_after=keys.may("noticed after", time, MINUTE),
        where=keys.close(),
    )


def _needs(keys: Keys) -> Condition:
    value = keys.take("needs")
    if value is None:
        keys.missing("needs", N_("list the hosts it runs on"))
        return always(keys.place)
    return needs_of_service(value) or always(value.place)


def sources(value: Value | None) -> tuple[Source, ...]:
    """Read section ``sources``."""
    return tuple(_source(keys_of(entry, SOURCE, value.found)) for entry in named(value)) if value else ()


def _source(keys: Keys) -> Source:
    if keys.id in RESERVED_SOURCES:
        message = words('a source cannot be called "{id}"', id=keys.id)
        keys.found.error(keys.place, "reserved", message)
    return Source(
        keys.id,
        keys.place,
        label=keys.may("label", text, same(keys.id)),
        misses=keys.may("misses", refs, ()),
        kept=keys.may("kept", days, 30 * DAY),
        delay=keys.may("delay", span, Span(0, 0)),
        where=keys.close(),
    )


def consequences(value: Value | None) -> tuple[Consequence, ...]:
    """Read section ``consequences``."""
    if value is None:
        return ()
    entries = []
    for node in items_of(value):
        if isinstance(node, Section):
            entries += list(node.entries)
        else:
            message = words("a consequence is written like 'c2 is reachable:' with a condition below")
            value.found.error(node.place, "consequence", message)
    return tuple(one for entry in entries if (one := _consequence(entry, value.found)))


def _consequence(entry: Entry, found: Found) -> Consequence | None:
    sentence = parse(entry.key.text, entry.key.place, found)
    holds = condition(Value(entry.value, entry.key.text, found))
    if sentence is None:
        return None
    if sentence.negated:
        message = words("'{text}' says what is not; say what is", text=entry.key.text)
        found.error(entry.key.place, "consequence", message)
        return None
    return Consequence(sentence, holds or always(entry.value.place), entry.key.place)
