"""How often one person may ask."""

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

_MOST_KNOWN = 10_000


class Rate:
    """So many a minute for each key; a burst of a quarter of that at once, at least one."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second = per_minute / 60
        self._burst = max(per_minute / 4, 1.0)
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def wait(self, key: str) -> float:
        """Seconds until the key may go on; 0 if it may now, which is counted."""
        with self._lock:
            now = self._clock()
            left, at = self._left.pop(key, (self._burst, now))
            left = min(self._burst, left + (now - at) * self._per_second)
            goes = left >= 1
            self._left[key] = (left - goes, now)
            while len(self._left) > _MOST_KNOWN:
                self._left.popitem(last=False)
            return 0.0 if goes else (1 - left) / self._per_second
