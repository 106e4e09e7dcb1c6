"""Official and colloquial words that stand for one another."""

from assistant.lexicon import FILE, known_words, synonyms
from assistant.wording import normalise


def test_every_group_names_each_of_its_words_for_the_others() -> None:
    table = synonyms()
    for line in FILE.read_text("utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        group = {normalise(w) for w in line.split()}
        assert len(group) > 1, line
        for word in group:
            assert group - {word} <= set(table[word])


def test_no_word_stands_for_itself() -> None:
    assert all(word not in others for word, others in synonyms().items())


def test_a_colloquial_word_leads_to_the_official_one() -> None:
    assert "主要负责人" in synonyms()["一把手"]
    assert "一把手" in known_words("区里的一把手是谁")


def test_the_longest_word_is_known_where_several_overlap() -> None:
    assert "领导班子成员" in known_words("领导班子成员分工")
    assert "领导班子" not in known_words("领导班子成员分工")
