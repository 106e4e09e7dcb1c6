"""The figures by which units are ranked and summed, on invented notices."""

import pytest

from tests.assistant.conftest import SHILING, YUNPU, engine_of

TAIL = "持续抓好长期整改事项,巩固整改成果。"


def ranked(first: str, second: str, question: str) -> str:
    """The answer where 云浦区 and 石泠区 say one sentence each."""
    engine = engine_of(YUNPU.replace(TAIL, first), SHILING.replace(
        "一、加强领导,推动整改\n", f"一、加强领导,推动整改\n{second}\n"))
    return engine.answer(question).text


@pytest.mark.parametrize(("first", "second", "question", "said"), [
    ("供水管网漏损率由17.6%下降到11.9%。", "供水管网漏损率由15.3%下降到12.8%。",
     "云浦区和石泠区的供水管网漏损率,哪个更低?", "更低的是云浦区(11.9%)"),
    ("为312名农民工追回工资846.2万元。", "为598名农民工追回工资431.7万元。",
     "云浦区和石泠区给农民工追回的工资加起来多少万元?", "合计1277.9万元"),
    ("全区高新技术企业由43家增至58家。", "全区高新技术企业达到85家。",
     "云浦区和石泠区的高新技术企业加起来一共多少家?", "合计143家"),
    ("给予诫勉5人、批评教育和提醒谈话37人。", "批评教育和提醒谈话22人,处分3人。",
     "云浦区和石泠区批评教育和提醒谈话加起来多少人?", "合计59人"),
    ("年收入10万元以下的村由41个减少到12个。", "年收入10万元以下的村由29个减少到9个。",
     "云浦区和石泠区年收入10万元以下的村,哪个减得最多,减了几个?", "云浦区(29个:41个-12个)"),
    ("受理的群众来信632件,办结619件。", "受理的群众来信298件,办结295件。",
     "云浦区和石泠区受理的群众来信加起来还有几件没办结?", "合计16件"),
])
def test_the_figure_of_the_kind_place_and_time_asked_for(
        first: str, second: str, question: str, said: str) -> None:
    assert said in ranked(first, second, question)


def test_what_is_only_planned_is_not_ranked_with_what_is_done() -> None:
    text = ranked("建成养老驿站12家。", "2024年计划建成养老驿站30家。",
                  "云浦区和石泠区建成的养老驿站,哪个多?")
    assert "更多的是石泠区" not in text


def test_a_sum_says_whose_figure_is_not_in_it() -> None:
    engine = engine_of(YUNPU.replace(TAIL, "问责干部113人。"), SHILING)
    text = engine.answer("各区问责干部一共多少人?").text
    assert "合计" not in text or "不含" in text
