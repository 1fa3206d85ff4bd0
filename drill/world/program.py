"""What a model gives once: tables and the plan memo that all worlds of it share."""

from drill.scenario.model import Model


class Program:
    """Tables of one model; build it once and hand it to every `World` of that model."""

    def __init__(self, model: Model) -> None:
        self.model = model
