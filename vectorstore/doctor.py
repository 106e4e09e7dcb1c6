"""Every leg held against the manifest, and mended from it."""

from collections import Counter

import numpy as np

from errors import StoreDamaged

from .dense import DenseLeg
from .interface import DoctorReport, LegReport
from .lexical import Segment
from .manifest import Catalogue, Manifest


def examine(manifest: Manifest, dense: DenseLeg, catalogue: Catalogue) -> DoctorReport:
    """What each leg holds, lacks, and holds without reason; changes nothing."""
    return DoctorReport(
        notices=len(catalogue.entries),
        passages=catalogue.passages,
        model=dense.embeddings.model,
        legs=(
            LegReport("manifest", catalogue.passages, note=manifest.check()),
            _lexical(manifest, catalogue),
            _dense(manifest, dense),
        ),
    )


def mend(manifest: Manifest, dense: DenseLeg, catalogue: Catalogue) -> None:
    """Make both legs hold exactly what the manifest lists."""
    held, wanted = dense.ids(), manifest.sentence_ids()
    dense.delete(list(held - wanted))
    frequencies: Counter[int] = Counter()
    for entry in catalogue.entries.values():
        passages = list(manifest.passages(entry.key).values())
        dense.add([s for s in manifest.sentences(entry.key) if s.id not in held], passages)
        segment = Segment.of(passages)
        frequencies.update(dict(segment.document_frequencies()))
        if not _same(_stored(manifest, entry.key), segment):
            manifest.set_segment(entry.key, segment)
    with manifest.transaction():
        if manifest.all_frequencies() != frequencies:
            manifest.set_frequencies(frequencies)
        manifest.set_pending(manifest.pending(), False)


def _lexical(manifest: Manifest, catalogue: Catalogue) -> LegReport:
    frequencies: Counter[int] = Counter()
    held = missing = 0
    for entry in catalogue.entries.values():
        segment = Segment.of(list(manifest.passages(entry.key).values()))
        frequencies.update(dict(segment.document_frequencies()))
        if _same(_stored(manifest, entry.key), segment):
            held += entry.passages
        else:
            missing += max(entry.passages, 1)
    off = manifest.all_frequencies() != frequencies
    return LegReport("lexical", held, missing, note="检索词的计数不符" if off else "")


def _dense(manifest: Manifest, dense: DenseLeg) -> LegReport:
    wanted = manifest.sentence_ids()
    if note := dense.check():
        return LegReport("dense", 0, len(wanted), note=note)
    held = dense.ids()
    return LegReport("dense", len(held), len(wanted - held), len(held - wanted))


def _stored(manifest: Manifest, key: int) -> Segment | None:
    try:
        return manifest.segment(key)
    except StoreDamaged:
        return None


def _same(one: Segment | None, other: Segment) -> bool:
    return one is not None and all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in Segment.__dataclass_fields__
    )
