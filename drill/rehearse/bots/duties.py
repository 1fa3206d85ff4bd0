"""What a team could order now, each with how urgent it is: containing, cleaning, repairing, searching.

Everything here knows the action library by name and no scenario at all.
"""

from collections.abc import Callable, Iterator
from typing import TypeAlias

from drill.rehearse.bots.character import LEVELS, MINUTE, Character, Skill
from drill.rehearse.bots.sight import Sight, names

Proposal: TypeAlias = tuple[int, str]
"""(urgency, order id): the higher, the sooner."""
Duty: TypeAlias = Callable[[Sight, Character, int], Iterator[Proposal]]

HIGH = LEVELS["high"]
CRITICAL = LEVELS["critical"]
PATIENCE = 3 * MINUTE
"""How long a service may be down before somebody looks into it."""


def block(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Block the indicators that stand in the evidence; the careful leave alone what a service needs."""
    for value in sight.indicators():
        order = f"block indicator {value}"
        if "blocked" not in sight.chips(f"indicator:{value}") and not (
            character.careful and sight.breaks(order)
        ):
            yield 90, order


def disable(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Disable the accounts that the evidence names; where that would stop a service, give a new password."""
    for account in sight.accounts():
        order = f"disable account {account}"
        if "disabled" in sight.chips(f"account:{account}"):
            continue
        if character.careful and sight.breaks(order):
            if not sight.given(f"reset password {account}"):
                yield 82, f"reset password {account}"
        else:
            yield 85, order


def isolate(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Cut suspicious hosts off, the careful only those that no service needs."""
    for host, level in sight.hosts.items():
        order = f"isolate host {host}"
        if level < min(character.acts_on + 1, HIGH) or sight.given(order):
            continue
        if not (character.careful and sight.breaks(order)):
            yield 75 + level, order


def sessions(sight: Sight, _character: Character, _t: int) -> Iterator[Proposal]:
    """Throw the intruder out of a server as soon as a grave alert comes."""
    for host, level in sight.hosts.items():
        order = f"end sessions {host}"
        fresh = sight.last_alert(host) > sight.done(order)
        if level >= HIGH and fresh and not sight.pending(order) and sight.breaks(f"isolate host {host}"):
            yield 80 + level, order


def clean(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Remove malware from suspicious hosts, again when a new alert comes after the cleaning."""
    for host, level in sight.hosts.items():
        order = f"remove malware {host}"
        if (
            level >= character.acts_on
            and sight.last_alert(host) > sight.done(order)
            and not sight.pending(order)
        ):
            yield 70 + level, order
    if Skill.SEARCH in character.skills:
        for host in sight.traced:
            order = f"remove malware {host}"
            if not sight.given(order):
                yield 68, order


def shield(sight: Sight, _character: Character, _t: int) -> Iterator[Proposal]:
    """Take the backups out of reach as soon as a grave alert has come."""
    if any(level >= HIGH for level in sight.hosts.values()):
        for order in sight.actions("shield backups"):
            if not sight.given(order) and not sight.breaks(order):
                yield 78, order


def patch(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Close the weaknesses of suspicious hosts, and, for those who search, of the others after them."""
    thorough = Skill.SEARCH in character.skills and bool(sight.alerts)
    for order in sight.actions("patch"):
        host = order.split()[1]
        if not sight.given(order) and (host in sight.hosts or thorough):
            yield (60 if host in sight.hosts else 30), order


def repair(sight: Sight, character: Character, t: int) -> Iterator[Proposal]:
    """Bring back what is down: what we took down ourselves and is clean, what is broken, what is overloaded."""
    for service in sight.down():
        if t - service.since < PATIENCE:
            continue
        hosts = sight.hosts_of(service.key)
        broken = list(_broken(sight, hosts))
        yield from ((95, order) for order in broken)
        ours = [host for host in hosts if {"off", "isolated"} & set(sight.chips(f"host:{host}"))]
        if (
            not broken
            and not ours
            and not any(sight.pending(f"restore from backup {host}") for host in hosts)
        ):
            yield from _restarted(sight, service.key, t)
    yield from _reconnected(sight, character, t)


def _broken(sight: Sight, hosts: list[str]) -> Iterator[str]:
    for host in hosts:
        order = f"restore from backup {host}"
        critical = sight.hosts.get(host, 0) >= CRITICAL
        if critical and sight.offers(order) and sight.last_alert(host) > sight.done(order):
            yield order


def _restarted(sight: Sight, service: str, t: int) -> Iterator[Proposal]:
    """Restart what is down without a reason of ours; let fewer requests in when that did not help."""
    limit, restart = f"rate-limit service {service}", f"restart service {service}"
    restarted = sight.done(restart)
    if restarted < 0 or t - restarted > 40 * MINUTE:
        yield 88, restart
    elif t - restarted > 5 * MINUTE and not sight.given(limit):
        yield 86, limit


def _reconnected(sight: Sight, character: Character, t: int) -> Iterator[Proposal]:
    """Put hosts back that we took off the network: when clean; the hasty after a while, clean or not."""
    for key, asset in sight.assets.items():
        host = key.removeprefix("host:")
        if asset.kind != "host" or "isolated" not in asset.chips:
            continue
        cleaned = sight.done(f"remove malware {host}") > sight.done(f"isolate host {host}")
        waited = t - sight.done(f"isolate host {host}") > 60 * MINUTE
        needed = asset.services or sight.offers(f"shield backups {host}")
        if needed and (cleaned or (not character.careful and waited)):
            yield 65, f"reconnect host {host}"
    for order in sight.actions("shield backups"):
        host = order.rpartition(" ")[2]
        if "shielded" in sight.chips(f"host:{host}") and t - sight.last_grave() > 45 * MINUTE:
            yield 40, f"reconnect host {host}"


def search(sight: Sight, character: Character, _t: int) -> Iterator[Proposal]:
    """Look for more around what is suspicious: hosts first, then indicators and accounts, then every log once."""
    for host, level in sight.hosts.items():
        if level >= character.acts_on:
            yield 60 + level, f"search logs for {host}"
    for host in sight.traced:
        yield 59, f"search logs for {host}"
    for value in sight.indicators():
        yield 64, f"search logs for {value}"
    for account in sight.accounts():
        yield 58, f"search logs for {account}"


DUTIES: dict[Skill, Duty] = {
    Skill.BLOCK: block,
    Skill.DISABLE: disable,
    Skill.ISOLATE: isolate,
    Skill.SESSIONS: sessions,
    Skill.CLEAN: clean,
    Skill.SHIELD: shield,
    Skill.PATCH: patch,
    Skill.REPAIR: repair,
    Skill.SEARCH: search,
}


def named_hosts(sight: Sight, text: str) -> list[str]:
    """Return the hosts that a text names."""
    hosts = [asset.key.removeprefix("host:") for asset in sight.assets.values() if asset.kind == "host"]
    return [host for host in hosts if names(text, host)]
