"""What people call an organisation: its name with words left out (颍淮水务集团, 港航局)."""

import re

import jieba

from assistant.wording import normalise

_DISTRICT = re.compile(r"(?:区|县|市|州|旗|盟|镇|乡|街道)$")
_LEGAL = re.compile(r"(?:股份|集团)?有限(?:责任)?公司$|股份公司$")
_ZONE = re.compile(r"(?:经济技术|经济|高新技术产业|高新技术)?(?:开发区|经开区|高新区)")
_BODY = re.compile(r"(?:集团|公司|局|大学|学院|学校|医院|附院|[一二三四五六七八九]院|中心|委)$")
_KIND = re.compile(_BODY.pattern + "|(?:经开区|高新区|开发区)$")
_GENERIC = frozenset(
    "集团 公司 大学 学院 学校 医院 管理局 管理 局 委员会 管委会 委 中心 开发区 环境 发展 投资 控股 建设 经济 技术 产业 科技 "
    "经济技术 高新技术 有限公司 附属 人民 第一 第二 职业 师范 理工 省 市 总 国家级 国家 环境集团 投资集团 发展集团 控股集团 建设集团 理工大学 职业学院 人民医院 管理局".split())
_ABBREVIATED = (("经济技术开发区", "经开区"), ("经济技术开发区", "开发区"), ("经济开发区", "经开区"), ("高新技术产业开发区", "高新区"), ("管理局", "局"),
                ("住房和城乡建设局", "住建局"), ("人力资源和社会保障局", "人社局"), ("市场监督管理局", "市场监管局"),
                ("市场监督管理局", "市监局"), ("自然资源和规划局", "资规局"), ("自然资源和规划局", "自规局"),
                ("生态环境局", "环保局"), ("交通运输局", "交通局"), ("教育体育局", "教体局"),
                ("卫生健康委员会", "卫健委"), ("发展和改革委员会", "发改委"), ("文化广电和旅游局", "文旅局"),
                ("应急管理局", "应急局"), ("农业农村局", "农业局"), ("城市管理综合行政执法局", "城管局"),
                ("城市管理局", "城管局"), ("国有资产监督管理委员会", "国资委"), ("退役军人事务局", "退役军人局"),
                ("公共交通", "公交"), ("轨道交通", "轨交"), ("农村商业银行", "农商行"), ("农村商业银行", "农商银行"), ("供销合作社联合社", "供销社"),
                ("中级人民法院", "中院"), ("人民法院", "法院"), ("人民检察院", "检察院"), ("高级中学", "高中"), ("住房公积金管理中心", "公积金中心"),
                *((f"第{n}中学", f"{n}中") for n in "一二三四五六七八九"), ("国有资本投资", "国投"), ("交通建设投资", "交建投"), ("城乡建设投资", "城建投"),
                ("城市建设投资", "城投"), ("交通投资", "交投"), ("能源投资", "能投"), ("农业投资", "农投"),
                ("文化旅游投资", "文旅投"), ("旅游投资", "旅投"), ("水务投资", "水投"),
                *((f"第{n}人民医院", short) for n in "一二三四五六七八九" for short in (f"{n}院", f"{n}医院")),
                *((f"附属第{n}医院", short) for n in "一二三四五六七八九"
                  for short in (f"附属{n}院", f"{n}附院", f"附{n}院", f"第{n}医院")),
                ("附属医院", "附院"),
                ("人民医院", "医院"), ("委员会", "委"), ("师范大学", "师大"), ("财经大学", "财大"), ("工业大学", "工大"), ("科技大学", "科大"),
                ("交通大学", "交大"), ("理工大学", "理工"), ("师范学院", "师院"), ("职业技术学院", "职院"), ("职业学院", "职院"), ("农业大学", "农大"), ("医科大学", "医大"))
