"""The further invented notices: gold answers and quotes hold, and every unit is recognised."""

import json
from pathlib import Path

import pytest

from ingest.parse import parse_file
from tests.layouts.test_corpus import squeezed

ROOT = Path(__file__).resolve().parents[1]
FOLDERS = [*sorted(ROOT.glob("layouts/more/*"), key=lambda p: int(p.name)), ROOT / "unseen"]
UNITS = {
    "1": {"白鹭县": 14, "东屏区": 10, "安徽颍淮水务环境集团有限公司": 12},
    "2": {"岚桥区": 24, "棠河市": 23, "衡川理工大学": 18},
    "3": {"棠溪区": 16, "石渡县": 29, "云浦区": 14, "云浦经济技术开发区": 10},
    "4": {"柘溪区": 19, "望潮区": 20, "云川省港航管理局": 2},
    "5": {"江西澄湖水务集团有限公司": 23, "栖云县": 20, "陇源理工大学": 25},
    "6": {"澄浦市住房和城乡建设局": 19, "沐河县": 29, "云崮区": 27},
    "7": {"青梧县": 18, "岭海理工学院": 16, "锦泸市水务投资集团有限公司": 14},
    "8": {"澜浦市": 14, "宁湖市中心医院": 15, "泗源经济技术开发区": 15},
    "9": {"阙河区": 16, "砚溪县": 18, "塔林朝格旗": 13},
    "10": {"沅岭工程大学": 14, "赤湖市能源投资集团有限公司": 15, "青湾区": 25},
    "11": {"沅川市交通运输局": 16, "赣屏职业技术学院": 14, "石鼓湾镇": 13},
    "12": {"兰浦区": 14, "石溪县": 15, "云盘苗族侗族自治县": 17},
    "13": {"槐川市": 15, "云汐新区": 18, "桐江银行股份有限公司": 22},
    "14": {"临澜区": 13, "苍峪县": 13, "泊宁市": 15, "哈日努旗": 25},
    "15": {"澜溪区": 16, "桑河县": 17, "宁陶水务集团": 16},
    "16": {"岚浦县": 15, "沂东市人民医院医疗集团": 16, "珞州市水务局": 16},
    "17": {"枫渡市": 20, "福建省海塘滩涂管理局": 22, "栖河市第二人民医院": 17},
    "18": {"罗岚苗族侗族自治县": 15, "沅州财经大学": 16, "苇渡镇": 18},
    "19": {"雁泽区": 16, "运东区": 17, "陇川建设投资集团有限公司": 15},
    "20": {"浣川县": 19, "望津区": 14, "汝岳职业学院": 15},
    "21": {"汉沔市": 14, "澜州市住房和城乡建设局": 18, "桂海外贸集团有限公司": 17},
    "22": {"淝源县": 17, "栖川区": 18, "哈日塔拉旗": 8},
    "23": {"临沱市": 20, "江西省内河航务局": 18, "北亭街道": 16},
    "24": {"云浦区": 18, "岩门县": 17, "陵泽县": 19},
    "25": {"江西赣垣建设投资集团有限公司": 17, "云渡县": 20, "湖南湘沅工程大学": 21},
    "26": {"鹿台区": 18, "黑龙江省松嫩医院": 20, "泷岭苗族侗族自治县": 21},
    "27": {"沣川县": 18, "楚阳经济技术开发区": 18, "沂泰市住房和城乡建设局": 18},
    "28": {"云潭市": 17, "瓯澜职业学院": 20, "云台区": 21},
    "29": {"鄱湖理工学院": 17, "沂安市": 19, "澜州市住房和城乡建设局": 18},
    "30": {"澄阳区": 18, "岷原县": 18, "柘浦区": 19},
    "31": {"淮西医科大学附属第二医院": 19, "汉皋交通投资集团有限公司": 23, "桐峪县": 24},
    "32": {"云澜区": 20, "滁河机电职业技术学院": 18, "柏溪桥镇": 19},
    "33": {"潜河县": 18, "皋陵市": 21, "安徽龙岗湖经济开发区": 16},
    "34": {"云埠区": 19, "甘肃祁峰银行股份有限公司": 18, "荆原理工大学": 23},
    "35": {"坪黎县": 18, "澄浦市住房和城乡建设局": 16, "汾原理工学院": 19},
    "36": {"望岗区": 20, "沅溪市": 18, "青汶区": 21},
    "37": {"江西洪澜城乡建设集团有限公司": 18, "乌麓市人民医院": 20, "沭东经济技术开发区": 20},
    "38": {"资枫县": 17, "东泺理工学院": 17, "甘肃祁凉水务集团有限公司": 16},
    "39": {"青岚区": 18, "滏源市": 18, "达兰图旗": 17},
    "40": {"莲汀区": 18, "洛塬县": 19, "楚泽市公共交通集团有限公司": 17},
    "41": {"临槐市": 18, "柳堰镇": 18, "澧阳工程职业学院": 17},
    "42": {"临漪区": 18, "澄源县": 20, "景渡市教育体育局": 21},
    "43": {"澜川工业大学": 18, "霁川市人民医院集团": 18, "闽澄交通投资集团有限公司": 17},
    "44": {"浔岭区": 17, "栗川市": 18, "苇塘区": 16, "石浦区": 20},
    "45": {"望津区": 18, "颍南县": 19, "浒泾镇": 19},
    "46": {"青弋区": 18, "洮源县": 17, "四川省水务厅": 17, "陕西秦峪能源控股集团有限公司": 16},
    "47": {"潞川区": 20, "稷阳区": 19, "沱源市": 22},
    "48": {"岑水县": 20, "冀中理工大学": 19, "青垣市水务集团有限公司": 18},
    "49": {"汶源区": 18, "桐溪区": 20, "沱东区": 17},
    "50": {"青渡市": 20, "甘肃省陇山医院": 17, "岷川市教育和体育局": 18},
    "51": {"潭渡区": 19, "清崖县": 17, "澜港经济技术开发区": 16},
    "52": {"松岩县": 17, "云埠区": 19, "潦口市": 18},
    "53": {"澜桥区": 17, "江西赣濂建设投资集团有限公司": 20, "黔岭医科大学附属医院": 17},
    "54": {"云陂区": 20, "河阳区": 19, "涪安区": 21},
    "55": {"岚溪县": 21, "澄州市教育体育局": 17, "青禾坪镇": 20},
    "56": {"棠溪区": 17, "白渡县": 19, "盐桥区": 17},
    "57": {"岚浦市教育局": 17, "滹阳县": 20, "淮澄区国有资本投资集团有限公司": 21},
    "58": {"榕浦区": 18, "茶坪县": 19, "莱川市": 20},
    "59": {"嫩滨理工学院": 18, "荆泽市第二人民医院": 19, "石棹镇": 22},
    "60": {"云栈区": 19, "沙岭县": 17, "巢陵市住房和城乡建设局": 18},
    "61": {"淯阳经济技术开发区": 17, "溇江市": 20, "漆水区": 20},
    "62": {"漪湖区": 18, "青栎县": 20, "琅浦市": 16},
    "63": {"樟岭理工大学": 20, "云嶂港航投资集团有限公司": 19, "枫渚区": 19},
    "64": {"砚湖区": 19, "栖梧区": 18, "驼川区": 20},
    "65": {"汀禾县": 18, "澜岳市住房和城乡建设局": 16, "栖川市第二人民医院": 16},
    "66": {"棠溪区": 16, "禾浦县": 15, "栎川工程职业学院": 17},
    "67": {"汀沙区": 16, "桐麓区": 15, "岩陂市": 17},
    "unseen": {"云坪县": 20, "青堰区": 25, "江原职业技术学院": 20},
}


