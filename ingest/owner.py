"""Whose notice it is: the names that its title, opening, signature and text give the unit."""

import re
from collections import Counter
from collections.abc import Mapping

from ingest.places import after_province, gazetteer, split

_NAME = r"[\u4e00-\u9fff（()）·]"
_BODY = (r"(?:[区县市旗镇乡局厅]|街道|大学|学院|学校|医院|集团|公司|中心|法院|检察院|银行|管委会|党校|苏木|中学|小学|幼儿园|监狱|联社|联合社|供销社|合作社|档案馆|图书馆|博物馆|文化馆|保护区|管理处|研究[院所]|林场|农场)")
_TITLED = re.compile(
    rf"\s*(?:中共|中国共产党)?((?!关于|[在对就])(?:(?!党委|党组){_NAME}){{1,26}}?{_BODY})(?:(?:工作)?委员会|党工委|党委|党组|(?:党|机关党)?(?:总支|支部)|委)?"
    r"(?:(?:主要)?负责(?:人|同志)|(?:书记|局长|厅长|主任|院长|校长|董事长)(?:[\u4e00-\u9fff]{2,3}(?=就))?)?(?:关于|落实|就|公布|\s*(?:[省市区县旗]委)?巡[视察]|整改)")
_FILLED_IN = re.compile(
    rf"(?:填报|公[示开]|报告|被巡[视察])(?:单位|党组织)[:：]\s*(?:中共)?({_NAME}{{2,26}}?{_BODY})(?:党组|党委|委员会|委|\s|$)")
_LED = re.compile(rf"(?<![\u4e00-\u9fff])((?!我|本|全|该|县委|市委|区委){_NAME}{{1,20}}?{_BODY})(?:党工委|党委|党组|委)书记")
_STAYED = re.compile(
    rf"(?:进驻|入驻|(?<=日)在|巡[视察]了(?:我们|咱们)?|巡[视察](?:我们|咱们)|到(?:我们|咱们)?)((?!我|本|全|该|组){_NAME}{{1,10}}?{_BODY})(?=[,，。;；\n住]|巡[视察]|开展)")
_SOURCED = re.compile(
    rf"来源\s*[:：|｜]\s*({_NAME}{{1,10}}?{_BODY})(?=纪委|委|党委|巡察|融媒体|整改)|({_NAME}{{1,8}}?[区县市旗])融媒体中心"
    rf"|(?<![\u4e00-\u9fff])({_NAME}{{1,10}}?{_BODY})(?:微?发布|官微)(?![\u4e00-\u9fff])")
_SPOKEN = re.compile(rf"在(?![我本全])({_NAME}{{1,10}}?{_BODY})委?[^。\n]{{0,24}}会议?上的")
_COMMITTEE = (r"(?:总支部委员会|支部委员会|工作委员会|委员会|党工委|[工党]委|(?<=[区县市省州盟旗镇乡])委|党组|党总支|总支)")
ORG = re.compile(rf"(?:中共|中国共产党)({_NAME}{{2,26}}?){_COMMITTEE}")
_INSPECTED = re.compile(
    rf"对({_NAME}{{2,30}}?)(?:党委|党组|党[(（]工[)）]委|委)?(?:领导班子)?(?:及其[^,，。]{{0,12}})?"
    r"(?:[(（][^)）]{0,20}[)）])?(?:[,，])?(?:开展|进行|实施)了?")
_TOLD = re.compile(
    rf"向({_NAME}{{2,30}}?)(?:党[(（]工[)）]委|党委|党组|区?委)(?:领导班子)?(?:和[^,，。]{{0,"
    rf"12}})?[^,，。]{{0,6}}反馈")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:自治县|自治旗|[区县市旗])(?=委|人民政府|政府)")
_FULL = re.compile(r"(?:(?!省)[\u4e00-\u9fff]){2,4}(?:市|自治州|盟|地区)[\u4e00-\u9fff]{1,6}?(?:自治县|"
                   r"自治旗|[区县旗市])")
_GENERIC = re.compile(
    r"^(?:我们|咱)|^(?:我|全|本|各|该|市|省|区|县|中央|上级|下级|国家|有关|所属|被)?(?:省|市|区|县|州|旗|盟|"
    r"校|院|学校|医院|法院|检察院|监狱|银行|中学|集团|公司|单位|地|局|厅|党组|党委)?$|"
    r"^[区县市旗镇乡校院局]?党$|^[省市区县]属|[请还的了把]|纪委|监委|^[社小园校城街学灾牧片库]区$|^(?:[市区县]?(?:经开区|高新区|开发区|工业园区?)|市?辖[区县市])$|"
    r"巡[视察]|问题|中央委员|纪律检查|领导小组|[省市]委|^[一二两三四五六七八九十几]+[区县]")
_JOINTLY = re.compile(r"[、和]([\u4e00-\u9fff]{2,14}?(?:开发区|高新区|经开区|新区))(?:党工委|管委会)?[^)）]{0,4}(?:合并|联合|共同)")
_FIRM_OR_OFFICE = re.compile(r"(?:集团|公司|[局院校厅]|大学)$")
_OWN_CITY = re.compile(r"^[省市区县州](?=[\u4e00-\u9fff]{2,}(?:局|厅|委员会|医院|中心|中学|学院|集团|公司)$)")
"""市 before an office of the city that sent the inspectors (市第二人民医院)."""


