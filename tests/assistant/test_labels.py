"""What is asked is named in the question's own words."""

from dataclasses import replace

import pytest

from assistant.engine import Engine
from assistant.labels import BLANK, LABEL, label
from assistant.question import understand


@pytest.mark.parametrize(("question", "name"), [
    ("云浦区新增学位多少个", "新增学位"),
    ("云浦区和石泠区化解了多少信访积案?", "化解信访积案"),
    ("各区的领导小组组长是谁", "领导小组组长"),
    ("云浦区和石泠区超职数配备干部的情况", "超职数配备干部的情况"),
    ("李伟光是谁", "李伟光"),
    ("云浦区信访积案有多少件,化解了多少件?", "信访积案、化解"),
    ("公车清理,云浦区和石泠区哪个清得多?", "公车清理、清得多"),
    ("云浦区怎么样", BLANK),
    ("Who was the zeppelin captain of Yunpu?", "zeppelin captain"),
])
def test_the_words_of_the_question_in_their_order(question: str, name: str, engine: Engine) -> None:
    assert label(understand(question, engine.library)) == name


def test_a_long_name_is_cut_between_words(engine: Engine) -> None:
    asked = "云浦区把公家的空房子拿来给老人办食堂给小孩办托管还给年轻人办自习室一共办了几个"
    name = label(understand(asked, engine.library))
    assert name.endswith("…") and len(name) <= LABEL + 1 and name[:-1] in asked


def test_the_words_of_a_measure_stand_in_the_order_of_the_question(engine: Engine) -> None:
    question = understand("学校建设项目审批,云浦区和石泠区哪个压缩得多?各压到多少天?", engine.library)
    mixed = replace(question, topic="审批 学校 建设项目 压缩")
    assert label(mixed) == "学校建设项目审批、压缩"
    assert label(replace(mixed, topic="审批 学校 违建")) == "学校审批违建"
