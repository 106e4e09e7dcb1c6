"""Whole answers without a chat model: right, cited, one district's figures only."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from assistant import Assistant, Turn
from assistant.answer import Answer, Bullets, Table
from assistant.engine import Engine
from assistant.figures import Fact, facts, same
from tests.assistant.conftest import MOCHUAN, SHILING, YUNPU, Ask, engine_of

Numbered = Callable[[Answer], None]
UNITS = ("云浦区", "石泠区", "墨川县")
ASKED = (
    "{}新增了多少学位", "{}的信访积案化解率是多少", "{}信访积案化解多少件", "{}招聘了多少教师", "{}的联系电话", "{}的联系方式",
    "{}什么时候接受巡视", "{}追回了多少资金", "{}第1项的整改情况", "{}第2个问题怎么整改的", "{}有哪些问题", "{}的污水管网",
    "{}的会议开了几次", "{}有多少个问题", "{} 信访", "{}的常住人口", "{}(3)", "{}出台了哪些制度",
)
SEVERAL = (
    "三个区新增学位多少个", "各区的联系方式", "哪个区信访积案化解率最高", "三个区的落款日期", "云浦区和石泠区新增学位相差多少",
    "云浦区和石泠区新增学位一共多少个", "哪些区清退了津贴", "新增学位多少个", "第1个问题的整改情况", "库里有哪些通报?", "你好",
    "省委第四巡视组什么时候巡视云浦区", "武侯区的电话", "江岭省的两个区招聘教师多少名",
)


def cells(answer: Answer) -> dict[str, str]:
    """The cell of each unit in the answer's table."""
    (table,) = [b for b in answer.blocks if isinstance(b, Table)]
    if len(table.rows) == 1:
        return dict(zip(table.columns[1:], (s.text for s in table.rows[0][1:]), strict=True))
    return {row[0].text: row[1].text for row in table.rows}


@pytest.mark.parametrize("question", [
    *(q.format(u) for q in ASKED for u in UNITS), *SEVERAL])
def test_citations_are_exact_and_numbered_by_first_use(
        question: str, ask: Ask, numbered: Numbered) -> None:
    answer = ask(question)
    numbered(answer)
    assert answer.understood and answer.text


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("question", ASKED)
def test_another_units_figures_never_appear(
        question: str, unit: str, ask: Ask, engine: Engine) -> None:
    answer = ask(question.format(unit))
    assert {c.district for c in answer.citations} <= {unit}
    own = figures(engine.library.unit(unit).notice.text)
    foreign = [f for u in engine.library.units if u.name != unit
               for f in figures(u.notice.text) if not any(same(f, o) for o in own)]
    stated = [f for s in answer.statements() for f in figures(s.text)]
    assert not [f.text for f in stated if any(same(f, o) for o in foreign)]


def figures(text: str) -> list[Fact]:
    return [f for f in facts(text) if f.kind == "number" and not f.soft and f.unit]


@pytest.mark.parametrize(("question", "said"), [
    ("云浦区新增了多少学位", "2160个"),
    ("澜州云浦招了多少老师", "85名"),
    ("石泠区污水管网新建多少公里", "23.5公里"),
    ("墨川县改造低产茶园多少亩", "5300亩"),
    ("How many school places were added in Yunpu?", "2160个"),
    ("石泠區清退違規津貼多少錢", "58.6万元"),
    ("云浦 联系电话", "0719-5550123"),
    ("闲置民宿盘活了多少处", "29处"),
])
def test_a_fact_is_answered_in_a_sentence_or_two(question: str, said: str, ask: Ask) -> None:
    answer = ask(question)
    assert said in answer.text and not answer.refused
    assert len(answer.text) < 160
    assert any(said.split("-")[0] in c.quote for c in answer.citations)


def test_the_newest_edition_answers(ask: Ask) -> None:
    for question in ("墨川县改造低产茶园多少亩", "墨川县的联系电话", "墨川县信访积案化解率", "墨川县是哪个巡视组巡视的"):
        answer = ask(question)
        assert {c.published for c in answer.citations} == {"2023-12-28"}
    assert {c.published for c in ask("墨川县 茶园").citations} == {"2023-12-28"}


