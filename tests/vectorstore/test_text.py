from hypothesis import given
from hypothesis import strategies as st

from vectorstore.text import (
    item_number_term,
    normalised,
    question_terms,
    sentence_spans,
    term_code,
    terms,
)

CHINESE = st.text(alphabet="整改落实,。;：、\n 　（）(1)23.5%巡視视察abcＡ\u200b", max_size=200)


def test_width_script_case_and_spacing_do_not_matter_to_the_search() -> None:
    assert normalised("巡 視\u200b整改（ＰＭ２．５）") == "巡视整改(pm2.5)"
    assert set(terms("體制機制１００％")) == set(terms("体制机制 100%"))


def test_terms_are_characters_bigrams_words_and_whole_numbers() -> None:
    assert terms("整改率99.5% PM") == ["整", "改", "率", "整改", "改率", "99.5", "pm"]


def test_question_words_weigh_less_than_what_is_asked_about() -> None:
    weights = question_terms("核酸多少")
    assert weights["核酸"] > weights["核"] > weights["多少"] > weights["多"]


def test_an_item_asked_for_by_number_meets_the_item_that_opens_with_it() -> None:
    for asked in ("第(15)项", "第15个问题", "第十五条", "第（15）项"):
        for opening in ("(15)民生", "15.民生", "十五、民生", "（15）民生", "⒖民生"):
            assert item_number_term(opening) in question_terms(asked)
    assert item_number_term("15.5%的干部") is None
    assert item_number_term("2021年3月") is None
    assert not any(term.startswith("#") for term in question_terms("第一书记是谁"))


@given(CHINESE)
def test_sentences_keep_every_character_that_is_not_blank(text: str) -> None:
    spans = list(sentence_spans(text, 20))
    assert all(0 <= a < b <= len(text) and text[a:b].strip() for a, b in spans)
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
    kept = "".join(text[a:b] for a, b in spans)
    assert "".join(kept.split()) == "".join(text.split())


@given(CHINESE)
def test_normalising_twice_changes_nothing(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_term_codes_are_the_same_in_every_process() -> None:
    assert term_code("整改") == 3604363039645945465
