"""The kinds of section a scenario has, and what is said about each when a key is wrong, missing or defined twice."""

from typing import NamedTuple

from drill.i18n import N_


class Kind(NamedTuple):
    """Marked message templates of one kind of section."""

    unknown: str
    """A key that is no word for it; field ``word``."""
    missing: str = ""
    """A key that it needs; fields ``id`` and ``key``. Empty where nothing is required."""
    taken: str = ""
    """Its id is this kind already; fields ``id`` and ``line``. Empty where names are not shared."""


FILE = Kind(N_('"{word}" is not a section of a scenario'), N_('the scenario has no "{key}"'))
SCENARIO = Kind(N_('"{word}" is not a word for the scenario'), N_('the scenario has no "{key}"'))
ZONE = Kind(N_('"{word}" is not a word for a zone'))
HOST = Kind(
    N_('"{word}" is not a word for a host'),
    N_('host "{id}" has no "{key}"'),
    N_('"{id}" is already the host on line {line}'),
)
BACKUP = Kind("", "", N_('"{id}" is already the backup of the host on line {line}'))
ACCOUNT = Kind(
    N_('"{word}" is not a word for an account'), "", N_('"{id}" is already the account on line {line}')
)
INDICATOR = Kind(
    N_('"{word}" is not a word for an indicator'),
    N_('indicator "{id}" has no "{key}"'),
    N_('"{id}" is already the indicator on line {line}'),
)
THING = Kind(
    N_('"{word}" is not a word for a thing'),
    N_('thing "{id}" has no "{key}"'),
    N_('"{id}" is already the thing on line {line}'),
)
SERVICE = Kind(
    N_('"{word}" is not a word for a service'),
    N_('service "{id}" has no "{key}"'),
    N_('"{id}" is already the service on line {line}'),
)
SOURCE = Kind(N_('"{word}" is not a word for a log source'))
METER = Kind(
    N_('"{word}" is not a word for a meter'),
    N_('meter "{id}" has no "{key}"'),
    N_('"{id}" is already the meter on line {line}'),
)
TEAM = Kind(N_('"{word}" is not a word for the team'), N_('the team has no "{key}"'))
CHANGE = Kind(N_('"{word}" cannot be changed; takes, people, needs, unless, says and worth can'))
EXTRA = Kind(N_('"{word}" is not a word for an action'), N_('action "{id}" has no "{key}"'))
ATTACK = Kind(N_('"{word}" is not a word for the attack'), N_('the attack has no "{key}"'))
MOOD = Kind(N_('"{word}" is not a word for a mood'), N_('mood "{id}" has no "{key}"'))
GOAL = Kind(N_('"{word}" is not a word for a goal'), N_('goal "{id}" has no "{key}"'))
STEP = Kind(N_('"{word}" is not a word for a step'), N_('step "{id}" has no "{key}"'))
TRACE = Kind(N_('"{word}" is not a word for a trace'), "", N_('"{id}" is already the trace on line {line}'))
ALERT = Kind(N_('"{word}" is not a word for an alert'), N_('the alert has no "{key}"'))
NOISE = Kind(N_('"{word}" is not a word for noise'), N_('this noise has no "{key}"'))
HERRING = Kind(N_('"{word}" is not a word for a red herring'), N_('red herring "{id}" has no "{key}"'))
INJECT = Kind(N_('"{word}" is not a word for an inject'), N_('inject "{id}" has no "{key}"'))
QUESTION = Kind(N_('"{word}" is not a word for a question'), N_('question "{id}" has no "{key}"'))
REPORT = Kind(N_('"{word}" is not a word for a report'), N_('report "{id}" has no "{key}"'))
FIELD = Kind(N_('"{word}" is not a word for a field of a report'), N_('field "{id}" has no "{key}"'))
SCORING = Kind(N_('"{word}" is not a word for the scoring'))
JUDGED = Kind(N_('"{word}" is not a word for a judged section'), N_('judged "{id}" has no "{key}"'))
FINES = Kind(N_('"{word}" is not a fine'))
GUIDE = Kind(N_('"{word}" is not a word for judging'))
SAMPLE = Kind(N_('"{word}" is not a word for a sample answer'), N_('this sample has no "{key}"'))
REHEARSAL = Kind(N_('"{word}" is not a word for the rehearsal'))
