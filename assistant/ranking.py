"""Which sentences of a notice answer a query: lexical, dense and answer-type evidence, fused."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass

import numpy as np

from assistant.lexicon import known_words, synonyms
from assistant.library import Library, Sentence
from assistant.wants import Want, anchored, fit
from assistant.wording import compact, grams, words
from ingest.notice import Notice

Encode = Callable[[str], np.ndarray]
SentenceVectors = Callable[[Notice, tuple[Sentence, ...]], np.ndarray]

K1, B = 1.2, 0.75
CONTEXT_WEIGHT = 0.15
NEIGHBOUR_WEIGHT = 0.2
SHORT_FORM_WEIGHT = 0.6
SYNONYM_WEIGHT = 0.5
BACKGROUND_WEIGHT = 0.6
HEADING_MATCH_WEIGHT = 2.0
FAVOURED_WEIGHT = 2.0
TIED_WEIGHT = 8.0
DENSE_WEIGHT = 0.7
ITEM_WEIGHT = 0.5
WANT_WEIGHT = 3.0
ANCHOR_WEIGHT = 1.0
ROLE_WEIGHT = 3.0
HEADING_PENALTY = 2.0
BARE_PENALTY = 3.0
BARE_LENGTH = 18
"""Sentences shorter than this without a figure or title announce rather than state."""
QUOTED_WEIGHT = 2.0
PLANNED_PENALTY = 2.0
_SETTLED = re.compile(r"已经?(?:建成|投|完成|用上|新增|开工|办)")
_PLANNED = re.compile(r"计划|预计|拟于|力争|争取")
_TELLING = re.compile(r"[\d《“\"]|[一二两三四五六七八九十]+(?:个|名|家|项)")


@dataclass(frozen=True)
class Query:
    """What is searched: ``topic`` has the content words only, ``text`` the whole question.

    ``background`` is the topic of the turn before, ``favoured`` the items that turn was about.
    """

    text: str
    topic: str
    wants: tuple[Want, ...] = ()
    favoured: frozenset[str] = frozenset()
    tied: bool = False
    background: str = ""
    anchors: tuple[str, ...] = ()
    english: bool = False
    quoted: tuple[str, ...] = ()
    role: re.Pattern[str] | None = None


@dataclass(frozen=True)
class Scored:
    """A sentence with its fused score and the evidence behind it.

    ``lexical`` and ``dense`` are z-scores within the notice, ``fit`` is the share of wanted
    answer types that the sentence holds, ``cosine`` the raw similarity.
    """

    sentence: Sentence
    score: float
    lexical: float
    dense: float
    fit: float
    cosine: float


class _NoticeIndex:
    """Postings of one notice's sentences, and of the heading paths above them."""

    def __init__(self, sentences: tuple[Sentence, ...]) -> None:
        self.sentences = sentences
        counts = [Counter(grams(s.text)) for s in sentences]
        self.lengths = np.array([sum(c.values()) for c in counts] or [1], dtype=np.float32)
        self.postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self.context: dict[str, list[int]] = defaultdict(list)
        self.texts = [compact(s.text) for s in sentences]
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
        ids = {s.item_id: k for k, s in enumerate(sentences)}
        order = {item: k for k, item in enumerate(ids)}
        self.item_of = np.array([order[s.item_id] for s in sentences] or [0])
        self.heading = np.array([s.heading for s in sentences] or [False])
        self.bare = np.array([not s.heading and len(s.text) < BARE_LENGTH
                              and not _TELLING.search(s.text) for s in sentences] or [False])


    def spelled_out(self, short: str) -> list[int]:
        """The sentences that write out a two-character short form (高企: 高新技术企业)."""
        long = re.compile(rf"{short[0]}[\u4e00-\u9fff]{{1,4}}{short[1]}[\u4e00-\u9fff]")
        return [i for i, text in enumerate(self.texts) if long.search(text)]