def questions(folder: Path) -> list[dict]:
    lines = (folder / "questions.jsonl").read_text(encoding="utf8").splitlines()
    return [json.loads(line) for line in lines if line.strip()]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_gold_answers_and_quotes_hold(folder: Path) -> None:
    texts = [squeezed(p.read_text(encoding="utf8")) for p in folder.glob("notices/*.txt")]
    for question in questions(folder):
        gold = squeezed(question["answer"])
        for alternatives in question["must_contain"]:
            assert any(squeezed(item) in gold for item in alternatives), question["id"]
        assert not any(squeezed(item) in gold for item in question["must_not_contain"])
        for source in question["sources"]:
            assert any(squeezed(source["quote"]) in text for text in texts), question["id"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("layouts/**/pairs.jsonl")), ids=lambda p: p.parent.name)
def test_pairs_quote_their_notices(path: Path) -> None:
    texts = {p.stem: squeezed(p.read_text(encoding="utf8")) for p in path.parent.glob("notices/*.txt")}
    for line in path.read_text(encoding="utf8").splitlines():
        pair = json.loads(line)
        (source,) = pair["sources"]
        assert squeezed(source["quote"]) in texts[source["doc"]], pair["id"]
        assert source["district"] in texts[source["doc"]], pair["id"]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda f: f.name)
def test_units_and_problems_are_found(folder: Path) -> None:
    found = {n.district.name: len(n.problems) for p in sorted(folder.glob("notices/*.txt"))
             for n in parse_file(p)}
    assert found == UNITS[folder.name]
