"""What a notice says of itself, and the questions that ask for it."""

import pytest

from assistant.counts import progress_of
from assistant.field_values import say_date
from assistant.fields import FIELDS, fields_asked, of_the_notice
from assistant.library import Library
from assistant.question import understand
from ingest import parse_text
from tests.assistant.conftest import YUNPU
from tests.ingest.invented import LAYOUTS

BY_NAME = {f.name: f for f in FIELDS}


def asked(question: str, library: Library) -> list[str]:
    understood = understand(question, library)
    return [f.name for f in fields_asked(understood.text, understood.topic)]


@pytest.mark.parametrize(("question", "names"), [
    ("云浦区的联系电话是多少", ["phone"]),
    ("云浦 电话", ["phone"]),
    ("云浦区邮箱和邮编", ["email", "postcode"]),
    ("云浦区的信寄到什么地址", ["address"]),
    ("云浦区怎么反映问题", ["contact"]),
    ("云浦区什么时候接受巡视的", ["inspected"]),
    ("巡视组什么时候向云浦区反馈的意见", ["feedback"]),
    ("云浦区的通报什么时候公布的", ["published"]),
    ("云浦区是哪个巡视组巡视的", ["group"]),
    ("云浦区巡视结束到反馈间隔多少天", ["gap"]),
    ("云浦区有多少个问题", ["total"]),
    ("云浦区来的是省里第几组", ["group"]),
    ("云浦区哪天被告知巡视结果的", ["feedback"]),
    ("写信的话云浦区该寄到哪条路几号", ["address"]),
    ("云浦区通报末尾署的是什么日子", ["signed"]),
    ("云浦区传真是多少", ["fax"]),
    ("云浦区定了多少条整改措施", ["measures"]),
    ("云浦区从收到反馈到公布拖了多久", ["delay"]),
    ("巡视组在云浦待了多久,哪一组", ["stay", "group"]),
    ("云浦区巡视持续了多少天", ["stay"]),
    ("省委巡视组现场巡视从开始到结束时间跨度最长的是哪个区", ["stay", "inspected"]),
    ("云浦区的通报公布得最晚吗", ["published"]),
    ("云浦区是哪个巡视组、什么时候巡视的?", ["group", "inspected"]),
    ("两个区里有几个是2021年接受省委巡视的?", ["inspected"]),
])
def test_questions_for_a_field(question: str, names: list[str], library: Library) -> None:
    assert asked(question, library) == names


@pytest.mark.parametrize("question", [
    "云浦区信访积案化解多少件", "云浦区什么时候印发公务接待管理办法", "云浦区举报电话接到多少条酒驾线索", "2019年那次省委巡视给云浦区提了多少个问题", "石泠区什么时候封堵排污口",
])
def test_questions_for_content_ask_for_no_field(question: str, library: Library) -> None:
    assert asked(question, library) == []


@pytest.mark.parametrize("topic", [
    "那里的联系电话", "第3巡视组2021年进驻的日期", "给每家写信,邮编填", "各区通报的落款时间", ""])
def test_words_about_a_notice_leave_nothing_of_its_content(topic: str) -> None:
    assert of_the_notice(topic)


@pytest.mark.parametrize("topic", ["举报电话的线索", "给农民工追回的工资", "巡河", "学位"])
def test_words_of_content_are_left(topic: str) -> None:
    assert not of_the_notice(topic)


@pytest.mark.parametrize("question", [
    "What is the phone number of Yunpu?", "What is Shiling's email address?",
])
def test_english_questions_for_a_field(question: str, library: Library) -> None:
    assert asked(question, library)


@pytest.mark.parametrize(("field", "text"), [
    ("phone", "0719-5550123"), ("email", "yunpuxs@example.cn"), ("postcode", "453210"),
    ("address", "澜州市云浦区临江路18号"), ("inspected", "2021年3月8日至4月30日"),
    ("feedback", "2021年6月15日"), ("published", "2021年12月20日"), ("group", "省委第七巡视组"),
    ("gap", "2021年4月30日至2021年6月15日,46天"), ("total", "6个具体问题"),
])
def test_a_field_is_read_with_its_place(field: str, text: str, library: Library) -> None:
    notice = library.unit("云浦区").notice
    value = BY_NAME[field].read(notice)[0]
    assert text in value.text
    printed = notice.text[value.start : value.end]
    assert printed.strip()
    if field in ("phone", "email", "postcode", "address", "group"):
        assert text in printed


