"""All that the legs of a store hold, to be compared between stores."""

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from vectorstore import PassageStore
from vectorstore.passage import Passage


@dataclass(frozen=True)
class Legs:
    """What is in each leg: equal for stores that answer alike."""

    records: dict[str, dict[str, Any]]
    passages: dict[str, list[Passage]]
    sentences: set[str]
    postings: dict[str, dict[str, list[Any]]]
    frequencies: dict[int, int]
    pending: set[str]
    vector_ids: set[str]


def legs(store: PassageStore) -> Legs:
    """What the store's legs hold now."""
    manifest, entries = store._manifest, store._catalogue.entries
    return Legs(
        records={r.notice_id: asdict(r) for r in store.records()},
        passages={id_: store.passages(id_) for id_ in entries},
        sentences=manifest.sentence_ids(),
        postings={id_: {name: getattr(segment, name).tolist()
                        for name in segment.__dataclass_fields__}
                  for id_, segment in ((i, manifest.segment(e.key)) for i, e in entries.items())},
        frequencies=manifest.all_frequencies(),
        pending=manifest.pending(),
        vector_ids=store._dense.ids(),
    )


def assert_same_answers(one: PassageStore, other: PassageStore, queries: list[str]) -> None:
    """Both stores give the same passages with the same scores."""
    for query in queries:
        mine, theirs = ({h.passage.id: h.score for h in store.search(query, k=10_000)}
                        for store in (one, other))
        assert mine.keys() == theirs.keys()
        assert np.allclose([mine[i] for i in mine], [theirs[i] for i in mine], atol=1e-3), query


def assert_index_finds_all(store: PassageStore, share: int = 1) -> None:
    """The approximate index leads from (every ``share``-th) vector to that vector itself."""
    dense = store._dense
    ids = sorted(dense.ids())[::share]
    for id_, vector in zip(ids, dense.vectors(ids), strict=True):
        nearest = dense.vectors(dense.nearest(vector, 1))
        assert len(nearest) and float(nearest[0] @ vector) > 0.999, id_


def folder_texts(folder: Path) -> dict[str, str]:
    """The text of each notice in a folder by file name."""
    return {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.txt")}
