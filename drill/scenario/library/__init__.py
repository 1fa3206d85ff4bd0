"""The action library: what a response team may order, as data in ``actions.yaml``.

The file is read once in a process. Its sentences are those of the scenario language, with places for the thing that
an order aims at; `drill.scenario.compile` fills them in, one operation for each target.
"""

from drill.scenario.library.reading import Library, LibraryAction, Outcome, Stage, library

__all__ = ["Library", "LibraryAction", "Outcome", "Stage", "library"]
