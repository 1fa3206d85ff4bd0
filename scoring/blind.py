"""Code names: what a judge sees instead of a team while marking."""

from collections.abc import Sequence
from hashlib import blake2b

NAMES = (
    "Acacia", "Aspen", "Banyan", "Beech", "Birch", "Cedar", "Cherry", "Cypress",
    "Ebony", "Elm", "Fig", "Fir", "Ginkgo", "Hazel", "Hickory", "Holly",
    "Ironwood", "Juniper", "Larch", "Laurel", "Linden", "Lotus", "Mahogany", "Maple",
    "Mulberry", "Oak", "Olive", "Palm", "Pine", "Rowan", "Spruce", "Willow",
)  # fmt: skip


def code_names(seed: int, teams: Sequence[str]) -> dict[str, str]:
    """Return each team's code name for the whole drill.

    The names are dealt in an order that depends on the drill's seed, which is secret until the review: without it
    nothing tells which name is whose.
    """
    key = seed.to_bytes(8, "big")
    dealt = sorted(
        teams, key=lambda team: (blake2b(team.encode(), key=key, person=b"code name").digest(), team)
    )
    names = {team: _name(place) for place, team in enumerate(dealt)}
    return {team: names[team] for team in teams}


def _name(place: int) -> str:
    name = NAMES[place % len(NAMES)]
    again = place // len(NAMES)
    return f"{name} {again + 1}" if again else name
