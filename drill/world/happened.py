"""One thing that happened, with its place in time: what the engine returns and the journal keeps."""

import msgspec

from drill.world.inputs import AnyInput
from drill.world.outputs import AnyOutput, Output


class Happened(msgspec.Struct, frozen=True):
    """An input or output with when, where and who."""

    t: int
    """Simulated milliseconds: the team's own time, or the shared time where ``team`` is empty."""
    team: str
    """Team id; empty for what concerns the whole drill."""
    seat: str
    """Seat that gave an input; empty for outputs and the engine."""
    what: AnyInput | AnyOutput
    command: str = ""
    """Id of the command that became this input; empty for outputs."""

    @property
    def is_output(self) -> bool:
        """Whether replay must give this again."""
        return isinstance(self.what, Output)


# Keys stay in the order in which they were put: the first of `DrillOpened.sources` is the main file.
_encoder = msgspec.json.Encoder()
_decoder: msgspec.json.Decoder[AnyInput | AnyOutput] = msgspec.json.Decoder(AnyInput | AnyOutput)


def tag_of(what: AnyInput | AnyOutput) -> str:
    """Return the record's stable tag, the journal's ``type``."""
    tag = type(what).__struct_config__.tag
    assert isinstance(tag, str)  # noqa: S101 (every record of the union is tagged)
    return tag


def encode(what: AnyInput | AnyOutput) -> bytes:
    """Return the record as JSON, fields in declared order; the tag is its ``type``, and comes first."""
    return _encoder.encode(what)


def decode(body: bytes) -> AnyInput | AnyOutput:
    """Return the record.

    Raises:
        msgspec.DecodeError: the bytes are no such record.
    """
    return _decoder.decode(body)