class Ranker:
    """Ranks a notice's sentences for a query; indexes are built once per notice."""

    def __init__(self, library: Library, encode: Encode, vectors: SentenceVectors) -> None:
        self.library = library
        self._encode = encode
        self._vectors = vectors
        self._indexes: dict[str, _NoticeIndex] = {}
        self._matrices: dict[str, np.ndarray] = {}
        self._frequency: Counter[str] = Counter()
        self._total = 0
        self._word_idf: dict[str, float] = {}
        for notice in library.notices:
            index = _NoticeIndex(library.sentences(notice))
            self._indexes[notice.id] = index
            self._total += len(index.sentences)
            for token, found in index.postings.items():
                self._frequency[token] += len(found)
        self._mean = float(np.mean(np.concatenate(
            [i.lengths for i in self._indexes.values()] or [np.ones(1, np.float32)])))

    def idf(self, token: str) -> float:
        """The token's inverse document frequency over all sentences held (nats)."""
        n = self._frequency.get(token, 0)
        return math.log(1 + (self._total - n + 0.5) / (n + 0.5))

    def weight(self, word: str) -> float:
        """How telling a word is: the idf of its rarest bigram (of itself, when short)."""
        if word not in self._word_idf:
            tokens = [t for t in grams(word) if len(t) > 1 or len(word) == 1] or [word]
            self._word_idf[word] = max(self.idf(t) for t in tokens)
        return self._word_idf[word]

    def rank(self, query: Query, notice: Notice) -> list[Scored]:
        """All sentences of the notice, best first."""
        index = self._indexes[notice.id]
        if not index.sentences:
            return []
        lexical = self._lexical(query.topic, index)
        cosine = self._matrix(notice) @ self._encode(query.text)
        z_lex, z_dense = _z(lexical), _z(cosine)
        fused = z_lex + DENSE_WEIGHT * z_dense
        fused = fused + ITEM_WEIGHT * _item_best(fused, index.item_of)
        fits = np.array([fit(query.wants, s.text) for s in index.sentences])
        weight = WANT_WEIGHT * (2 if query.english else 1)
        score = fused + weight * fits - HEADING_PENALTY * index.heading
        score = score - BARE_PENALTY * index.bare + QUOTED_WEIGHT * np.array(
            [any(q in t for q in query.quoted) for t in index.texts])
        if query.background:
            context = _z(self._lexical(query.background, index))
            score = score + BACKGROUND_WEIGHT * _item_best(context, index.item_of, 1)
        if query.anchors:
            score = score + ANCHOR_WEIGHT * np.array(
                [anchored(query.anchors, t) for t in index.texts])
        if _SETTLED.search(query.text):
            score = score - PLANNED_PENALTY * np.array(
                [bool(_PLANNED.search(t)) for t in index.texts])
        if query.role:
            score = score + ROLE_WEIGHT * np.array(
                [bool(query.role.search(t)) for t in index.texts])
        score = score + HEADING_MATCH_WEIGHT * self._heading_match(query, notice, index)
        if query.favoured:
            score = score + (TIED_WEIGHT if query.tied else FAVOURED_WEIGHT) * np.array(
                [s.item_id in query.favoured for s in index.sentences])
        return [
            Scored(index.sentences[i], float(score[i]), float(z_lex[i]), float(z_dense[i]),
                   float(fits[i]), float(cosine[i]))
            for i in np.argsort(-score)
        ]

    def coverage(self, topic_words: Collection[str], text: str) -> float:
        """Share (0–1) of the words that the text holds, by the square of their idf.

        Squared, so that a question's one telling word outweighs its verbs.
        """
        body = compact(text)
        total = found = 0.0
        for word in topic_words:
            weight = self.weight(word) ** 2
            total += weight
            found += weight * support(word, body)
        return found / total if total else 1.0

    def _matrix(self, notice: Notice) -> np.ndarray:
        if notice.id not in self._matrices:
            index = self._indexes[notice.id]
            self._matrices[notice.id] = self._vectors(notice, index.sentences)
        return self._matrices[notice.id]

    def _lexical(self, topic: str, index: _NoticeIndex) -> np.ndarray:
        """BM25 of each sentence, its neighbours and headings counting for a little."""
        scores = np.zeros(len(index.sentences), dtype=np.float32)
        norm = K1 * (1 - B + B * index.lengths / self._mean)
        whole = {w for part in topic.split() for w in words(part)}
        for token, weight in _weights(topic).items():
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

    def _heading_match(self, query: Query, notice: Notice, index: _NoticeIndex) -> np.ndarray:
        """How far (0–1) a sentence's item is named by its heading in the query."""
        asked = {t for part in query.topic.split() for t in grams(part) if len(t) > 1}
        share: dict[str, float] = {}
        for item in notice.items:
            heading = {t for t in grams(item.heading) if len(t) > 1}
            total = sum(self.idf(t) for t in heading)
            named = sum(self.idf(t) for t in heading & asked)
            share[item.id] = max(0.0, named / total - 0.4) / 0.6 if len(heading) > 2 else 0.0
        return np.array([share[s.item_id] for s in index.sentences])


