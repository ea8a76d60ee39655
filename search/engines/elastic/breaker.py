"""A circuit breaker: a cluster that has failed a few times is left alone for a while, so that nobody waits for it."""

from threading import Lock
from time import monotonic

MOST_FAILURES = 3
PAUSE_SECONDS = 5.0


class Breaker:
    """Counts failures in a row. One for a process; its threads share it.

    closed: everybody may ask. open: nobody, for some seconds. After them one may try, while the others still wait.
    """

    def __init__(self, most: int = MOST_FAILURES, pause: float = PAUSE_SECONDS) -> None:
        self.most, self.pause = most, pause
        self._failures = 0
        self._next_trial = 0.0
        self._lock = Lock()

    def admits(self) -> bool:
        """Whether the caller may ask now; it must say afterwards how it went."""
        if self._failures < self.most:
            return True
        with self._lock:
            if self._failures >= self.most and monotonic() < self._next_trial:
                return False
            self._next_trial = monotonic() + self.pause
            return True

    def succeeded(self) -> bool:
        """The cluster answered. Returns whether it is the first time after a pause."""
        was_open = self._failures >= self.most
        self._failures = 0
        return was_open

    def failed(self) -> bool:
        """The cluster did not answer as it should. Returns whether a pause begins."""
        with self._lock:
            self._failures += 1
            self._next_trial = monotonic() + self.pause
            return self._failures == self.most

    def reset(self) -> None:
        """Forget everything; for tests."""
        self._failures = 0