@pytest.mark.parametrize(("question", "said"), [
    ("墨川县2019年的通报里改造低产茶园多少亩", "1700亩"),
    ("墨川县2019年通报的联系电话", "0755-8881111"),
])
def test_the_older_edition_answers_on_request(question: str, said: str, ask: Ask) -> None:
    assert said in ask(question).text


@pytest.mark.parametrize(("question", "heading", "measure"), [
    ("云浦区第5个问题怎么整改的", "公车管理混乱", "11辆"),
    ("云浦区(5)的整改情况", "公车管理混乱", "11辆"),
    ("云浦区第五条整改情况", "公车管理混乱", "11辆"),
    ("云浦区5.的整改情况", "公车管理混乱", "11辆"),
    ("云浦区“公车管理混乱”是怎么整改的", "公车管理混乱", "11辆"),
    ("云浦区公车管理混乱这条怎么改的", "公车管理混乱", "11辆"),
    ("石泠区第三部分第一项整改得怎么样", "年轻干部培养不够", "42名"),
    ("石泠区第二方面第2项怎么整改的", "违规发放津贴", "58.6万元"),
])
def test_an_item_is_shown_whole(question: str, heading: str, measure: str, ask: Ask) -> None:
    answer = ask(question)
    assert answer.kind == "section"
    first, *measures = answer.statements()
    assert heading in first.text and any(measure in s.text for s in measures)
    assert len({c.item_id for c in answer.citations}) == 1
    assert all(s.citations for s in answer.statements())


def test_a_number_that_fits_several_items_shows_each(ask: Ask) -> None:
    text = ask("石泠区第1项的整改情况").text
    assert all(said in text for said in ("学位供给不足", "信访积案化解不力", "年轻干部培养不够"))


def test_the_shape_of_a_number_chooses_among_its_items(ask: Ask) -> None:
    assert "漠视群众诉求" in ask("云浦区(3)的整改情况").text
    assert "机关作风不实" not in ask("云浦区(3)的整改情况").text
    assert "机关作风不实" in ask("云浦区3.的整改情况").text


def test_a_number_without_a_unit_gives_choices_that_can_be_asked(ask: Ask) -> None:
    answer = ask("第1个问题的整改情况")
    assert answer.kind == "choice" and len(answer.choices) >= 3
    assert len({c.label for c in answer.choices}) == len(answer.choices)
    for choice in answer.choices:
        chosen = ask(choice.question)
        assert chosen.kind == "section" and not chosen.refused
        assert {c.district for c in chosen.citations} == {choice.label.split()[0]}


def test_choices_of_units_can_be_asked(ask: Ask) -> None:
    answer = ask("新增学位多少个")
    assert {c.label for c in answer.choices} == {"云浦区", "石泠区"}
    for choice in answer.choices:
        assert {c.district for c in ask(choice.question).citations} == {choice.label}


def test_a_number_beyond_the_last_is_refused_with_the_count(ask: Ask) -> None:
    answer = ask("石泠区第9个问题")
    assert answer.refused and "6个问题" in answer.text


def test_a_silent_unit_says_so_in_its_cell(ask: Ask) -> None:
    found = cells(ask("云浦区和墨川县新增学位各多少"))
    assert "2160个" in found["云浦区"] and found["墨川县"] == "通报未提及"


def test_all_units_stand_in_the_table(ask: Ask) -> None:
    for question in ("三个区新增学位多少个", "各区的联系电话", "三份通报的落款日期", "各区什么时候接受巡视", "各区信访积案化解率"):
        found = cells(ask(question))
        assert set(found) == set(UNITS)
    assert cells(ask("各区的联系电话"))["石泠区"] == "0731-66600188"
    assert cells(ask("各区的邮箱"))["墨川县"] == "通报未提及"


def test_every_cell_is_cited_or_silent(ask: Ask) -> None:
    for question in ("三个区新增学位多少个", "各区的联系方式", "各区信访积案化解率", "哪些区清退了津贴"):
        for block in ask(question).blocks:
            if isinstance(block, Table):
                for row in block.rows:
                    for cell in row[1:]:
                        assert bool(cell.citations) != ("通报未提及" in cell.text)


