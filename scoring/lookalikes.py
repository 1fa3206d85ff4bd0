"""Letters that look like Latin ones: whoever writes a name in them is read all the same."""

from collections.abc import Mapping

_PAIRS = (
    # Cyrillic
    "аa вb сc ԁd еe һh іi јj кk ӏl мm нh оo рp ԛq ѕs тt уy ԝw хx ьb гr ѵv ԍg ғf "
    # Greek
    "αa βb γy δd εe ζz ηn κk νv οo ρp σo τt υu χx ωw ϲc ϳj ιi "
    # Small capitals
    "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ꞯq ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz "
    # With a stroke, a hook or a bar
    "øo łl ħh ŧt ƀb ɓb ƈc ɗd ɖd ɑa ɡg ıi ɨi ƙk ɩi ʟl ɲn ŋn ƥp ʠq ɽr ʂs ƭt ʈt ʉu ʋv ƴy ƶz ǝe ɛe"
)
_ALPHABETS = (0x1F150, 0x1F170, 0x1F1E6)
"""Where white letters in black circles, in black squares, and letters of flags begin: A to Z."""


def _lookalikes() -> Mapping[str, str]:
    pairs = {pair[0]: pair[1] for pair in _PAIRS.split()}
    for begin in _ALPHABETS:
        pairs |= {chr(begin + place): chr(ord("a") + place) for place in range(26)}
    return pairs


LOOKALIKES = _lookalikes()
"""A small letter, or a letter without case, to the Latin letter that it looks like."""
