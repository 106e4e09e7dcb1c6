"""What is shown of a notice: the clauses that answer, within a budget."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine import Engine
from assistant.evidence import shared_grams
from assistant.finding import Finding, own
from assistant.question import understand

QUESTIONS = (
    "新增学位多少个", "信访积案化解率", "查处多少起", "追回多少钱", "有哪些措施", "巡视移交信访件多少件", "污水管网几公里", "民宿",
)


def found(engine: Engine, unit: str, text: str, budget: int = 170) -> Finding:
    question = understand(text, engine.library)
    return engine.finder.find(question, engine.library.unit(unit), budget)


@given(text=st.sampled_from(QUESTIONS), unit=st.sampled_from(["云浦区", "石泠区", "墨川县"]),
       budget=st.integers(60, 300))
def test_excerpts_keep_to_the_budget_and_to_their_sentences(
        engine: Engine, text: str, unit: str, budget: int) -> None:
    finding = found(engine, unit, text, budget)
    spans = [(e.start, e.end) for e in finding.excerpts]
    assert len(set(spans)) == len(spans) <= 5
    assert sum(e - s for s, e in spans) <= budget or len(spans) == 1
    for excerpt in finding.excerpts:
        sentence = excerpt.scored.sentence
        assert sentence.start <= excerpt.start < excerpt.end <= sentence.end
    assert 0.0 <= finding.coverage <= finding.item_coverage <= 1.0


@pytest.mark.parametrize("budget", [60, 90, 170])
def test_of_a_long_sentence_the_clause_with_the_figure_is_shown(
        engine: Engine, budget: int) -> None:
    finding = found(engine, "云浦区", "6个具体问题长期整改几个", budget)
    shown = "".join(finding.notice.text[e.start : e.end] for e in finding.excerpts)
    assert "长期整改1个" in shown


def test_headings_and_contacts_are_no_evidence(engine: Engine) -> None:
    for text in QUESTIONS:
        finding = found(engine, "云浦区", text)
        for excerpt in finding.excerpts:
            assert not excerpt.scored.sentence.heading
            assert engine.library.item(excerpt.scored.sentence).kind not in (
                "title", "signature", "contact")


def test_an_older_edition_is_searched_when_it_is_given(engine: Engine) -> None:
    unit = engine.library.unit("墨川县")
    question = understand("墨川县改造低产茶园多少亩", engine.library)
    old = engine.finder.find(question, unit, notice=unit.notices[1])
    assert "1700亩" in "".join(old.notice.text[e.start : e.end] for e in old.excerpts)


def test_what_is_missing_is_named(engine: Engine) -> None:
    finding = found(engine, "墨川县", "污水管网和民宿")
    assert "民宿" not in finding.missing
    assert any("污水" in word for word in found(engine, "墨川县", "污水管网").missing)


def test_each_unit_is_asked_its_own_part(engine: Engine) -> None:
    question = understand("云浦区的公车和石泠区的污水管网,各是多少", engine.library)
    unit = engine.library.unit("石泠区")
    assert "公车" not in own(question, unit).topic
    assert "管网23.5公里" in engine.finder.find(question, unit).excerpts[0].scored.sentence.text


def test_overlap() -> None:
    assert shared_grams("公车管理", "公车管理混乱") == 1.0
    assert shared_grams("公车管理", "民宿") == shared_grams("", "民宿") == 0.0
