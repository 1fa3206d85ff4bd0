"""The sealed drill, for the commands that need one."""

from tests.report.conftest import sealed_drill as _sealed_drill

sealed_drill = _sealed_drill
