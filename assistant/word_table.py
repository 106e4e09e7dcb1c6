"""The file of a learned model: the words of its table, and its other parts by name."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

Parts = Mapping[str, NDArray[np.float32]]
_WORDS = "words"


def load(path: Path) -> tuple[dict[str, int], Parts]:
    """The place of every word in the table, and the parts that a file holds."""
    with np.load(path) as file:
        known = bytes(file[_WORDS]).decode("utf-8").split("\n")
        parts = {name: file[name].astype(np.float32) for name in file.files if name != _WORDS}
    return {word: place for place, word in enumerate(known)}, parts


def save(path: Path, places: Mapping[str, int], parts: Parts) -> None:
    """Write words and parts, these in half precision."""
    held: dict[str, Any] = {name: part.astype(np.float16) for name, part in parts.items()}
    held[_WORDS] = np.frombuffer("\n".join(places).encode("utf-8"), np.uint8)
    np.savez_compressed(path, **held)
