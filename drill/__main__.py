"""``python -m drill`` is the command ``livefire``."""

from drill.cli import main

main()