def owner(title: str, part: Mapping[str, str], text: str) -> tuple[str, tuple[str, ...]]:
    """The name of the unit as printed most fully, and other names the notice gives it.

    ``part`` holds the texts of the notice's title, opening and signature.
    """
    opening, signature = part["opening"], part["signature"]
    votes = _votes(title, opening, signature, text)
    if not votes:
        return "", ()
    unit = {name: _OWN_CITY.sub("", split(re.sub(r"[(（].*", "", name))[2]) for name in votes}
    totals: Counter[str] = Counter()
    for name, weight in votes.items():
        totals[unit[name]] += weight
    best = max(totals, key=lambda u: (totals[u], u in gazetteer()))
    fullest = max((n for n in votes if unit[n] == best), key=lambda n: (len(n), votes[n]))
    signers = (_clean(m.group(1)) for m in ORG.finditer(signature))
    named = (_clean(m.group(1)) for pattern in (_INSPECTED, _TOLD) for m in pattern.finditer(opening))
    others = [*_aside_names(title), *_aside_names(opening),
              *(n for n in named if n != best and n[:2] == best[:2] and n[-1] in best[-4:]
                and _FIRM_OR_OFFICE.search(n) and not _GENERIC.search(n)),
              *(n for n in signers if split(n)[2] != best), *_JOINTLY.findall(part["title"])]
    return re.sub(r"[(（].*", "", fullest), tuple(dict.fromkeys(others))


def _votes(title: str, opening: str, signature: str, text: str) -> Counter[str]:
    """Names that the unit may have, each with the weight of where and how it stands."""
    votes: Counter[str] = Counter()
    for source, weight in ((title, 12), (signature, 10), (opening, 6), (text, 1)):
        for found in list(ORG.finditer(source))[:40]:
            votes[_clean(found.group(1))] += weight
    for source, weight in ((title, 8), (opening, 3), (text, 1)):
        for found in list(_FULL.finditer(source))[:20]:
            votes[_after_verb(after_province(found.group(), source[:found.start()]))] += weight
    votes.update(_named_by_frame(title, text))
    for signer in re.findall(r"^\s*(?!中共)(\S+?(?:公司|集团|大学|学院|医院|局|厅|政府))(?:党组|党委)?[\s　]*(?:[一二\d]\S*)?$",
                             signature, re.MULTILINE):
        votes[_clean(signer)] += 6
    for pattern, weight in ((_INSPECTED, 8), (_TOLD, 5)):
        for found in pattern.finditer(opening):
            votes[_clean(found.group(1))] += weight
    for printed, count in Counter(m.group() for m in _PLACE.finditer(text)).items():
        votes[_known_tail(printed)] += min(count, 3)
    return Counter({n: v for n, v in votes.items() if len(n) >= 2 and not _GENERIC.search(n)})


def _named_by_frame(title: str, text: str) -> Counter[str]:
    """Names in a title, a form's fields, an address of the source, or where the group stayed."""
    votes: Counter[str] = Counter()
    if named := re.match(rf"({_NAME}{{2,30}}?)关于", title):
        votes[_clean(re.sub(rf"^(?:中共|中国共产党)|{_COMMITTEE}$", "", named.group(1)))] += 12
    if spoken := _SPOKEN.match(title):
        votes[_clean(spoken.group(1))] += 12
    if named := _TITLED.match(title):
        votes[_clean(named.group(1))] += 12
    for pattern, weight in ((_LED, 4), (_STAYED, 4), (_SOURCED, 4), (_FILLED_IN, 14)):
        for found in list(pattern.finditer(text))[:10]:
            votes[_clean(next(filter(None, found.groups())))] += weight
    return votes


def _clean(name: str) -> str:
    name = re.sub(r"\s|^(?:中共|中国共产党)", "", name)
    name = re.sub(r"^[(（][^)）]*[)）]", "", name)
    name = re.sub(r"第[一二三四五六七八九十]+届$", "", name)
    return re.sub(r"(?:工作委员会|党工委|工委|党委|党组|(?:党|机关党)?(?:总支|支部)(?:委员会)?|委员会|委)$", "", name)


def _after_verb(name: str) -> str:
    """A place's full name without the words that ran into it in front (对郴州市… → 郴州市…)."""
    end = re.search("市|自治州|盟|地区", name)
    city = name[:end.end()] if end else ""
    for offset in range(len(city) - 1):
        if city[offset:] in gazetteer():
            return name[offset:]
    return re.sub(r"^.*(?:[对向在的了和与由从赴到至寄经将是为于日月年组驻]|中共|位于|来自)(?=.+市)", "", name)


def _known_tail(name: str) -> str:
    """The end of a run of characters that the gazetteer knows, else the run without verbs."""
    for offset in range(len(name) - 1):
        if name[offset:] in gazetteer():
            return name[offset:]
    return ""


def _aside_names(text: str) -> tuple[str, ...]:
    """Names in brackets right behind a place: 天元区(株洲高新区)."""
    found = re.findall(r"[区县市旗镇局校院司团会委][(（](?:以下)?(?:统称|简称)?[:：]?[“\"]?((?!以下|统称|简称)[\u4e00-\u9fff]{3,14}?)"
                       r"(?:党工委|工委|党委|委)?[”\"]?[)）]", text)
    return tuple(f for f in found if re.search(r"[区园县市旗镇局校院司团]$", f) and not _GENERIC.search(f))