_KINDS = (
    (re.compile(r"(?:集团|公司)$"), re.compile(r"(?<![\u4e00-\u9fff])(?:集团|(?:这|该|那)(?:家|个)(?:公司|集团|国企|企业))(?!化|有限|学校|作战)")),
    (re.compile(r"(?:大学|学院|学校)$"), re.compile(r"(?:这|该|那)(?:所|个)(?:大学|学校|高校)|全校|校党委|校领导")),
    (re.compile(r"(?:经济技术|经济)?开发区$|经开区$"), re.compile(r"经开区|开发区(?=的|呢|[,。?]|$)")),
    (re.compile(r"高新(?:技术产业开发)?区$"), re.compile(r"高新区")),
    (re.compile(r"医院$"), re.compile(
        r"(?:这|该|那)(?:家|个)医院|全院|院党委|(?:(?<![\u4e00-\u9fff])|(?<=\s[和与跟、]))医院(?=[的呢有在欠和与跟、,?还哪自]|违规|公车|食堂|招|采购|药)")),
    (re.compile(r"局$"), re.compile(r"(?:这|该|那)个局|全局(?!性)|局党组|局党委")),
    (re.compile(r"县$"), re.compile(r"全县|县里|(?:这|该|那)个?县")),
    (re.compile(r"[^州]市$"), re.compile(r"(?:这|该|那)个?市(?!场|民)")),
)
_OF_A_PLACE = re.compile(r"^([\u4e00-\u9fff]{2,3})[区县市旗](?=[\u4e00-\u9fff]{4})")
"""The place that an organisation's name begins with, whose kind may be left out."""
LONGEST = 8
"""Characters of a name from which a part of it is no short name any more."""


def short_names(name: str, regions: tuple[str, ...] = ()) -> frozenset[str]:
    """The normalised short names of an organisation; none of a district, whose name is short.

    ``regions`` are the city and province that its name may begin with. Segmenters know few
    names, so any run of its characters may stand before its kind (水务 + 集团).
    """
    core = _LEGAL.sub(lambda m: "集团" if m.group(0).startswith("集团") else "", normalise(name))
    whole, core = core, _without_region(core, regions)
    within = {core, _without_region(whole, regions[:1])}
    found = {short for long, short in _ABBREVIATED if "附" in short and len(short) > 2 and long in core}
    if _DISTRICT.search(core) and not re.search(r"(?:开发区|高新区|新区)$", core):
        return frozenset()
    if (kind := _KIND.search(core)) and len(kind.group()) > 1 and (region := whole.removesuffix(core)):
        found |= {region + kind.group(), re.sub(r"[省市县区]$", "", region) + kind.group()}
    once = _shortened(within)
    for form in once | _shortened(once):
        kind = _KIND.search(form)
        stem = form[: kind.start()] if kind else form
        heads = {stem[:n] for n in range(2, len(stem) + 1)
                 if n > 2 or not jieba.dt.FREQ.get(stem[:2])}
        found |= {form, *(h for h in heads if not _BODY.search(h) or h == stem and form == core)}
        runs = {stem[i:j] for i in range(len(stem)) for j in range(i + 2, min(len(stem), i + LONGEST) + 1)}
        found |= {run + kind.group(0) for run in runs if kind and run not in _GENERIC}
    for form in _shortened({whole}):
        if _OF_A_PLACE.match(form):  # 淮澄区国投集团, 淮澄国投
            found |= {_OF_A_PLACE.sub(r"\1", form), _KIND.sub("", _OF_A_PLACE.sub(r"\1", form))}
    return frozenset(f for f in found if f not in _GENERIC)


def _shortened(forms: set[str]) -> set[str]:
    """The forms of a name, and those with one of its parts in its short form."""
    return forms | {form.replace(long, short) for form in forms
                    for long, short in _ABBREVIATED if long in form}


def _without_region(core: str, regions: tuple[str, ...]) -> str:
    """A name without the province and the city that it begins with, in that order."""
    for region in (normalise(r) for r in regions if r):
        rest = core.removeprefix(region).removeprefix(re.sub(r"[省市]$", "", region))
        core = core if _ZONE.fullmatch(rest) else rest
    return core


def only_of_its_kind(question: str, names: tuple[str, ...]) -> tuple[str, str] | None:
    """A unit meant by its kind (集团, 全校), where one of that kind is held; with the words."""
    for kind, said in _KINDS:
        if match := said.search(question):
            held = [name for name in names if kind.search(_LEGAL.sub("公司", name))]
            if len(held) == 1:
                return held[0], match.group(0)
    return None
