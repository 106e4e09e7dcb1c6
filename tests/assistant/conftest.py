"""Invented notices of three invented units, one of them in two editions, and engines over them."""

from collections.abc import Callable

import numpy as np
import pytest

from assistant import Turn
from assistant.answer import Answer, Citation
from assistant.bi_encoder import learned
from assistant.engine import Engine
from assistant.library import Library, Sentence
from ingest import parse_text
from ingest.notice import Notice
from vectorstore.embeddings import encode_bundled

Ask = Callable[..., Answer]

YUNPU = """中共澜州市云浦区委关于巡视整改进展情况的通报
2021年3月8日至4月30日,省委第七巡视组对江岭省澜州市云浦区进行了巡视,2021年6月15日向云浦区委反馈了意见。按照巡视工作要求,现将整改进展情况予以公布。
一、组织整改落实情况
(一)压实责任抓整改。区委成立巡视整改工作领导小组,区委书记任组长,区长任第一副组长。领导小组召开专题会议9次。
截至11月30日,巡视反馈的6个具体问题,已完成整改4个、基本完成整改1个、长期整改1个。巡视移交信访件312件,办结297件。
二、巡视反馈问题整改进展情况
(一)反馈问题:民生保障有差距
1.教育和就业短板明显。
(1)中小学大班额问题突出。
整改情况:新建小学2所,新增学位2160个,化解大班额37个。招聘教师85名。
(2)零就业家庭帮扶不力。
整改情况:举办招聘会14场,帮助126户零就业家庭实现就业。
2.信访积案化解缓慢。
(3)漠视群众诉求。
整改情况:排查信访积案48件,化解41件,化解率85.4%。区领导接访73次。
(二)反馈问题:管党治党宽松
3.机关作风不实。
(4)违规吃喝屡禁不止。
整改情况:查处违反中央八项规定精神问题19起,处理26人。印发《云浦区公务接待管理办法》《云浦区差旅费管理细则》。
(5)公车管理混乱。
整改情况:清理超标公车11辆,追缴费用36.8万元。
(6)干部档案管理粗放。
整改情况:核查干部档案1420卷,补齐材料263份。
三、下一步工作打算
持续抓好长期整改事项,巩固整改成果。
欢迎广大干部群众对巡视整改落实情况进行监督。联系电话:0719-5550123;电子邮箱:yunpuxs@example.cn;通信地址:澜州市云浦区临江路18号,邮编:453210。
中共澜州市云浦区委
2021年12月20日
"""
SHILING = """中共砚州市石泠区委关于巡视整改进展情况的通报
2022年2月21日至4月15日,省委第四巡视组对江岭省砚州市石泠区开展了巡视。2022年5月27日,巡视组向石泠区委反馈了意见。现将整改情况通报如下。
一、加强领导,推动整改
区委常委会召开会议11次研究整改工作。
截至2022年10月31日,6个具体问题已完成整改5个、基本完成整改1个。巡视移交信访件208件,已全部办结。
二、对照反馈,逐项整改
(一)关于落实重大决策部署方面
1.关于“学位供给不足”问题
新建、改扩建学校3所,新增学位1890个。聘用教师64名。
2.关于“污水直排”问题
新建污水管网23.5公里,封堵排污口17处,投入资金4200万元。
(二)关于全面从严治党方面
1.关于“信访积案化解不力”问题
建立领导包案制度,排查信访积案57件,化解52件,化解率91.2%。
2.关于“违规发放津贴”问题
清退违规发放津贴补贴58.6万元,涉及14个单位。
3.关于“谈话函询把关不严”问题
复查谈话函询件33件,重新处置5件。
(三)关于选人用人方面
1.关于“年轻干部培养不够”问题
选派42名年轻干部到乡镇(街道)挂职,储备优秀年轻干部120名。
联系方式:监督电话0731-66600188;电子邮箱:shiling@example.org。
中共砚州市石泠区委
2022年12月9日
"""
MOCHUAN = """中共桐州市墨川县委关于巡视整改进展情况的通报
2023年3月6日至5月12日,省委第二巡视组对海屿省桐州市墨川县进行了巡视,2023年7月4日反馈了意见。现将整改进展情况予以公布。
一、整改工作组织情况
县委召开整改专题会议16次,县委书记罗维安带头领办重点问题。
二、反馈问题整改情况
(一)产业发展基础薄弱。
1.茶产业链条短。
整改情况:改造低产茶园5300亩,引进茶叶加工企业4家。
2.旅游资源闲置。
整改情况:盘活闲置民宿29处。
(二)基层治理薄弱。
1.村级财务混乱。
整改情况:审计村级财务92个村,追回资金17.3万元。
2.信访工作不细。
整改情况:排查信访积案36件,化解29件,化解率80.6%。
联系电话:0755-8889900。
中共桐州市墨川县委
2023年12月28日
"""
MOCHUAN_BEFORE = """中共桐州市墨川县委关于巡视整改进展情况的通报
2019年4月1日至5月31日,省委第五巡视组对海屿省桐州市墨川县进行了巡视,2019年8月2日反馈了意见。现将整改进展情况予以公布。
一、整改工作组织情况
县委召开整改专题会议6次。
二、反馈问题整改情况
(一)脱贫攻坚有短板。
1.茶产业带动不足。
整改情况:改造低产茶园1700亩,带动贫困户480户。
2.信访工作不力。
整改情况:排查信访积案22件,化解13件,化解率59.1%。
联系电话:0755-8881111。
中共桐州市墨川县委
2019年12月10日
"""


def vectors(_: Notice, sentences: tuple[Sentence, ...]) -> np.ndarray:
    return encode_bundled([s.text for s in sentences])


def vector(text: str) -> np.ndarray:
    return encode_bundled([text])[0]


def engine_of(*texts: str) -> Engine:
    notices = [n for i, text in enumerate(texts) for n in parse_text(text, f"{i}.txt")]
    return Engine(Library(notices), vector, vectors, learned())


@pytest.fixture(scope="session")
def engine() -> Engine:
    """An engine over 云浦区, 石泠区 and both editions of 墨川县."""
    return engine_of(YUNPU, SHILING, MOCHUAN_BEFORE, MOCHUAN)


@pytest.fixture(scope="session")
def library(engine: Engine) -> Library:
    return engine.library


@pytest.fixture(scope="session")
def ask(engine: Engine) -> Ask:
    """The answer to the last of several questions, asked one after the other."""

    def asked(*questions: str, only: tuple[str, ...] = ()) -> Answer:
        history: list[Turn] = []
        for question in questions:
            answer = engine.answer(question, history, only)
            history.append(Turn(question, answer))
        return answer

    return asked


@pytest.fixture(scope="session")
def numbered(engine: Engine) -> Callable[[Answer], None]:
    """Asserts what holds of every answer's citations."""

    def check(answer: Answer) -> None:
        cited = list(dict.fromkeys(n for s in answer.statements() for n in s.citations))
        assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
        if answer.refused:
            assert not answer.citations
        else:
            assert cited == [c.number for c in answer.citations]
        for cite in answer.citations:
            exact(engine.library, cite)

    return check


def exact(library: Library, cite: Citation) -> None:
    notice = library.notice(cite.notice_id)
    assert cite.quote == notice.text[cite.start : cite.end] and cite.quote.strip()
    assert cite.quote.strip() in cite.passage or cite.passage in cite.quote
    assert cite.district == notice.district.name