def test_a_field_that_is_not_given_has_no_value(library: Library) -> None:
    notice = library.unit("墨川县").notice
    assert [BY_NAME[n].read(notice) for n in ("email", "postcode", "address")] == [[], [], []]


def test_full_width_figures_are_read() -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in "0719-5550123")
    (notice,) = parse_text(YUNPU.replace("0719-5550123", wide))
    assert BY_NAME["phone"].read(notice)[0].text == wide


@pytest.mark.parametrize(("printed", "texts"), [
    ("0719-5550123（工作日8:30—17:30）", ["0719-5550123（工作日8:30—17:30）"]),
    ("0719-5550123（区委办公室）、0719-5550124（区纪委）",
     ["0719-5550123（区委办公室）", "0719-5550124（区纪委）"]),
    ("0719-5550123，监察室0719-5550124（24小时）", ["0719-5550123", "监察室0719-5550124（24小时）"]),
    ("0719-5550123，传真0719-5550124", ["0719-5550123"]),
    ("0719-555 0123", ["0719-555 0123"]), ("0719-5 550 123", ["0719-5 550 123"]),
])
def test_a_telephone_comes_with_whose_it_is_and_with_the_next(printed: str, texts: list[str]) -> None:
    (notice,) = parse_text(YUNPU.replace("0719-5550123", printed))
    values = BY_NAME["phone"].read(notice)
    assert [v.text for v in values] == texts
    assert all(v.text[-9:] in notice.text[v.start : v.end] for v in values)


@pytest.mark.parametrize(("line", "period"), [
    ("公示期为2021年12月20日至2022年1月10日。", "2021年12月20日至2022年1月10日"),
    ("意见受理到2022年1月10日为止。", "到2022年1月10日为止"),
    ("公开期限自2021年12月20日起15个工作日。", "自2021年12月20日起15个工作日"),
    ("公示期15个工作日。", "15个工作日"), ("公布时间:2021年12月20日至2022年1月10日。", "2021年12月20日至2022年1月10日"),
])
def test_the_period_in_which_opinions_are_taken(line: str, period: str) -> None:
    (notice,) = parse_text(YUNPU.replace("联系电话", line + "联系电话"))
    assert [v.text for v in BY_NAME["period"].read(notice)] == [period]


@pytest.mark.parametrize(("told", "text"), [
    ("128条措施完成113条,完成率88.3%。", "128条措施完成113条,完成率88.3%"),
    ("制定整改措施146条,截至11月30日已落实131条,其余按时序推进。", "措施146条,截至11月30日已落实131条"),
    ("195条举措完成181条。", "195条举措完成181条"), ("制定整改措施146条。", ""),
])
def test_how_many_measures_are_carried_out(told: str, text: str) -> None:
    (notice,) = parse_text(YUNPU.replace("领导小组召开专题会议9次。", told))
    values = BY_NAME["measures_done"].read(notice)
    assert [v.text for v in values] == ([text] if text else [])


@pytest.mark.parametrize(("question", "names"), [
    ("云浦区定了多少条整改措施,完成了多少", ["measures", "measures_done"]), ("云浦区的整改措施完成率是多少", ["measures_done"]),
    ("云浦区完成了多少个问题", ["total", "progress"]), ("化解隐性债务的年度计划,云浦区完成率多少", []),
    ("云浦区被指出的问题加起来一共多少个", ["total"]),
])
def test_measures_and_problems_are_told_apart(question: str, names: list[str], library: Library) -> None:
    assert asked(question, library) == names


