"""The simulated organisation: zones, links, hosts, accounts, indicators, services and logs."""

from ipaddress import IPv4Address, IPv4Network, ip_network

from drill.scenario.compile.names import Kind, Names
from drill.scenario.compile.vocabulary import Vocabulary
from drill.scenario.conditions import Ref
from drill.scenario.document import Document
from drill.scenario.model import Account, Bits, Host, Indicator, Link, Service, Source, Zone

ALL = "all"
WORKING_DAY = (7 * 60 + 30) * 60_000, (17 * 60 + 30) * 60_000
"""Milliseconds of the day between which it is working hours."""


def addresses(document: Document) -> dict[str, str]:
    """Return every host's address: as written, else the next free one beside its zone's other hosts.

    A zone without any written address gets a range of its own: 10.N.1.0/24 from N = 101, or, outside, the
    documentation range 198.51.100.0/24.
    """
    written = {host.id: host.ip for host in document.hosts}
    taken = set(written.values())
    ranges = _ranges(document)
    for host in document.hosts:
        if not written[host.id]:
            free = (str(address) for address in ranges[host.zone.name].hosts())
            written[host.id] = next((ip for ip in free if ip not in taken), "10.255.255.254")
            taken.add(written[host.id])
    return written


def _ranges(document: Document) -> dict[str, IPv4Network]:
    ranges: dict[str, IPv4Network] = {"": IPv4Network("10.100.1.0/24")}
    for number, zone in enumerate(document.zones, 101):
        ips = (host.ip for host in document.hosts if host.zone.name == zone.id and host.ip)
        first = next(filter(None, map(_network, ips)), None)
        invented = "198.51.100.0/24" if zone.outside else f"10.{min(number, 254)}.1.0/24"
        ranges[zone.id] = first or IPv4Network(invented)
    for host in document.hosts:
        ranges.setdefault(host.zone.name, ranges[""])
    return ranges


def _network(ip: str) -> IPv4Network | None:
    try:
        base = ip_network(ip, strict=False).network_address
    except ValueError:
        return None
    return ip_network(f"{base}/24", strict=False) if isinstance(base, IPv4Address) else None  # type: ignore[return-value]


def start(document: Document, vocabulary: Vocabulary) -> Bits:
    """Return the base facts that hold at T+0."""
    bits = 0
    for host in document.hosts:
        for weakness in host.weaknesses:
            bits |= 1 << vocabulary.bit(host.id, f"weak to {weakness}")
    for account in document.accounts:
        bits |= account.stolen << vocabulary.bit(account.id, "stolen")
        bits |= account.disabled << vocabulary.bit(account.id, "disabled")
    for thing in document.things:
        for state in thing.at_start:
            bits |= 1 << vocabulary.bit(thing.id, state.casefold())
    working = WORKING_DAY[0] <= document.scenario.starts_at < WORKING_DAY[1]
    return bits | 1 << vocabulary.bit("clock", "working hours" if working else "night")


def zones(document: Document) -> tuple[Zone, ...]:
    """Return the zones."""
    return tuple(Zone(zone.id, zone.label, zone.outside) for zone in document.zones)


def links(document: Document, names: Names, vocabulary: Vocabulary) -> tuple[Link, ...]:
    """Return the links between zones that exist."""
    result = []
    for link in document.links:
        source, target = names.known(Kind.ZONE, link.source), names.known(Kind.ZONE, link.target)
        if source and target:
            cut = vocabulary.bit(f"link.{source}-{target}", "cut")
            result.append(Link(source, target, link.services, cut))
    return tuple(result)


def hosts(
    document: Document, names: Names, vocabulary: Vocabulary, known: dict[str, str]
) -> tuple[Host, ...]:
    """Return the hosts with the addresses they were given."""
    return tuple(
        Host(
            id=host.id,
            label=host.label,
            zone=names.known(Kind.ZONE, host.zone),
            ip=known[host.id],
            os=host.os,
            weaknesses=host.weaknesses,
            backup=host.backup,
            keeps_backups=host.keeps_backups,
            count=host.count,
            working=vocabulary.bit(host.id, "working"),
        )
        for host in document.hosts
    )


def accounts(document: Document, names: Names) -> tuple[Account, ...]:
    """Return the accounts."""
    return tuple(
        Account(
            account.id,
            account.owner,
            _opened(account.opens, names),
            names.all_known(Kind.SERVICE, account.breaks),
        )
        for account in document.accounts
    )


def _opened(refs: tuple[Ref, ...], names: Names) -> tuple[str, ...]:
    if any(ref.name == ALL for ref in refs):
        return (ALL,)
    return names.all_known(Kind.HOST, refs)


def indicators(document: Document, names: Names) -> tuple[Indicator, ...]:
    """Return the indicators."""
    return tuple(
        Indicator(
            indicator.id,
            indicator.kind,
            indicator.values,
            indicator.harmless,
            names.all_known(Kind.SERVICE, indicator.breaks),
        )
        for indicator in document.indicators
    )


def services(document: Document, vocabulary: Vocabulary) -> tuple[Service, ...]:
    """Return the services; what they need stands among the rules."""
    return tuple(
        Service(
            service.id,
            service.label,
            service.weight,
            service.hidden,
            service.noticed_after,
            vocabulary.bit(service.id, "up"),
            vocabulary.bit(service.id, "rate-limited"),
        )
        for service in document.services
    )


def sources(document: Document, names: Names) -> tuple[Source, ...]:
    """Return the logs."""
    return tuple(
        Source(source.id, source.label, names.all_known(Kind.HOST, source.misses), source.kept, source.delay)
        for source in document.sources
    )
