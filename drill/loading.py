"""Loading what is named in a table, when it is needed: ``module:object``."""

import gc
from importlib import import_module


def load(where: str) -> object:
    """Return the object of a module, importing the module if it is not.

    What modules make while they are imported stays until the process ends. The collector would look through all of it
    again and again and find nothing, so it waits until the import is over, and never looks there later.

    Args:
        where: ``module:object``.

    Raises:
        ImportError: there is no such module.
        AttributeError: it holds no such object.
    """
    module, _colon, name = where.partition(":")
    collecting = gc.isenabled()
    gc.disable()
    try:
        return getattr(import_module(module), name)
    finally:
        gc.freeze()
        if collecting:
            gc.enable()