@pytest.mark.parametrize("question", ["云浦区公示到哪天截止", "云浦区的公示期多久", "云浦区这份通报公布到哪天为止", "对云浦区的意见受理到几号"])
def test_the_period_is_asked_for(question: str, library: Library) -> None:
    assert asked(question, library) == ["period"]


def test_every_field_of_every_notice_is_in_bounds(library: Library) -> None:
    for notice in library.notices:
        for field in FIELDS:
            for value in field.read(notice):
                assert 0 <= value.start < value.end <= len(notice.text) and value.text


def test_progress_is_what_the_summary_says(library: Library) -> None:
    notice = library.unit("云浦区").notice
    progress = progress_of(notice)
    assert progress and (progress.done, progress.total) == (4, 6)
    assert "长期整改1个" in notice.text[progress.start : progress.end]
    assert progress_of(library.unit("墨川县").notice) is None


def test_progress_without_a_comma_before_it(library: Library) -> None:
    progress = progress_of(library.unit("石泠区").notice)
    assert progress and (progress.done, progress.total) == (5, 6)


@pytest.mark.parametrize(("summary", "progress"), [
    ("12个问题完成整改9个,基本完成2个,长期坚持1个;87条措施完成81条,完成率93.1%。", (9, 12, "")),
    ("12个问题完成整改9个,完成率75%;87条措施完成81条,完成率93.1%。", (9, 12, "75%")),
    ("反馈的问题归纳为3类12个问题,制定措施87条。完成整改9个,取得阶段性成效1个。", (9, 12, "")),
    ("完成整改9个,基本完成2个,未完成1个。", (9, 12, "")),
    ("反馈12个具体问题。整改到位9个,取得阶段性成效2个,长期坚持1个;87项措施中已完成81项,正在推进6项。", (9, 12, "")),
])
def test_progress_counts_problems_and_not_measures(
        summary: str, progress: tuple[int, int, str]) -> None:
    (notice,) = parse_text(LAYOUTS["running"].replace("区委成立领导小组,召开会议3次。", summary))
    found = progress_of(notice)
    assert found and (found.done, found.total, found.rate) == progress


def test_the_page_and_the_signature_may_bear_different_dates(library: Library) -> None:
    (notice,) = parse_text(LAYOUTS["running"].replace(
        "\n根据省委", "\n发布时间:2021-12-06 09:30 来源:区委办\n根据省委", 1))
    assert [v.text for v in BY_NAME["signed"].read(notice)] == ["2021年12月3日"]
    assert [v.text for v in BY_NAME["published"].read(notice)] == ["2021-12-06"]
    assert asked("云浦区的通报落款是哪天", library) == ["signed"]
    assert asked("云浦区的通报什么时候公布的", library) == ["published"]


def test_dates_are_said_in_chinese() -> None:
    assert say_date("2021-04-01") == "2021年4月1日"
    assert say_date("2021-04") == "2021年4月"
    assert say_date("2021-06-30", "2021-04-01") == "6月30日"
    assert say_date("2022-06-30", "2021-04-01") == "2022年6月30日"


def test_an_address_may_follow_a_comma() -> None:
    (notice,) = parse_text(YUNPU.replace("通信地址:澜州市云浦区临江路18号,邮编:453210", "来函,澜州市云浦区临江路18号,邮编453210"))
    assert [v.text for v in BY_NAME["address"].read(notice)] == ["澜州市云浦区临江路18号"]


def test_labels_spaced_out_are_read() -> None:
    (notice,) = parse_text(YUNPU.replace(
        "联系电话:0719-5550123;", "电\u3000\u3000话:0719-5550123\u3000传\u3000\u3000真:0719-5550124;"))
    assert [v.text for v in BY_NAME["fax"].read(notice)] == ["0719-5550124"]
    assert [v.text for v in BY_NAME["phone"].read(notice)][:1] == ["0719-5550123"]


def test_of_several_counts_the_one_that_the_outline_bears_out() -> None:
    (notice,) = parse_text(YUNPU.replace(
        "领导小组召开专题会议9次。", "各单位认领巡视反馈的共性问题74个。"))
    assert [v.key for v in BY_NAME["total"].read(notice)] == [6.0]
