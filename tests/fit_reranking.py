"""Learn the reranker's network from gold questions.

    python -m tests.fit_reranking [QUESTIONS NOTICES]... [--folds N] [--write]

Without paths the question sets of the repository are used, all but the unseen one, and the pairs beside them. As in
``tests.fit_ranking`` each question is put to the notices of its gold sources, and the sentences
that hold a gold quote are made likelier than the rest of the first fifteen. With ``--folds`` every
set is also predicted by a network that has not seen it, beside the linear order it starts from.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch

from assistant.ranking import learned_weights
from assistant.reranker import FIRST, WEIGHTS, WIDEST, Network, Reranker
from tests.fit_ranking import learned_from, of_every_set, searches

UNITS, DROPPED = 32, .2
"""Size of the hidden layer, and the share of it that each step of learning leaves out."""
EPOCHS, BATCH, RATE, DECAY = 25, 128, 6e-3, 1e-2
DIGITS = 4
_One = TypeVar("_One")


@dataclass
class Case:
    """The first sentences of one search: features (sentences × features), which answer, linear order."""

    values: np.ndarray
    gold: np.ndarray


def cases(questions: Path, notices: Path) -> list[Case]:
    """The cases of one question set that the first sentences can answer at all."""
    reranker, (_, weights) = Reranker(), learned_weights()
    found = []
    for _, evidence, values, gold in searches(questions, notices):
        first, features = reranker.candidates(evidence, values, values @ weights)
        if gold[first].any():
            found.append(Case(features, gold[first]))
    return found


def learn(data: list[Case]) -> Network:
    """The network that makes answering sentences likeliest (softmax over the first ones)."""
    torch.manual_seed(0)
    everything = np.concatenate([case.values for case in data])
    mean, spread = everything.mean(0), everything.std(0) + 1e-6
    size = everything.shape[1]
    inputs, answers = torch.zeros(len(data), FIRST, size), torch.zeros(len(data), FIRST, dtype=torch.bool)
    there = torch.zeros(len(data), FIRST, dtype=torch.bool)
    for i, case in enumerate(data):
        n = len(case.values)
        plain = np.clip((case.values - mean) / spread, -WIDEST, WIDEST)
        inputs[i, :n], answers[i, :n], there[i, :n] = torch.tensor(plain), torch.tensor(case.gold), True
    layers = torch.nn.Sequential(torch.nn.Linear(size, UNITS), torch.nn.Tanh(), torch.nn.Dropout(DROPPED),
                                 torch.nn.Linear(UNITS, 1))
    optimiser = torch.optim.AdamW(layers.parameters(), lr=RATE, weight_decay=DECAY)
    steps = EPOCHS * (-(-len(data) // BATCH))
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, RATE, total_steps=steps)
    for _ in range(EPOCHS):
        for batch in torch.randperm(len(data)).split(BATCH):
            scores = layers(inputs[batch])[..., 0].masked_fill(~there[batch], -1e4)
            right = scores.masked_fill(~answers[batch], -1e4)
            loss = (torch.logsumexp(scores, 1) - torch.logsumexp(right, 1)).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
    return _on_scale(network_of(layers, mean, spread), data)


def network_of(layers: torch.nn.Sequential, mean: np.ndarray, spread: np.ndarray) -> Network:
    """The network that was learned as one hidden layer and one output, for raw features."""
    hidden, output = layers[0], layers[3]
    return Network(mean, spread, hidden.weight.detach().numpy().T.astype(float),
                   hidden.bias.detach().numpy().astype(float), output.weight.detach().numpy()[0].astype(float))


def table_of(network: Network) -> dict[str, list]:
    """A network as its file holds it."""
    return {name: np.round(getattr(network, name), DIGITS).tolist()
            for name in ("mean", "spread", "hidden", "bias", "output")}


def _on_scale(network: Network, data: list[Case]) -> Network:
    """The network with its output as spread out as the linear score, which thresholds are made for."""
    linear = len(learned_weights()[0]) + 4  # where candidates() puts it
    own = np.mean([case.values[:, linear].std() for case in data])
    learned = np.mean([network(case.values).std() for case in data])
    return Network(network.mean, network.spread, network.hidden, network.bias, network.output * own / learned)


def hits(data: list[Case], network: Network | None) -> float:
    """The share of cases whose first sentence answers; in the linear order without a network."""
    first = [0 if network is None else int(np.argmax(network(case.values))) for case in data]
    return float(np.mean([case.gold[i] for case, i in zip(data, first, strict=True)]))


def options_of(name: str, described: str, weights: Path) -> argparse.Namespace:
    """The options of a command that learns a network."""
    parser = argparse.ArgumentParser(prog=f"python -m tests.{name}", description=described,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, help="QUESTIONS NOTICES, in turn")
    parser.add_argument("--folds", type=int, default=0, help="predict every set from the others, in so many groups")
    parser.add_argument("--write", action="store_true", help=f"write {weights.name}")
    return parser.parse_args()


def folded(data: list[list[_One]], folds: int) -> Iterator[tuple[list[_One], list[_One]]]:
    """Every group of the sets, and the rest that it is predicted from."""
    for fold in range(folds):
        yield ([case for found in data[fold::folds] for case in found],
               [case for i, found in enumerate(data) if i % folds != fold for case in found])


def main() -> int:
    """Learn, print the figures, and write the network when asked to."""
    options = options_of("fit_reranking", __doc__ or "", WEIGHTS)
    pairs = learned_from(options.paths, beside=True)
    data = of_every_set(cases, pairs)
    for fold, (left, rest) in enumerate(folded(data, options.folds), 1):
        network = learn(rest)
        sys.stdout.write(f"group {fold}: n {len(left)}  hit@1 {hits(left, None):.3f} -> {hits(left, network):.3f}\n")
    everything = [case for found in data for case in found]
    network = learn(everything)
    sys.stdout.write(f"learned from {len(everything)}: hit@1 {hits(everything, None):.3f} -> {hits(everything, network):.3f}\n")
    if options.write:
        WEIGHTS.write_text(json.dumps(table_of(network)) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
