"""The command ``livefire``, also as ``python -m drill``."""

import sys

INTERRUPTED = 130
"""As `drill.errors.ExitCode`, which is not loaded yet when it is needed here."""


def main() -> None:
    """Load the command line and run it; whoever changes their mind while it loads gets no traceback."""
    try:
        from drill.cli import main as run  # noqa: PLC0415 (loading it is what may be interrupted)
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)
    run()


if __name__ == "__main__":
    main()
