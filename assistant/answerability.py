"""How likely what was found answers the question: a small network that reads the one against the other.

Each word of the question is held against those words of what was found that are nearest to it, and the other way round
(decomposable attention); what comes of that, and the signals of the whole, give the chance. A word's vector is its own, as
learned, and the projection of its embedding, so that words never seen in learning have one too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np

from assistant import word_table
from assistant.bi_encoder import embedding_of
from assistant.reading import Reading, Values

WEIGHTS = Path(__file__).with_name("answerability.npz")
"""The network, as ``python -m tests.fit_answerability`` learns it."""
LAYERS = ("seek", "offer", "asked", "told", "hidden", "out")
"""The layers, each with a matrix (in × out) and a bias."""


@dataclass(frozen=True)
class Network:
    """The places of the words in the table (words × dimension), and the weights of everything else by name."""

    places: Mapping[str, int]
    weights: Mapping[str, Values]

    @classmethod
    def load(cls, path: Path) -> "Network":
        """The network that a file holds."""
        return cls(*word_table.load(path))

    def save(self, path: Path) -> None:
        """Write the network, in half precision."""
        word_table.save(path, self.places, self.weights)

    def chance(self, reading: Reading) -> float:
        """The chance (0–1) that what was found answers."""
        asked = self._vectors(reading.asked)
        told = self._vectors((*reading.told, *reading.above))
        told[: len(reading.told)] += self.weights["told_part"]
        told[len(reading.told) :] += self.weights["above_part"]
        said = np.array([[float(word in reading.asked)] for word in (*reading.told, *reading.above)], np.float32).reshape(-1, 1)
        near = self._layer("seek", asked) @ self._layer("offer", told).T / asked.shape[1] ** 0.5
        sides = (self._compared("asked", asked, _softmax(near) @ told, reading.flags),
                 self._compared("told", told, _softmax(near.T) @ asked, said))
        signals = (reading.signals - self.weights["mean"]) / self.weights["spread"]
        together = np.concatenate([*sides[0], *sides[1], signals])
        odds = self._layer("out", np.maximum(self._layer("hidden", together), 0))[0]
        return float(1 / (1 + np.exp(-odds)))

    def _layer(self, name: str, values: Values) -> Values:
        return np.asarray(values @ self.weights[name] + self.weights[f"{name}_bias"])

    def _compared(self, name: str, own: Values, other: Values, known: Values) -> tuple[Values, Values]:
        """What a side's words come to: their sum, made smaller with their number, and the strongest of each kind."""
        held = np.maximum(self._layer(name, np.concatenate([own, other, own * other, known], axis=1)), 0)
        return held.sum(0) / (len(own) + 1) ** 0.5, held.max(0, initial=0.0)

    def _vectors(self, words: Sequence[str]) -> Values:
        found = np.zeros((len(words), self.weights["table"].shape[1]), np.float32)
        for row, word in enumerate(words):
            place = self.places.get(word)
            if place is not None:
                found[row] = self.weights["table"][place]
            elif not word.startswith("#"):
                found[row] = embedding_of(word) @ self.weights["word"]
        return found


def _softmax(rows: Values) -> Values:
    if not rows.shape[1]:
        return rows
    raised = np.exp(rows - rows.max(axis=1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=1, keepdims=True))


@lru_cache(maxsize=1)
def learned() -> Network:
    """The network in use."""
    return Network.load(WEIGHTS)