def _weights(topic: str) -> dict[str, float]:
    """The tokens searched for a topic: its own, those of short forms and of synonyms."""
    weights = {g: 1.0 for part in topic.split() for g in grams(part)}
    for short in short_forms(topic):
        weights.setdefault(short, SHORT_FORM_WEIGHT)
    for word in (w for part in topic.split() for w in known_words(part)):
        for other in synonyms()[word]:
            for token in grams(other):
                if len(token) > 1:
                    weights.setdefault(token, SYNONYM_WEIGHT)
    return weights


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


def short_forms(topic: str) -> set[str]:
    """Short forms that Chinese makes of word runs: the first characters of two or three words.

    高新技术企业 gives 高企, 技企, 高技企; only those that a notice uses find anything.
    """
    forms = set()
    for run in topic.split():
        parts = [w for w in words(run) if len(w) > 1 and not w[0].isascii()]
        for i in range(len(parts)):
            for j in range(i + 1, min(i + 3, len(parts))):
                forms.add(parts[i][0] + parts[j][0])
    return forms


def support(word: str, body: str) -> float:
    """How far a compact text holds a word: 1 as it stands, else by its bigrams (at most 0.8)."""
    if word in body:
        return 1.0
    if any(other in body for other in synonyms().get(word, ())):
        return 0.9
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    if not pairs or word[0].isascii():
        return 0.0
    parts = words(word) if len(word) >= 4 else ()
    if len(parts) > 1 and parts[0][0] + parts[-1][0] in body:
        return 0.8
    return 0.8 * sum(p in body for p in pairs) / len(pairs)


def content_words(text: str, dull: Collection[str] = ()) -> tuple[str, ...]:
    """The words of a query that carry content: of the lexicon, else two characters or a digit."""
    found: dict[str, None] = {}
    for part in text.split():
        known = known_words(part)
        found.update(dict.fromkeys(w for w in known if w not in dull))
        for word in words(part):
            telling = (len(word) > 1 or word.isdigit()) and word not in dull
            if telling and not any(word in k for k in known):
                found[word] = None
    return tuple(found)


def _z(values: np.ndarray) -> np.ndarray:
    spread = float(values.std())
    return (values - values.mean()) / spread if spread > 1e-9 else np.zeros_like(values)


def _item_best(scores: np.ndarray, item_of: np.ndarray, top: int = 2) -> np.ndarray:
    """Each sentence's item score: the mean of the item's ``top`` best sentences."""
    best: dict[int, list[float]] = defaultdict(list)
    for item, score in zip(item_of, scores, strict=True):
        best[item].append(float(score))
    mean = {item: sum(sorted(v)[-top:]) / top for item, v in best.items()}
    return np.array([mean[item] for item in item_of])
