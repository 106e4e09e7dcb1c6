"""Learn the weights of the ranking features from gold questions.

    python -m tests.fit_ranking [QUESTIONS NOTICES]... [--write]

Without paths the question sets of the repository are used, all but the unseen one, each with a bi-encoder that has not
seen its notices (``tests.fit_bi_encoder`` makes them). Each question is put to the notice of each district that its
gold sources name; the weights make the sentences that hold a gold quote likelier than the rest (softmax over the
notice's sentences). Every set is also predicted from the others, so that the figures printed are of questions the
weights have not seen.
"""

import argparse
import json
import shutil
import sys
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar
from unittest.mock import patch

import numpy as np
import torch

from assistant import Assistant, Turn
from assistant.answerability import Network
from assistant.bi_encoder import BiEncoder
from assistant.dialogue import resolve
from assistant.engine import Engine
from assistant.evaluation import overlap, read_questions, squeezed
from assistant.features import FEATURES, Evidence, matrix
from assistant.finding import own
from assistant.library import Library, Unit
from assistant.question import Question
from assistant.ranking import WEIGHTS, Ranker
from tests.figures import SETS, UNSEEN

PENALTY = 0.01
STEPS = 400
SPREAD = 3.2
"""Standard deviation of a notice's scores, which the thresholds in evidence.py are made for."""


HELD_OUT = Path(__file__).parents[1] / "build/bi_encoder"
"""The bi-encoders that have each not seen one of the groups of question sets."""
HELD_OUT_READERS = HELD_OUT.with_name("answerability")
"""The networks likewise that tell whether what was found answers."""
_Found = TypeVar("_Found")


@dataclass
class Case:
    """One question put to one notice: features (sentences × names) and which sentences answer."""

    values: torch.Tensor
    gold: torch.Tensor


def learned_from(paths: list[Path], beside: bool = False) -> list[tuple[Path, Path]]:
    """The questions and notices named in turn; those at hand where none are, without the unseen ones.

    With ``beside`` those at hand include the pairs that lie beside the questions.
    """
    if paths:
        return list(zip(paths[::2], paths[1::2], strict=True))
    at_hand = [pair for name, pair in SETS.items() if name != UNSEEN and pair[0].is_file()]
    more = [(q.with_name("pairs.jsonl"), notices) for q, notices in at_hand if beside]
    return at_hand + [pair for pair in more if pair[0].is_file()]


def of_every_set(cases: Callable[[Path, Path], _Found], pairs: list[tuple[Path, Path]]) -> list[_Found]:
    """What is found in each question set, several at a time."""
    with ProcessPoolExecutor(initializer=torch.set_num_threads, initargs=(1,)) as pool:
        return list(pool.map(cases, *zip(*pairs, strict=True)))


def group_of(notices: Path, groups: int) -> int:
    """The group of the sets that are put to a folder of notices."""
    texts = [path.read_bytes() for path in sorted(notices.iterdir()) if path.is_file()]
    return zlib.crc32(b"".join(texts)) % groups


def apart(sets: list[list[_Found]], pairs: list[tuple[Path, Path]], groups: int, folder: Path,
          ) -> Iterator[tuple[int, list[_Found], list[_Found]]]:
    """Every group of the sets, its cases and those of the rest; the folder is emptied for what is learned.

    How many files are there tells afterwards in how many groups the sets were put.
    """
    if groups:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
    member = [group_of(notices, groups) for _, notices in pairs if groups]
    for group in range(groups):
        left = [case for found, g in zip(sets, member, strict=True) if g == group for case in found]
        rest = [case for found, g in zip(sets, member, strict=True) if g != group for case in found]
        yield group, left, rest


def by_frequency(held: Mapping[str, int], seldom: int, once: int) -> tuple[list[str], list[str]]:
    """The words that so many texts hold that they have vectors of their own, and the others of a table."""
    return (sorted(word for word, times in held.items() if times >= seldom),
            sorted(word for word, times in held.items() if once <= times < seldom))


def held_out(notices: Path) -> BiEncoder:
    """The towers that have not learned from any question on these notices."""
    return BiEncoder.load(_held_out(HELD_OUT, notices, "fit_bi_encoder"))


def held_out_reader(notices: Path) -> Network:
    """The network likewise that tells whether what was found answers."""
    return Network.load(_held_out(HELD_OUT_READERS, notices, "fit_answerability"))


def _held_out(folder: Path, notices: Path, command: str) -> Path:
    groups = len(list(folder.glob("*.npz")))
    if not groups:
        sys.exit(f"{folder} is empty: run python -m tests.{command} --folds 6 first")
    return folder / f"{group_of(notices, groups)}.npz"


@contextmanager
def taken_in(notices: Path, towers: BiEncoder | None = None, reader: Network | None = None) -> Iterator[Assistant]:
    """An assistant that holds a folder of notices, with the towers given or such as have not seen its questions.

    Whatever is learned on top of the bi-encoder is learned from those; likewise with the ``reader``.
    """
    towers = towers or held_out(notices)
    unseen = patch("assistant.similarity.learned", lambda: towers)
    unread = patch("assistant.answerability.learned", lambda: reader) if reader else nullcontext()
    with unseen, unread, tempfile.TemporaryDirectory() as folder, Assistant.open(folder) as assistant:
        assistant.sync(notices)
        yield assistant


