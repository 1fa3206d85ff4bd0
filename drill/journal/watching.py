"""Those who want a hint that the journal grew."""

from collections.abc import Callable

from drill.journal.base import Head, Watcher


class Watchers:
    """Calls everyone who watches, in the order in which they came. A watcher must not raise and must not wait."""

    def __init__(self) -> None:
        self._watchers: dict[object, Watcher] = {}

    def add(self, watcher: Watcher) -> Callable[[], None]:
        """Call this watcher from now on; what is returned ends that, once or twice."""
        key = object()
        self._watchers[key] = watcher

        def end() -> None:
            self._watchers.pop(key, None)

        return end

    def tell(self, head: Head) -> None:
        """Hint at a new head."""
        for watcher in tuple(self._watchers.values()):
            watcher(head)