@pytest.mark.parametrize(("question", "top", "figure"), [
    ("哪个区信访积案化解率最高", "石泠区", "91.2%"),
    ("信访积案化解率最低的是哪个区", "墨川县", "80.6%"),
    ("哪个区新增学位最多", "云浦区", "2160个"),
    ("云浦区和石泠区哪个招聘教师最多", "云浦区", "85名"),
    ("最晚公布通报的是哪个区", "墨川县", "2023年12月28日"),
    ("哪个区最早接受巡视", "云浦区", "2021年3月8日"),
])
def test_the_highest_and_lowest_are_said_with_their_values(
        question: str, top: str, figure: str, ask: Ask) -> None:
    answer = ask(question)
    first = next(answer.statements())
    assert answer.kind == "aggregate"
    assert top in first.text and figure in first.text
    assert first.citations and first.check.state == "computed"
    assert top in {c.district for c in answer.citations if c.number in first.citations}


@pytest.mark.parametrize(("question", "said"), [
    ("云浦区和石泠区新增学位谁更少?", "更少的是石泠区(1890个)"),
    ("云浦区和石泠区新增学位,谁更多?", "更多的是云浦区(2160个)"),
    ("云浦区和石泠区反馈意见谁更早?", "更早的是云浦区(2021年6月15日)"),
    ("云浦区和石泠区反馈意见谁更晚?", "更晚的是石泠区(2022年5月27日)"),
    ("云浦区和石泠区新增学位哪个最少?", "最少的是石泠区(1890个)"),
    ("三个区信访积案化解率最高和最低的是哪个?", "最高的是石泠区(91.2%),最低的是墨川县(80.6%)"),
    ("哪个区最先接受巡视,哪个最晚?", "最先的是云浦区(2021年3月8日至4月30日),最晚的是墨川县"),
    ("云浦区和石泠区新增学位合计多少,哪个更少?", "更少的是石泠区(1890个)"),
])
def test_the_order_is_that_of_the_word_asked_with(question: str, said: str, ask: Ask) -> None:
    assert said in next(ask(question).statements()).text


def test_a_ranking_from_the_lowest(ask: Ask) -> None:
    answer = ask("三个区信访积案化解率从低到高排名")
    assert list(cells(answer)) == ["墨川县", "云浦区", "石泠区"]
    assert "最低的是墨川县" in answer.text


def test_a_difference_is_of_the_higher_and_the_lower(ask: Ask) -> None:
    assert "云浦区2160个与石泠区1890个相差270个" in ask("云浦区和石泠区新增学位哪个最少,相差多少").text


def test_like_values_differ_by_nothing() -> None:
    alike = engine_of(YUNPU, SHILING.replace("1890个", "2160个"))
    said = alike.answer("云浦区和石泠区新增学位相差多少").text
    assert "石泠区2160个与云浦区2160个相差0个" in said


def test_only_an_order_asked_for_names_the_other_end(ask: Ask) -> None:
    assert "最低" not in ask("三个区排查的信访积案化解率哪个最高").text
    assert "最低的是墨川县" in ask("三个区信访积案化解率排名").text


def test_a_ranking_runs_from_the_highest(ask: Ask) -> None:
    assert list(cells(ask("三个区信访积案化解率从高到低排名"))) == ["石泠区", "云浦区", "墨川县"]


def test_a_sum_shows_its_terms_and_is_marked(ask: Ask) -> None:
    text = ask("云浦区和石泠区新增学位一共多少个").text
    assert "4050个" in text and "云浦区2160个" in text and "石泠区1890个" in text
    assert "计算得出" in text


def test_a_difference_shows_its_terms_and_is_marked(ask: Ask) -> None:
    text = ask("云浦区和石泠区新增学位相差多少").text
    assert "270个" in text and "2160个" in text and "1890个" in text and "计算得出" in text


def test_a_difference_names_no_lowest(ask: Ask) -> None:
    assert "最低的是" not in ask("云浦区和石泠区新增学位相差多少").text


def test_what_is_summed_is_what_was_asked(ask: Ask) -> None:
    assert "122件" in ask("三个区一共化解多少件信访积案").text


def test_rates_differ_by_points(ask: Ask) -> None:
    assert "5.8个百分点" in ask("云浦区和石泠区的信访积案化解率相差多少").text


def test_the_problems_under_one_heading(ask: Ask) -> None:
    answer = ask("石泠区选人用人方面有哪些问题")
    assert "年轻干部培养不够" in answer.text


