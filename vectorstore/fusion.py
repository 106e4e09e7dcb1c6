"""Two legs to one ranking: z-scores added.

Reciprocal rank fusion with a weaker dense leg costs easy questions; z-scores do not.
"""

import numpy as np
from numpy.typing import NDArray

DENSE_WEIGHT = 0.6
"""Weight of the dense leg beside 1 for the lexical one."""
UNCOVERED_WEIGHT = 1.0
"""What is added to it for a question none of whose terms the store knows (another language)."""
COVERED = 0.25
"""Coverage from which nothing is added; questions in the notices' language lie above."""
BARE_PENALTY = 3.0
"""Taken off a passage that is a bare heading: it names what was asked and answers nothing."""

Scores = NDArray[np.float32]


def z_scores(scores: Scores) -> Scores:
    """Scores with mean 0 and deviation 1; all 0 where they do not differ."""
    spread = float(scores.std()) if len(scores) else 0.0
    if spread < 1e-6:
        return np.zeros_like(scores)
    return np.asarray((scores - scores.mean()) / spread, dtype=np.float32)


def fused(
    lexical: Scores, dense: Scores, bare: NDArray[np.bool_], coverage: float
) -> Scores:
    """The fused score of candidates from the z-scores of both legs.

    ``bare`` marks bare headings; ``coverage`` is the share of the question that the lexical leg
    knows (0–1).
    """
    uncovered = max(0.0, 1 - coverage / COVERED)
    weight = np.float32(DENSE_WEIGHT + UNCOVERED_WEIGHT * uncovered)
    return lexical + weight * dense - np.float32(BARE_PENALTY) * bare
