"""Official and colloquial words that stand for one another."""

from collections import Counter

from assistant.lexicon import FILE, known_words, synonyms
from assistant.wording import normalise

TWO_MEANINGS = {"建章立制", "清退", "闹心事", "空气质量", "优良率", "优良天数", "污染防治"}
"""建章立制 the rules or the making of them, 清退 staff or money, 闹心事 a
petition or a need; the quality of the air, and each of the figures that tell it;
污染防治 the keeping clean of all things, and the cleaning of one."""


def _groups() -> list[list[str]]:
    lines = FILE.read_text("utf-8").splitlines()
    return [[normalise(w) for w in line.split(" ")] for line in lines
            if line.strip() and not line.startswith("#") and ">" not in line]


def test_every_group_names_each_of_its_words_for_the_others() -> None:
    table = synonyms()
    for group in _groups():
        assert len(set(group)) > 1, group
        for word in group:
            assert set(group) - {word} <= set(table[word])


def test_no_word_stands_for_itself() -> None:
    assert all(word not in others for word, others in synonyms().items())


def test_no_word_stands_twice_unless_it_means_two_things() -> None:
    counts = Counter(word for group in _groups() for word in group)
    assert {word for word, n in counts.items() if n > 1} == TWO_MEANINGS
    assert max(counts.values()) == 2


def test_every_word_is_found_whole() -> None:
    """No word is empty, a single character, or hidden behind another one of the lexicon."""
    for group in _groups():
        for word in group:
            assert len(word) > 1, group
            assert known_words(word) == (word,)


def test_a_colloquial_word_leads_to_the_official_one() -> None:
    assert "主要负责人" in synonyms()["一把手"]
    assert "一把手" in known_words("区里的一把手是谁")


def test_the_longest_word_is_known_where_several_overlap() -> None:
    assert "领导班子成员" in known_words("领导班子成员分工")
    assert "领导班子" not in known_words("领导班子成员分工")


def test_a_general_word_leads_to_special_ones_but_not_back() -> None:
    assert "招聘岗位" in synonyms()["就业"]
    assert "就业" not in synonyms().get("创业担保贷款", ())
