"""The one error tree. Each error has a title, a sentence and a remedy.

The same object becomes a modal in a desk, a panel on stderr, and an exit code::

    LivefireError
    +-- ScenarioError        a scenario file cannot be used (carries its problems)
    +-- MatchError           a match or teams file cannot be used
    +-- JournalError         a drill file cannot be read or written
    |   +-- NotADrillError       the file is no drill file
    |   +-- DrillBusyError       another process writes this drill
    |   +-- VerificationError    the file was changed, or does not replay
    |       +-- BrokenEntryError     one entry cannot even be read (carries its position)
    +-- LinkError            the hub cannot be reached, or it refused the seat
    |   +-- InvitationError      the invitation is malformed, unknown or revoked
    |   +-- RemoteProtocolError  the peer broke the protocol
    +-- TerminalError        this terminal cannot show a desk
    +-- ReportError          a page or an export cannot be written
    +-- SealError            results cannot be sealed, or a key cannot be used
"""

from enum import IntEnum


class ExitCode(IntEnum):
    """What every command answers to the shell."""

    OK = 0
    """Done; warnings count as done."""
    FAILED = 1
    """Errors were found, or a verification failed."""
    USAGE = 2
    """The command line itself was wrong."""
    INTERRUPTED = 130
    """Ctrl-C."""


class LivefireError(Exception):
    """Base of all errors that a person can be shown.

    Attributes:
        title: heading of the modal or panel, a few words.
        message: what happened, one sentence.
        remedy: what to do now, one sentence; empty when nothing helps.
    """

    title = "Livefire cannot go on"
    exit_code = ExitCode.FAILED

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class ScenarioError(LivefireError):
    """A scenario file cannot be used; ``message`` holds one problem a line."""

    title = "This scenario cannot be used"


class MatchError(LivefireError):
    """A match or teams file cannot be used."""

    title = "This file cannot be used"


class JournalError(LivefireError):
    """A drill file cannot be read or written."""

    title = "The drill file cannot be used"


class NotADrillError(JournalError):
    """The file is no drill file, or of a version that this program does not know."""

    title = "This is not a drill file"


class DrillBusyError(JournalError):
    """Another process is the writer of this drill."""

    title = "The drill is open elsewhere"


class VerificationError(JournalError):
    """The chain is broken, or the inputs do not give the outputs again."""

    title = "The drill file does not verify"


class BrokenEntryError(VerificationError):
    """One entry of a drill file cannot even be read.

    Attributes:
        seq: its position.
    """

    def __init__(self, seq: int, message: str, remedy: str = "") -> None:
        super().__init__(message, remedy)
        self.seq = seq


class LinkError(LivefireError):
    """The hub cannot be reached, or it refused the seat."""

    title = "No connection to the hub"


class InvitationError(LinkError):
    """The invitation is malformed, unknown, revoked, or for another drill."""

    title = "The invitation does not open a seat"


class RemoteProtocolError(LinkError):
    """The peer sent something that the protocol does not allow."""

    title = "The other side broke the protocol"


class TerminalError(LivefireError):
    """This terminal cannot show a desk."""

    title = "This terminal cannot show a desk"


class ReportError(LivefireError):
    """A page, an export or an archive cannot be written."""

    title = "This cannot be written"


class SealError(LivefireError):
    """Results cannot be sealed, or the key that signs them cannot be used."""

    title = "No seal"
