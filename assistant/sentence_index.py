"""One notice's sentences as the ranker searches them: postings, heading paths, neighbours."""

import math
import re
from collections import Counter, defaultdict

import numpy as np
from numpy.typing import NDArray

from assistant.library import Library, Sentence
from assistant.terms import SHORT_FORM_WEIGHT, token_weights
from assistant.wording import clauses, compact, grams, normalise, words
from ingest.notice import Notice

Column = NDArray[np.float64]
"""A number for every sentence of a notice."""

K1, B = 1.2, 0.75
CONTEXT_WEIGHT = 0.15
NEIGHBOUR_WEIGHT = 0.2
SCRAP = 8
"""Shorter sentences are scraps (a number left by a layout), never an answer."""
APART = frozenset(("title", "signature", "contact"))
"""Kinds of item that answer questions about a notice itself (fields), never about its content."""
BARE_LENGTH = 18
"""Sentences shorter than this without a figure or title announce rather than state."""
_TELLING = re.compile(r"[\d《“\"]|[一二两三四五六七八九十]+(?:个|名|家|项)")


class SentenceIndex:
    """Postings of one notice's sentences, and of the heading paths above them."""

    def __init__(self, notice: Notice, sentences: tuple[Sentence, ...]) -> None:
        self.notice = notice
        self.sentences = sentences
        counts = [Counter(grams(s.text)) for s in sentences]
        self.lengths = np.array([sum(c.values()) for c in counts] or [1], dtype=np.float32)
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.context: dict[str, list[int]] = defaultdict(list)
        self.texts = [compact(s.text) for s in sentences]
        self.clauses = [[normalise(s.text[a:b]) for a, b in clauses(s.text)] for s in sentences]
        for i, count in enumerate(counts):
            for token, n in count.items():
                self.postings[token].append((i, n))
            for token in set(grams(sentences[i].context)):
                self.context[token].append(i)
        self.neighbours: dict[str, list[int]] = defaultdict(list)
        for group in _full_sentences(sentences):
            tokens = {t for i in group for t in counts[i]} if len(group) > 1 else set()
            for i in group:
                for token in tokens - counts[i].keys():
                    self.neighbours[token].append(i)
        order = {home: k for k, home in enumerate(dict.fromkeys(s.home for s in sentences))}
        self.item_of = np.array([order[s.home] for s in sentences] or [0])
        self.heading = np.array([s.heading for s in sentences] or [False])
        kinds = {i.id: i.kind for i in notice.items}
        self.candidate = np.array([not s.heading and len(s.text) >= SCRAP and kinds[s.item_id] not in APART
                                   for s in sentences] or [False])
        self.bare = np.array([not s.heading and len(s.text) < BARE_LENGTH
                              and not _TELLING.search(s.text) for s in sentences] or [False])

    def spelled_out(self, short: str) -> list[int]:
        """The sentences that write out a two-character short form (高企: 高新技术企业)."""
        long = re.compile(rf"{short[0]}[\u4e00-\u9fff]{{1,4}}{short[1]}[\u4e00-\u9fff]")
        return [i for i, text in enumerate(self.texts) if long.search(text)]

    def item_best(self, scores: Column, top: int = 2) -> Column:
        """Each sentence's problem score: the mean of the problem's ``top`` best sentences."""
        best: dict[int, list[float]] = defaultdict(list)
        for item, score in zip(self.item_of, scores, strict=True):
            best[item].append(float(score))
        mean = {item: sum(sorted(v)[-top:]) / top for item, v in best.items()}
        return np.array([mean[item] for item in self.item_of])


class WordStatistics:
    """How common each token is over all sentences held."""

    def __init__(self, indexes: list[SentenceIndex]) -> None:
        self._frequency: Counter[str] = Counter()
        self._total = sum(len(index.sentences) for index in indexes)
        for index in indexes:
            for token, found in index.postings.items():
                self._frequency[token] += len(found)
        lengths = [index.lengths for index in indexes] or [np.ones(1, np.float32)]
        self._mean = float(np.mean(np.concatenate(lengths)))
        self._weights: dict[str, float] = {}

    def idf(self, token: str) -> float:
        """The token's inverse document frequency over all sentences held (nats)."""
        n = self._frequency.get(token, 0)
        return math.log(1 + (self._total - n + 0.5) / (n + 0.5))

    def weight(self, word: str) -> float:
        """How telling a word is: the idf of its rarest bigram (of itself, when short)."""
        if word not in self._weights:
            tokens = [t for t in grams(word) if len(t) > 1 or len(word) == 1] or [word]
            self._weights[word] = max(self.idf(t) for t in tokens)
        return self._weights[word]

    def bm25(self, topic: str, index: SentenceIndex) -> Column:
        """BM25 of each sentence, its neighbours and headings counting for a little."""
        scores = np.zeros(len(index.sentences))
        norm = K1 * (1 - B + B * index.lengths / self._mean)
        whole = {w for part in topic.split() for w in words(part)}
        for token, weight in token_weights(topic).items():
            idf = weight * self.idf(token)
            found = index.postings.get(token, ())
            for i, n in found:
                scores[i] += idf * n * (K1 + 1) / (n + norm[i])
            for i in index.neighbours.get(token, ()):
                scores[i] += NEIGHBOUR_WEIGHT * idf
            if not found and token in whole and len(token) == 2 and not token.isascii():
                for i in index.spelled_out(token):
                    scores[i] += SHORT_FORM_WEIGHT * idf
            held = {i for i, _ in found} | set(index.neighbours.get(token, ()))
            for i in index.context.get(token, ()):
                if i not in held:
                    scores[i] += CONTEXT_WEIGHT * min(idf, 5.0)
        return scores

    def heading_match(self, topic: str, index: SentenceIndex) -> Column:
        """How far (0–1) a sentence's item is named by its heading in the topic."""
        asked = {t for part in topic.split() for t in grams(part) if len(t) > 1}
        share: dict[str, float] = {}
        for item in index.notice.items:
            heading = {t for t in grams(item.heading) if len(t) > 1}
            total = math.fsum(self.idf(t) for t in heading)
            named = math.fsum(self.idf(t) for t in heading & asked)
            share[item.id] = max(0.0, named / total - 0.4) / 0.6 if len(heading) > 2 else 0.0
        return np.array([share[s.item_id] for s in index.sentences])


def indexes_of(library: Library) -> dict[str, SentenceIndex]:
    """The index of every notice held, by its id."""
    return {n.id: SentenceIndex(n, library.sentences(n)) for n in library.notices}


def _full_sentences(sentences: tuple[Sentence, ...]) -> list[list[int]]:
    """Runs of sentences that one full stop closes (they were cut at semicolons)."""
    runs: list[list[int]] = []
    for i, sentence in enumerate(sentences):
        last = sentences[i - 1] if i else None
        if (last and runs and last.item_id == sentence.item_id and last.text[-1] in ";；"
                and not last.heading):
            runs[-1].append(i)
        else:
            runs.append([i])
    return runs
