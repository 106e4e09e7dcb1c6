"""What is now, where what was found before the measures is told of the same thing."""

from assistant.citing import CitationBook
from assistant.engine import Engine
from assistant.question import superlative_of, understand
from assistant.replies.asked import Asked
from assistant.replies.desk import Desk
from assistant.replies.latest import latest
from tests.assistant.conftest import SHILING, YUNPU, engine_of

CANTEEN = YUNPU.replace(
    "整改情况:核查干部档案1420卷,补齐材料263份。",
    "巡视指出,2020年就餐满意度58.9%。整改情况:更换供餐单位1家,公示食材价格。2021年10月满意度82.4%。")
MEALS = SHILING.replace(
    "复查谈话函询件33件,重新处置5件。",
    "收回外包食堂3个,2022年9月测评,就餐满意度升至84.7%。")


def both() -> Engine:
    return engine_of(CANTEEN, MEALS)


def test_what_is_now_is_ranked_and_not_what_the_problem_states() -> None:
    text = both().answer("云浦区和石泠区整改后的就餐满意度哪个更高?").text
    assert "石泠区(84.7%),云浦区为82.4%" in text, text


def test_the_sentence_behind_the_measures_takes_the_place_of_the_problem() -> None:
    engine = both()
    desk = Desk(engine.library, engine.finder, CitationBook(engine.library))
    for asked, said in (("整改后的", "82.4%"), ("", "58.9%")):
        question = understand(f"云浦区和石泠区{asked}就餐满意度哪个更高?", engine.library)
        found = engine.finder.find(question, engine.library.unit("云浦区"))
        stated = engine.finder.narrowed(question, found, next(s for s in found.ranked if "58.9%" in s.sentence.text))
        assert said in latest(question, Asked.of(question, [stated]), stated, desk).text


def test_the_latest_figure_is_no_order_of_dates() -> None:
    assert superlative_of("两区最新的资产负债率谁更低?") == "低"
    assert not superlative_of("两区最新一个秋季学期还剩多少大班额?")
    assert superlative_of("公布日期最新的是哪个区?") == "新" == superlative_of("哪份通报最新?")
    text = both().answer("云浦区和石泠区最新的就餐满意度谁更低?").text
    assert text.startswith("更低的是云浦区") and "最新的是" not in text, text
