"""Which unit says nothing on what the others state."""

import math

import pytest

from assistant.engine import Engine
from assistant.finding import Finding
from assistant.question import understand
from assistant.silence import FEATURES, Compared, learned, silent
from tests.assistant.conftest import Ask


@pytest.mark.parametrize(("text", "speaking"), [
    ("三个区的污水管网", {"石泠区"}),
    ("三个区的茶园改造", {"墨川县"}),
    ("三个区新增学位多少个", {"云浦区", "石泠区"}),
    ("三个区的信访积案化解率", {"云浦区", "石泠区", "墨川县"}),
    ("三个区招聘教师多少名", {"云浦区", "石泠区"}),
])
def test_in_a_comparison_the_units_that_say_nothing_are_silent(
        text: str, speaking: set[str], engine: Engine) -> None:
    question = understand(text, engine.library)
    findings: list[Finding] = [engine.finder.find(question, u, 75) for u in engine.library.units]
    best = max(findings, key=lambda f: (f.coverage, f.cosine))
    heard = {f.unit.name for f in findings if not silent(question, f, best, tuple(findings))}
    assert heard == speaking


def test_a_unit_that_says_the_term_is_not_silent(ask: Ask) -> None:
    answer = ask("三个区的信访积案问题各自是什么状况?")
    assert "通报未提及" not in answer.text
    assert {c.district for c in answer.citations} == {"云浦区", "石泠区", "墨川县"}


def test_every_feature_has_a_weight_and_a_value(engine: Engine) -> None:
    assert set(learned()) == {*FEATURES, "base"}
    question = understand("三个区新增学位多少个", engine.library)
    findings = [engine.finder.find(question, u, 75) for u in engine.library.units]
    for finding in findings:
        compared = Compared(question, finding, findings[0], findings)
        assert len(compared.features()) == len(FEATURES) and all(map(math.isfinite, compared.features()))
        assert 0 < compared.chance < 1


def test_a_unit_is_the_likelier_silent_the_less_it_says_of_what_the_others_say(engine: Engine) -> None:
    question = understand("三个区新增学位多少个", engine.library)
    findings = [engine.finder.find(question, u, 75) for u in engine.library.units]
    chance = {f.unit.name: Compared(question, f, findings[0], findings).chance for f in findings}
    assert chance["墨川县"] > max(chance["云浦区"], chance["石泠区"])


def test_a_known_thing_that_no_notice_says_is_refused(ask: Ask) -> None:
    answer = ask("三个区的医保基金各追回了多少钱?")
    assert answer.refused and "“医保基金”" in answer.text and not answer.citations
