import asyncio
import stat
from pathlib import Path

import pytest

from drill.client.link import HubLink
from drill.errors import InvitationError
from drill.hub.certificate import own_certificate
from drill.hub.live import Address
from drill.wire.invitation import Invitation
from drill.wire.messages import SeatKind
from tests.hub.test_live import hub, scenario  # noqa: F401 (the fixture is used by name)


def test_the_certificate_is_made_once_and_its_key_is_nobody_elses(tmp_path: Path) -> None:
    """Invitations stay good after a restart, and the key is readable by its owner alone."""
    first, second = own_certificate(tmp_path, "hub.example"), own_certificate(tmp_path, "hub.example")

    assert first.fingerprint == second.fingerprint
    assert stat.S_IMODE((tmp_path / "hub-key.pem").stat().st_mode) == 0o600


async def test_a_seat_trusts_only_the_hub_that_wrote_its_invitation(
    scenario: object,  # noqa: F811 (the fixture)
    tmp_path: Path,
) -> None:
    """With the right fingerprint the seat opens over TLS; with another one it does not, and says why."""
    certificate = own_certificate(tmp_path, "127.0.0.1")
    address = Address(tls=certificate.context)
    async with hub(scenario, tmp_path / "x.drill", address) as (running, _journal):  # type: ignore[arg-type]
        _seat, token = running.seats.invite("", SeatKind.CONTROLLER)
        good = HubLink(Invitation("127.0.0.1", running.port, token, certificate.fingerprint))
        false = HubLink(Invitation("127.0.0.1", running.port, token, "0" * 64))

        async with asyncio.timeout(20):
            assert (await good.open()).kind is SeatKind.CONTROLLER
            await good.close()
            with pytest.raises(InvitationError, match="not the one"):
                await false.open()
            await false.close()