def test_the_problems_of_a_notice_are_all_listed(ask: Ask, engine: Engine) -> None:
    (block,) = ask("云浦区反馈了哪些问题").blocks
    assert isinstance(block, Bullets) and "计算得出" in block.lead
    headings = [i.heading for i in engine.library.unit("云浦区").notice.problems]
    assert len(block.entries) == len(headings) == 6
    assert all(h in e.text for h, e in zip(headings, block.entries, strict=True))


def test_the_library_tells_what_it_holds(ask: Ask) -> None:
    answer = ask("库里有哪些通报?")
    assert not answer.refused and all(unit in answer.text for unit in UNITS)
    assert "4份" in answer.text
    assert ask("有武侯区的通报吗").refused


def test_a_place_that_is_not_held_is_refused_with_what_is(ask: Ask) -> None:
    answer = ask("武侯区的联系电话")
    assert answer.refused and "武侯区" in answer.text
    assert all(unit in answer.text for unit in UNITS)


@pytest.mark.parametrize("text", ["你好", "谢谢", "你能做什么"])
def test_chatter_is_answered_in_kind(text: str, ask: Ask) -> None:
    answer = ask(text)
    assert answer.kind == "help" and not answer.refused and not answer.citations


def test_ticked_units_narrow_the_answer(ask: Ask) -> None:
    assert {c.district for c in ask("联系电话", only=("石泠区",)).citations} == {"石泠区"}
    both = ask("各区的联系电话", only=("石泠区", "墨川县"))
    assert {c.district for c in both.citations} == {"石泠区", "墨川县"}


@pytest.mark.parametrize(("questions", "said", "districts"), [
    (("云浦区新增了多少学位", "那石泠区呢"), "1890个", {"石泠区"}),
    (("云浦区新增了多少学位", "它的电话"), "0719-5550123", {"云浦区"}),
    (("云浦区第2个问题怎么整改的", "那墨川县呢"), "29处", {"墨川县"}),
    (("云浦区和石泠区新增学位各多少", "后者的电话"), "0731-66600188", {"石泠区"}),
    (("云浦区新增了多少学位", "石泠区的联系电话"), "0731-66600188", {"石泠区"}),
    (("云浦区信访积案化解率", "那石泠区呢", "墨川县呢"), "80.6%", {"墨川县"}),
])
def test_follow_ups_are_answered(
        questions: tuple[str, ...], said: str, districts: set[str], ask: Ask) -> None:
    answer = ask(*questions)
    assert said in answer.text and {c.district for c in answer.citations} == districts


def test_a_field_of_the_unit_picked_by_year(ask: Ask) -> None:
    assert "0731-66600188" in ask("各区什么时候接受巡视", "2022年的那个的电话").text


def test_the_order_of_the_notices_changes_no_answer(ask: Ask) -> None:
    turned = engine_of(MOCHUAN, SHILING, YUNPU)
    for question in ("云浦区新增了多少学位", "石泠区第2项的整改情况", "云浦区和石泠区招聘教师各多少名"):
        assert turned.answer(question).text == ask(question).text


BUNDLED = [json.loads(line) for line in
           (Path(__file__).parent / "questions.jsonl").read_text("utf8").splitlines()]


def test_every_figure_of_an_answer_stands_in_a_passage_it_cites(
        digests: Assistant, numbered: Numbered) -> None:
    lost, wrong = [], []
    for row in BUNDLED:
        history: list[Turn] = []
        for turn in row["turns"]:
            answer = digests.ask(turn, history)
            history.append(Turn(turn, answer))
        if answer.refused:
            wrong += [row["id"]] if answer.citations else []
            continue
        held = {c.number: c for c in answer.citations}
        assert list(held) == list(range(1, len(held) + 1)), row["id"]
        for cite in answer.citations:
            assert cite.quote == digests.notice(cite.notice_id).text[cite.start : cite.end]
        for statement in answer.statements():
            if not statement.citations or "计算得出" in statement.text:
                continue
            if statement.check.state == "computed":
                continue
            passages = digits("".join(held[n].passage + held[n].quote
                                      for n in statement.citations))
            lost += [(row["id"], d) for d in digits(statement.text) - passages]
    assert not wrong and not lost


def digits(text: str) -> set[str]:
    return set(re.findall(r"\d+(?:\.\d+)?", text.replace(" ", "")))
