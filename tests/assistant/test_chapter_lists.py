"""What an annex or an opened list tells one below the other, and what was set right at once."""

import pytest

from assistant.engine import Engine
from tests.assistant.conftest import SHILING, YUNPU, engine_of

ANNEX = """附件:巡视整改建立制度清单
1.《云浦区校舍维修管理办法》(2021年8月印发)
2.《云浦区信访事项包案规定》(2021年9月印发)
3.《云浦区公车使用细则》(2021年10月印发)
"""
OPENED = """三、移交事项和专项检查
巡视移交问题线索17件,办结15件。
校园食堂专项检查与巡视同步开展,指出3个问题:
(1)食材采购不比价,涉及学校6所;
(2)留样记录补签,约谈校长4名;
(3)陪餐制度没有落实,通报学校3所。
四、下一步工作打算
"""
AT_ONCE = "巡视期间交办立行立改事项4项,均在10日内办结,包括东街公厕重新开放、校门口增设信号灯、清运河边垃圾21吨、补发保洁员工资3.6万元。"


@pytest.fixture(scope="module")
def engine() -> Engine:
    return engine_of(YUNPU.replace("三、下一步工作打算\n", OPENED).replace("欢迎广大", f"{ANNEX}欢迎广大"), SHILING)


def test_an_annex_is_listed_whole(engine: Engine) -> None:
    answer = engine.answer("云浦区通报附件里列了哪些制度?")
    assert answer.text.count("\n- ") == 2 and all(name in answer.text for name in ("校舍维修", "包案规定", "公车使用"))
    assert [c.district for c in answer.citations] == ["云浦区"] * 3


def test_a_list_is_found_by_the_sentence_that_opens_it(engine: Engine) -> None:
    answer = engine.answer("云浦区校园食堂专项检查指出了哪几个问题?请逐条列出")
    assert all(said in answer.text for said in ("比价", "留样", "陪餐")) and "问题线索" not in answer.text


def test_neither_one_word_nor_another_number_names_a_list(engine: Engine) -> None:
    assert "比价" not in engine.answer("云浦区检查了哪些地方?").text
    assert "比价" not in engine.answer("云浦区校园食堂专项检查指出了哪5个问题?").text


@pytest.mark.parametrize("question", ["云浦区巡视期间马上就改的那4件事都是什么?", "云浦区当场就改的几件事是哪些,请全部列出来"])
def test_the_one_point_of_a_section_is_not_cut_short(question: str) -> None:
    engine = engine_of(YUNPU.replace("三、下一步工作打算\n", f"三、立行立改\n{AT_ONCE}\n四、下一步工作打算\n"))
    assert all(said in engine.answer(question).text for said in ("公厕", "信号灯", "垃圾", "保洁员"))
