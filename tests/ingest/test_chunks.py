"""Passages: they rejoin to the text, quote exactly, and keep their ids."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest import parse_text, passages_of
from ingest.chunks import LONGEST, pieces
from ingest.notice import Notice
from tests.ingest.invented import LAYOUTS


def rejoined(notice: Notice) -> str:
    """Passages and furniture put back in order."""
    pieces = [(p.start, p.text) for p in passages_of(notice)]
    pieces += [(f.start, notice.text[f.start:f.end]) for f in notice.furniture]
    return "".join(text for _, text in sorted(pieces))


@pytest.mark.parametrize("name", LAYOUTS)
def test_passages_rejoin_to_the_text_and_quote_exactly(name: str) -> None:
    (notice,) = parse_text(LAYOUTS[name])
    assert rejoined(notice) == notice.text
    for passage in passages_of(notice):
        assert passage.text == notice.text[passage.start:passage.end]
        item = notice.item(passage.metadata["item_id"])
        assert item.start <= passage.start < passage.end <= item.own_end
        assert notice.item_at(passage.start) == item


def test_context_is_place_and_heading_path() -> None:
    (notice,) = parse_text(LAYOUTS["running"])
    problem = notice.problems[4]
    (passage,) = [p for p in passages_of(notice) if p.metadata["item_id"] == problem.id]
    assert passage.context == (
        "青岭区 云浦市 › 巡视反馈问题整改情况 › 政治建设有差距 › 年轻干部储备不足")


def test_ids_are_unique_and_the_same_again() -> None:
    for text in LAYOUTS.values():
        first, second = (passages_of(parse_text(text, source)[0]) for source in ("a.txt", "b.txt"))
        assert [p.id for p in first] == [p.id for p in second]
        assert len({p.id for p in first}) == len(first)


def test_long_items_are_cut_at_their_points() -> None:
    point = "坚持问题导向,开展专项整治12次,修订完善制度3项" * 6 + "。"
    text = "".join(f"{n}是{point}" for n in "一二三四五六")
    cuts = pieces(text, 0, len(text))
    assert len(cuts) == 6
    assert all(text[start] in "一二三四五六" for start, _ in cuts)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(["一是学习。", "二是查处案件3件;", "没有句号的一段文字", "。", "”",
    "\n", "长" * 90]),
                max_size=60))
def test_pieces_are_the_stretch_and_none_is_empty(parts: list[str]) -> None:
    text = "".join(parts)
    cuts = pieces(text, 0, len(text))
    assert "".join(text[a:b] for a, b in cuts) == text
    assert all(a < b for a, b in cuts)
    if "。" in text[LONGEST // 3:LONGEST]:
        assert all(b - a < len(text) for a, b in cuts) or len(text) <= LONGEST


def test_real_notices_rejoin(real: dict[str, Notice]) -> None:
    for notice in real.values():
        assert rejoined(notice) == notice.text
        assert max(len(p.text) for p in passages_of(notice)) <= LONGEST