def put(questions: Path, notices: Path, towers: BiEncoder | None = None,
        ) -> Iterator[tuple[Engine, Question, Unit, list[str], dict[str, Any]]]:
    """Each question put to each unit of its gold sources: engine, question, unit, gold quotes, the row it is of."""
    with taken_in(notices, towers) as assistant:
        engine = assistant._now().engine
        for row in read_questions(questions):
            question = resolve(row["turns"][-1], before_last(row, assistant), engine.library)
            for name in sorted({s["district"] for s in row["sources"]}):
                unit = unit_of(name, engine.library)
                if unit is None:
                    continue
                yield engine, question, unit, [squeezed(s["quote"]) for s in row["sources"] if s["district"] == name], row


def unit_of(name: str, library: Library) -> Unit | None:
    """The unit that a gold source names in full or in short; None if it is not held."""
    return next((u for u in library.units if u.name.endswith(name) or name.endswith(u.name)), None)


def before_last(row: dict[str, Any], assistant: Assistant) -> list[Turn]:
    """The turns before a row's last one, each with its answer."""
    history: list[Turn] = []
    for turn in row["turns"][:-1]:
        history.append(Turn(turn, assistant.ask(turn, history)))
    return history


def holds_quote(quotes: list[str], text: str) -> bool:
    """Whether a sentence holds one of the squeezed quotes, or stands in it."""
    return max(overlap(*sorted((quote, squeezed(text)), key=len)) for quote in quotes) >= 0.6


def searches(questions: Path, notices: Path, towers: BiEncoder | None = None,
             ) -> Iterator[tuple[Ranker, Evidence, np.ndarray, np.ndarray]]:
    """Each question put to the notice of each of its units: evidence, features, which sentences hold a gold quote."""
    for engine, question, unit, quotes, _ in put(questions, notices, towers):
        ranker, query = engine.finder.ranker, engine.finder.query(own(question, unit))
        evidence = ranker.evidence(query, unit.notice)
        gold = np.array([holds_quote(quotes, s.text) for s in evidence.index.sentences])
        if gold[evidence.index.candidate].any():
            yield ranker, evidence, matrix(evidence, tuple(FEATURES)), gold


def cases(questions: Path, notices: Path) -> Iterator[Case]:
    """The cases of one question set."""
    for _, evidence, values, gold in searches(questions, notices):
        kept = evidence.index.candidate
        yield Case(torch.tensor(values[kept], dtype=torch.float32), torch.tensor(gold[kept]))


def learn(data: list[Case]) -> np.ndarray:
    """The weight of each feature, for its raw values."""
    everything = torch.cat([case.values for case in data])
    spread = everything.std(0) + 1e-6
    scaled, sizes = everything / spread, [len(case.values) for case in data]
    weights = torch.zeros(everything.shape[1], requires_grad=True)
    optimiser = torch.optim.Adam([weights], lr=0.05)
    for _ in range(STEPS):
        scores = (scaled @ weights).split(sizes)
        loss = sum(torch.logsumexp(s, 0) - torch.logsumexp(s[case.gold], 0)
                   for s, case in zip(scores, data, strict=True)) / len(data)
        loss = loss + PENALTY * weights.square().sum()
        optimiser.zero_grad()
        loss.backward()
        optimiser.step()
    learned = (weights.detach() / spread).numpy().astype(float)
    typical = np.mean([(case.values.numpy() @ learned).std() for case in data])
    return learned * SPREAD / typical


def figures(data: list[Case], weights: np.ndarray) -> str:
    """hit@1 and mean reciprocal rank of the sentences that answer."""
    ranks = []
    for case in data:
        order = np.argsort(-(case.values.numpy() @ weights), kind="stable")
        ranks.append(next(i for i, k in enumerate(order, 1) if case.gold[k]))
    hits = np.mean([rank == 1 for rank in ranks])
    return f"n {len(ranks)}  hit@1 {hits:.3f}  mrr {np.mean([1 / r for r in ranks]):.3f}"


def main() -> int:
    """Learn, print the cross-validated figures, and write the weights when asked to."""
    parser = argparse.ArgumentParser(prog="python -m tests.fit_ranking", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="QUESTIONS NOTICES, in turn")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.name}")
    options = parser.parse_args()
    pairs = learned_from(options.paths)
    data = {questions: list(cases(questions, notices)) for questions, notices in pairs}
    for left in data if len(data) > 1 else ():
        rest = [case for questions, found in data.items() if questions != left for case in found]
        sys.stdout.write(f"{left}: {figures(data[left], learn(rest))}\n")
    weights = learn([case for found in data.values() for case in found])
    table = {name: round(float(w), 3) for name, w in zip(FEATURES, weights, strict=True)}
    sys.stdout.write(json.dumps(table, indent=1) + "\n")
    if options.write:
        WEIGHTS.write_text(json.dumps(table, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
