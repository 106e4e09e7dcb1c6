"""What a question asks: which units, which items, what kind of answer, about what."""

import re
from dataclasses import dataclass, replace
from typing import Literal

import jieba

from assistant.asides import without_aside
from assistant.colloquial import written
from assistant.english import in_chinese
from assistant.glossary import chinese
from assistant.library import Library
from assistant.places import Mention, mentions
from assistant.wants import SUM_ASKED, Want, wants_measured, wants_of
from assistant.wording import normalise
from ingest.markers import STEM, number_of

Intent = Literal[
    "greeting", "ability", "library", "outline", "section", "profile", "compare", "aggregate",
    "which", "fact",
]
Scope = Literal["none", "units", "all"]

_CN = "一二三四五六七八九十两百"


@dataclass(frozen=True)
class ItemRef:
    """A number by which a question names an item: its value and the shape it was typed in.

    ``shape`` is "(1)", "1.", "(一)", "一、" or "" (第15项: fits any shape). ``part`` is the
    number of the part it is said to stand in (第三部分第二项), 0 when none is named. ``chapter`` is
    the word by which it names what holds items (部分, 方面), "" for an item itself.
    """

    number: int
    shape: str = ""
    part: int = 0
    chapter: str = ""


@dataclass(frozen=True)
class Question:
    """A question as understood.

    ``own_topics`` pairs a unit with its own topic where the question asks each something else,
    ``own_asked`` with the words it was asked in, where the turns before did that;
    ``background`` is the topic of the turn before; ``favoured`` are the items it was about, to
    which a question is ``tied`` that says next to nothing itself.
    ``along`` are the units that the turns before asked the same of.

    ``text`` is what is answered (a follow-up made whole), ``asked`` what was typed, ``topic`` its
    content words without places and question words.
    """

    asked: str
    text: str
    topic: str
    intent: Intent
    scope: Scope
    units: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    refs: tuple[ItemRef, ...] = ()
    quoted: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()
    wants: tuple[Want, ...] = ()
    superlative: str = ""
    english: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    favoured: frozenset[str] = frozenset()
    tied: bool = False
    inherited: bool = False
    background: str = ""
    own_topics: tuple[tuple[str, str], ...] = ()
    own_asked: tuple[tuple[str, str], ...] = ()
    along: tuple[str, ...] = ()

    def about(self, units: tuple[str, ...], scope: Scope = "units") -> "Question":
        """The same question asked of other units."""
        return replace(self, units=units, scope=scope)


_GREETING = re.compile(
    r"^(?:你好|您好|hi|hello|嗨|在吗|谢谢|感谢|再见|早上好|晚上好|哈喽)[啊呀吗!！。,.~ ]*$", re.I)
_ABILITY = re.compile(
    r"^你(?:是谁|是什么|是?(?:干|做)什么|能做什么|会什么|可以做什么|有什么功能)|你能(?:做|干|帮我做)(?:什么|啥|些什么)|怎么(?:使用|用)(?:你|这个)"
    r"|使用说明|有什么功能|what can you do|who are you", re.I)
_LIBRARY = re.compile(
    r"(?:你|^库|(?:资料|通报|文件)?(?<![^\W料报件你们在这个咱录])库里?|资料库?|系统|这儿|这里|手头|这批(?:材料|通报)?|这些(?:材料|通报))[^,。?]{0,8}(?:有|收录|收了|包含|能查|涵盖|装)[^,。?]{0,10}"
    r"(?:哪些|哪几|几|多少|什么)[^,。?]{0,12}(?:区|县|市|通报|材料|文件|资料|地方|单位|文档|篇|份)"
    r"|有没有[^,。?]{0,14}(?:的)?(?:通报|材料|资料|文件)|^有[^,。?]{0,14}的?(?:通报|材料)(?:吗|么)|通报在?(?:库里)?有几份|(?:能|可以|可否|能不能)[^,。?]{0,4}查[^。?]{0,18}(?:通报|材料|资料|吗)"
    r"|(?:资料|库|通报库)里?[^,。?]{0,14}(?:收|有|录|存)(?:了|着)?(?:的是)?(?:哪|几)[^,。?]{0,4}(?:区|县|市|份|篇|家|单位)"
    r"|收录(?:了)?(?:哪|几|多少|吗|没)|(?<![^\W料报件你们在这个咱录])库里[^。?,、的]{0,16}(?:几份|哪里|哪些|多少)"
    r"|(?:哪些|哪几个|几个|多少)(?:区|县|地方|单位)的(?:巡视|巡察)?(?:整改)?(?:进展)?(?:情况)?(?:的)?通报(?=[?,。呢吗]|$)"
    r"|(?:你|这儿|这里|库|资料库?|手头|手上|系统)里?[^,。?]{0,8}有没有[^,。?]{1,10}(?:省|市|区|县)?的?(?:[?,。]|$|材料|通报)|(?:省|市|区|县|的)[^,。?]{0,3}(?:你|这儿|这里|库里|手头)[^,。?]{0,4}有(?:没有|吗)"
    r"|第[一二三四五六七八九十\d]+巡[视察]组[^,。?]{0,12}(?:哪些?|哪几个?|几)(?:份|篇|个)?(?:通报|区|县|地方|市)"
    r"|(?:几个|哪些|哪几个|哪个|哪份)[^,。?]{0,6}(?:是|由|被)[^,。?]{0,4}第[一二三四五六七八九十\d]+巡[视察]组"
    r"|分属(?:于)?哪|(?:分别)?(?:属于|归属于?|隶属于?|属)(?:哪个?|哪些|什么)(?:省|市)"
    r"|哪(?:一|几)?(?:份|篇|个区的?)通报[^,。?]{0,4}20\d\d年|20\d\d年(?:公布|发布|落款|印发|公开)的(?:是)?(?:哪|有)"
    r"|which districts|what (?:notices|districts|documents)|how many (?:notices|districts)"
    r"|(?:最新|最早|最近)的(?:一[份篇])?通报(?:是|$)", re.I)
_HELD = re.compile(r"收|有|存|在库|查得到|找得到|(?:几|多少)[份篇]|哪(?:一|几)?年|从哪|来源|出处")
_HELD_AROUND = re.compile(
    r"收录|资料库|库里|资料|通报|材料|文件|手头|手上|这里|这儿|系统|你们?|什么时候|哪天|何时|日期|公布|发布|发|分别|对应|具体|请问|查得到|找得到"
    r"|大学|学院|学校|公司|企业|集团|医院|单位|机关|这批|这些|来源|出处|全部|所有|总共|一共|共|多少|哪些|哪里|哪儿|什么|自治区|[省市区县个份篇家里中的是了有没收存吗呢么吧啊几哪一都和从来年,?。、 ]")
_OUTLINE = re.compile(
    r"分[成为](?:了)?(?:哪几|哪些|几|哪[两二三四五六七八九十\d])[^,。?]{0,8}(?:方面|类|部分)|(?:发现|反馈|指出|列出?|列了|存在|查出|点出|提出)[^,。?]{0,8}(?:了)?(?:哪些|哪几|哪[两二三四五六七八九十\d](?!个?大?方面)|什么|多少)[^,。?]{0,8}(?:问题|方面|毛病)(?!线索)"
    r"|(?:哪|[一二三四五六七八九十\d]+)大?(?:个)?(?:方面|大类|类)(?:的)?(?:突出)?问题?[^,。?]{0,6}(?:分别|是什么|有哪些|是哪|都是)"
    r"|(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|条|项|类|大类)(?:具体)?问题(?:都|分别|各)*(?:是|有|为)(?:什么|哪|啥)|列(?:出|举)[^,。?]{0,12}(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:个|条|项|类)(?:具体)?问题"
    r"|问题(?:清单|目录|列表)|全部问题(?:是|有|列)|通报的?(?:目录|提纲|结构|框架)|有哪些(?:方面|部分|大类)?(?:的)?问题$")
_SCOPED = re.compile(
    r"(?:方面|领域|这块|板块|部分)[^,。?]{0,10}(?:问题|毛病)|(?:哪几|哪些|[三四五六七八九十])(?:个|条|项)?问题(?:都|分别)?(?:是|有)?(?:啥|什么|哪)"
    r"|有哪(?:几|些)(?:个|条|项)?问题|问题(?:列了|有|包括|是)(?:哪几|哪些|什么)")
_SECTION = re.compile(
    r"(?:写|说|讲|改|做|干|办|搞|报告|汇报|谈)(?:了|的)?(?:些)?(?:什么|啥|些啥|哪些)|咋(?:样|整改|改)|整改了(?:些)?(?:什么|哪些)|整改(?:的)?(?:成效|效果|落实)|整改得?怎|怎么(?:整改|改|写|说|解决|做|办)|如何(?:整改|解决|做)|(?<![多少几][条项个])整改(?:情况|得|措施|办法|进展|结果|到|了什么|怎么样|如何)|改得?(?:怎么样|如何|怎样)|采取了?(?:哪些|哪几[项条个]|什么)(?:措施|办法|举措|做法)|讲(?:的)?(?:是)?什么"
    r"|是什么(?:问题|内容)|完整|具体内容|全文|说的?(?:是)?什么|内容|做了(?:什么|哪些)|介绍|详情|怎样(?:整改|解决)|的整改[?。]*$")
_SUPERLATIVE = re.compile(
    r"最(早|晚|多|少|高|低|长|短|大|小|先|快|慢|后(?!留|的|面|写|一)|好|差|新(?=的?(?:是|为)?(?:哪|谁|通报)|[?。]|$)|久)|(?:谁|哪[一]?[个家边])(先)(?=被|接受|进|开始|收到|反馈|发|公)|排(?:名|序|行|个队)|(?:哪个|哪[一]?[区县市家]|谁)(?:更|比较|的?更)?(高|低|多|少|大|小|早|晚|长|短|快|慢)"
    r"|(?:哪个|哪[一]?[家边区县市]|谁)[^,。?]{0,12}?(?:得更?|更|(?:比例|比重|占比|率|[升降增涨跌减压]幅)更?)(多|少|快|慢|高|低|好|大|小|早|晚|狠|猛|厉害)|(?:哪[一]?[个家边]|谁)[^,。?最更]{1,12}?(多|少|高|低|早|晚|快|慢)(?=[?。,]|$|一?[些点])|(?:得|更)?(多|少|高|低|早|晚)还是|从(?:高到低|多到少|低到高|少到多|早到晚|大到小)|(" + SUM_ASKED + r")|(相差|(?<!还)差了?多少|(?<!还)差了?几|差距|高(?:出|了)?多少|多(?:出|了)多少|少(?:了)?多少|比[^,。?]{1,12}[多少高低][^,。?比]{0,6}(?:多少|几))|(平均)")
_WHICH = re.compile(r"(?:哪些|哪几个?|哪个|哪[一两三四]个?|有没有)(?:区|县|市|地方|单位|通报|学校|地区)")
_WHO_MENTIONS = re.compile(r"(?:谁|哪[些几]?[个家份篇]?(?:通报|单位)?)[^,。?]{0,4}(?:提到|提及|说到|写到|讲到|谈到|涉及)")
_BIG = "壹贰叁肆伍陆柒捌玖拾"
_REF = re.compile(
    rf"第\s*[((]?\s*(\d{{1,3}}|[{_CN}]{{1,4}})\s*[))]?\s*(?:个(?:具体|反馈|整改)?问题|项问题|条问题|项|条|个(?=问题|整改|是|$|,|的|讲|说)|号|行(?=[那这的写讲说列是])|点(?!\d)|款|大项|笔(?:账)?(?!\d)|本账|问(?!责))")
_REF_AMONG = re.compile(rf"其([{_CN}]{{1,2}})(?=[\"是讲说写那这怎]|的|问题|整改|$)")
_REF_BARE = re.compile(r"(?<![\d.第])(\d{1,2})(?:号(?:账|问题)|(?:条|项|号)(?=[那这][个条项]|[说讲写列]的|是个?什么问题)|(?=[说讲写]的(?!是?对)))")
_REF_BRACKET = re.compile(rf"(?<![\d年月])[((【〔〖\[]\s*(\d{{1,3}}|[{_CN}]{{1,3}})\s*[))】〕〗\]]")
_REF_DOT = re.compile(r"(?<![\d.A-Za-z])(\d{1,2})\s*[..、](?!\d)")
_REF_PLAIN = re.compile(
    rf"(?:问题|条目|编号|序号|专项|item|no\.?|#)\s*[((]?\s*(\d{{1,3}}(?![\d年月日个%.起件条家名人项处次户所万亿]|\s+(?:people|middle|primary|high|hospital|school|plant|village))"
    rf"|[{_CN}]{{1,3}}(?=[)\"”】是的讲说改整怎如、,。?\s]|具体|采取|都|$))", re.I)
_PART = re.compile(rf"第?\s*\(?([{_CN}{_BIG}\d]{{1,3}})\)?(?:大)?(?:部分|方面|大类|大项|章|类(?=的?第|里第|中第|下))|({STEM})[编类篇组](?=第|的|里|中)|(?:表|清单|方面|板块|部分|类别)[\"”]?\s*([{_CN}])[\"”]?(?=第|的|里|中)")
_TITLED = re.compile(
    r"(?:关于|对于|针对|对)?([^,。?、 ]{3,30}?)(?:的问题|问题)? ?(?:那|这)(?:一)?(?:条|项|部分|个问题|块|点|段|节)(?!线索)"
    r"|(?:关于|对于|针对)([^,。?]{3,30}?)(?:的)?问题")
_CODE = re.compile(
    r"(?<![\d.A-Za-z])\d{1,2}(?:\.\d{1,2}){1,3}(?![\d.%]|\s*(?:[万亿个件名人元公米吨倍平亩]|项目))"
    r"|(?:(?<=编号)|(?<=问题)|(?<=[第〔【\[(]))\d{1,2}[-—]\d{1,2}(?=[〕】\])]|[^\d年月日万亿个项件名人元%]|$)"
    r"|(?<![\d.A-Za-z-])\d{1,2}[-—]\d{1,2}(?=号?[这那](?:一?[条项个]|里)|号?(?:条|问题)|[讲说写]的?|的?(?:是|指)(?:什么|哪)|(?:是)?(?:怎么|如何)[整改处办])"
    r"|(?<![a-z])[ivx]{1,4}[-—]\d{1,2}(?!\d)|(?:(?<![\u4e00-\u9fff\d])[一二三四五六七八九十]|附?表\d?)[-—]\d{1,2}(?=[这那的是讲说写]|号|条|问题|里|$)"
    r"|(?<![a-z])(?:[甲乙丙丁戊己庚辛][-—]?|[a-z]{1,2}[-—]|[\u4e00-\u9fff][·.])\d{1,2}(?!\d)"
    r"|(?<![a-z])[a-z]\d{2}(?!\d|[a-z])|(?<![a-z])[a-z]\d(?=[这那]|的?(?:整改|问题|内容|情况)|问题|号|条|项|[是讲说写]|$)")
"""A number of several parts, as lists have them: 2.1, 2-5, 乙-03, a09."""
_QUOTED_CODE = re.compile(r"[\u4e00-\u9fffa-z][-—·.]?\d{1,2}")
_NESTED = re.compile(
    rf"(?<![\d年月.])(\d{{1,3}}|(?<=第)[{_CN}]{{1,4}})\s*(?:个问题|项问题|条问题|问题|项|条|号)?"
    rf"(?:的|中的?|里的?|下面的?|之)?第?\s*\((\d{{1,2}}|[{_CN}]{{1,3}})\)")
"""An item within an item: 第17个问题的第(3)条, 17(3)."""
_QUOTED = re.compile(r"[“\"「『‘]([^”\"」』’]{2,60})[”\"」』’]")
_SCAFFOLD = re.compile(
    r"(?:清理|整治|治理|整改)(?:之|以)?后(?=[,\s]|还|现在|分别|各|的)|(?<=[,;。?])(?:通报(?:里|中)?)?(?:没|未)[^,。?]{0,8}的(?:地方|区|县)?(?:也|就|都|请)*(?:说|注明|标|指|写|讲|列)[^,。?]*|(?<=[,;。?])有[^,。?]{1,6}的[^,。?]{0,3}(?:标|注|写|列)[^,。?]*|"
    r"(?:可)?(?:别|不要)(?:搞混|弄混|混)(?:了|淆)?|没(?:有)?(?:写|提|提到|提及)(?:的|到的)?(?:区|县|地方)?(?:也|就)?(?:请)?(?:说明|说|注明|标明)?(?:一下)?|(?:都|也)?列(?:一下|出来|给我|出)|[两二三四五六七]地|[三四五六七八九十](?:家|份)(?:里面?|当中|之?中)?(?=[,的谁哪各])|(?:加(?:在)?)?一块儿|加起来|加(?:在)?一(?:块|起)|双方|两边|两家|[这那]一?(?:[条项块]|个问题|部分)|后来|[这那]家|两个区|两区|哪边|谁(?:更)?(?:高|多|低|少)(?:一点|一些)?"
    r"|[一二两三四五六七八九十\d]个(?:区|县|市)(?![域块])|[((]\s*[、,和 ]*\s*[))]|请问|(?<![申宴聘邀提报])请(?=你|帮|告|给|说|列|把|问|您)你?|麻烦|帮我|帮忙|告诉我|我想(?:知道|问|了解)(?:一下)?|想(?:问|知道|了解)(?:一下)?|说说|讲讲|看看|查(?:一)?下|列(?:出来|给我|一下)|给我|一下"
    r"|(?:这|那)?[一二两三四五六七八九十\d几各]?(?:份|篇)?通报(?:里|中|上|的时候|的)?|资料里(?:的)?|库里(?:的)?|文件里|横向看看|我?(?:要|想)?做[个张份]?(?:对照|对比|比较)?表格?[:,]?|对比一下|比较一下|对比|比较|横向")
_ASK = re.compile(
    r"多少|哪些|哪个|哪几(?:个|家|项|种|所|条)?|哪家|哪里|哪儿|哪样|哪(?:一)?天|哪(?:一)?年|哪[两三四五六七八九十]个?|哪(?:一)?[项条]|几成|几(?=[个位家所名件条项次套户处份人趟辆亩天])"
    r"|什么时候|啥时候|什么样|什么|啥|怎么样|怎么(?:回事)?|怎样|如何|为什么|为何|为啥|是不是|有没有|是否|分别(?:是|有|为)?|各自|各(?:有|是|为|新|覆)?(?=多少|几)"
    r"|(?:做到|达到)(?:了)?什么程度|程度|具体(?:是|有)?|一共|总共|到底|究竟|大概|来着|了吗|了没|吗|呢|吧(?=[?。!,]|$)|啊|呀|哦|嘛|谁|对(?:不对|吗|吧)|叫什么|多大|多高|多久|多长|最(?=[高低多少早晚长短])")
_MONTHS = re.compile(
    r"\b(january|february|march|april|june|july|august|september|october|november|december"
    r"|may(?=,? \d)|(?:(?<=\d )|(?<=\d(?:st|nd|rd|th) )"
    r"|(?<=\b(?:in|of|by) )|(?<=\b(?:since|until) ))may)\b(?:,? (20\d\d))?")
"""Months; may only beside a year or day, or behind a word that a time follows."""
_ENGLISH = re.compile(r"[A-Za-z]{3,}")


def understand(text: str, library: Library, only: tuple[str, ...] = ()) -> Question:
    """The question as it stands, its history left aside; ``only`` narrows 'all' to ticked units."""
    norm = written(normalise(text))
    english = len(_ENGLISH.findall(text)) >= 3
    if english and (plain := in_chinese(norm, library.pinyin)):
        return understand(plain, library, only)
    found = mentions(norm, library)
    if not found.every and len(found.units) < 2 and (rest := without_aside(norm)) != norm:
        norm, found = rest, mentions(rest, library)
    masked = found.masked
    english = english and not re.search(r"[\u4e00-\u9fff]{4,}", masked)
    refs = _refs(_CODE.sub(" ", masked))
    quoted = tuple(q for q in _QUOTED.findall(norm))
    titles = tuple(next(filter(None, m.groups())).strip(" 的") for m in _TITLED.finditer(masked))
    titles += (*_CODE.findall(masked), *(q for q in quoted if _QUOTED_CODE.fullmatch(q)))
    superlative = superlative_of(norm)
    question = Question(
        asked=norm, text=text if norm == normalise(text) else norm, topic=topic_of(masked), intent="fact", scope=_scope(found),
        units=found.units, unknown=found.unknown, refs=refs, quoted=quoted, titles=titles,
        wants=wants_of(masked), superlative=superlative, english=english,
        corrected=found.corrected,
        own_topics=_own_topics(found, masked),
    )
    if english and (terms := chinese(norm)):
        figures = re.findall(r"\d+(?:\.\d+)?(?:年(?:\d+月)?|月)?", question.topic)
        topic = " ".join((*terms, *figures))
        question = replace(question, topic=topic, text=f"{text} {topic}")
    if question.scope == "all":
        question = question.about(only or library.names, "all")
    if superlative and len(question.units) > 1:
        question = replace(question, wants=wants_measured(question.wants, masked))
    return replace(question, intent=_intent(question, norm, masked))


def superlative_of(norm: str) -> str:
    """The word by which a normalised question ranks, sums or compares figures; "" for none."""
    found = _SUPERLATIVE.search(norm)
    return next(filter(None, found.groups()), "排") if found else ""


def _own_topics(found: Mention, masked: str) -> tuple[tuple[str, str], ...]:
    """Each unit's own topic where units are given different ones (A的X和B的Y,各是多少)."""
    if len(found.at) != 2 or found.every:
        return ()
    (first, one), (second, two) = found.at
    stop = re.search(r"[,;。?]", masked[second:])
    if re.match(r"\s*(?:都|均|也|各|分别)", masked[second:]):
        return ()
    end = second + stop.start() if stop else len(masked)
    tail, head = masked[end:], masked[:first]
    topics = [topic_of(head + " " + re.sub(r"[和与跟及同、]\s*$", "", part.strip()))
              for part in (masked[first:second], masked[second:end])]
    apart = all(len(topic_of(p)) >= 3 for p in (masked[first:second], masked[second:end]))
    if apart and topics[0] != topics[1] and not re.search(r"还是", masked[first:second]):
        return ((one, f"{topics[0]} {topic_of(tail)}".strip()),
                (two, f"{topics[1]} {topic_of(tail)}".strip()))
    return ()


def _scope(found: Mention) -> Scope:
    if found.every:
        return "all"
    return "units" if found.units else "none"


def _intent(question: Question, norm: str, masked: str) -> Intent:
    several = len(question.units) > 1
    if _GREETING.search(norm):
        return "greeting"
    if _ABILITY.search(norm):
        return "ability"
    if (_LIBRARY.search(norm) or _only_of_the_library(masked) or _only_of_the_library(norm)) and not question.refs:
        return "library"
    if (_OUTLINE.search(masked) or _SCOPED.search(masked)) and not several and not question.refs:
        return "outline"
    named = (question.quoted or question.titles) and not several
    if question.refs or _numbered(question.titles) or (named and _SECTION.search(masked)):
        return "section"
    if several and (_WHICH.search(norm) or _WHO_MENTIONS.search(norm)) and not question.superlative:
        return "which"
    if several and (question.superlative or re.search(r"一共|总共", masked)
                    and not re.search(r"各|分别|每", norm)):
        return "aggregate"
    return "compare" if several else "fact"


def _numbered(titles: tuple[str, ...]) -> bool:
    """Whether an item is named by a number of several parts (2.1, 乙-03)."""
    return any(re.fullmatch(r"[\d.]+|[甲-龥][-—·.]?\d+|\w{1,2}[-—]\d+|[a-z]\d+", title) for title in titles)


def _only_of_the_library(masked: str) -> bool:
    """Whether a question, its places left out, says nothing but that notices are held."""
    return (bool(re.search(r"通报|材料|资料|库里", masked) and _HELD.search(masked))
            and not _HELD_AROUND.sub("", masked))


COUNTED = 3
"""Numbers up to this count things of a sort (第二条船闸) rather than items, before a noun."""
_ORDINAL = re.compile(
    r"(?!问题|整改|内容|措施|任务|具体|要求|反馈|情况)(?![是的讲说写怎和与及到里中有改整落这那呢吗进做采])[\u4e00-\u9fff]")


def _refs(text: str) -> tuple[ItemRef, ...]:
    if nested := _NESTED.search(text):
        above, number = map(number_of, nested.groups())
        if above and number:
            return (ItemRef(number, _bracketed(nested.group(2)), above),)
    found: list[ItemRef] = []
    inside = next(reversed(list(_PART.finditer(text))), None)  # of several, one within the other, the innermost
    rest = _PART.sub(" ", text)
    for pattern, shape in ((_REF, ""), (_REF_BRACKET, "()"), (_REF_DOT, "."), (_REF_PLAIN, ""),
                           (_REF_BARE, ""), (_REF_AMONG, "")):
        for match in pattern.finditer(rest):
            token = match.group(1)
            number = number_of(token)
            counts = number <= COUNTED and match.group(0)[-1:] in "项条" and _ORDINAL.match(
                rest[match.end() :])
            if not number or counts:
                continue
            if shape == "()":
                kind = _bracketed(token)
            elif shape == ".":
                kind = "1."
            else:
                bracket = re.search(r"[((]", match.group(0))
                kind = _bracketed(token) if bracket else ""
            found.append(ItemRef(number, kind))
        rest = pattern.sub(" ", rest)
    if inside and (part := number_of(next(filter(None, inside.groups())))):
        found = [replace(ref, part=part) for ref in found]
    if not found:
        found = _chapters(text)
    return tuple(dict.fromkeys(found))


_CHAPTER = re.compile(
    rf"第\s*([{_CN}{_BIG}\d]{{1,3}})\s*个?大?(部分|方面|大类|章|类)(?=[的里中]?(?:问题)?(?:都|又|分别|具体)*(?:是|有|讲|说|写|包括|列|提|指|怎|呢|第|[,。?]|$))")


def _chapters(text: str) -> list[ItemRef]:
    """The chapter that a question names by its number (第二部分, 第二部分第三方面)."""
    said = [(number_of(m.group(1)), m.group(2)) for m in _CHAPTER.finditer(text)]
    if not said or not said[-1][0]:
        return []
    return [ItemRef(said[-1][0], "", said[0][0] if len(said) > 1 else 0, said[-1][1])]


def _bracketed(number: str) -> str:
    """The shape of a number in brackets."""
    return "(1)" if number.isdigit() else "(一)"


def topic_of(masked: str) -> str:
    """The content words of a question, its places blanked: no question words, nothing polite."""
    text = _SCAFFOLD.sub(" ", _MONTHS.sub(_month, masked))
    text = _ASK.sub(" ", text)
    text = re.sub(r"[?!！。]|(?<![\u4e00-\u9fff])[和与在跟及都各有的](?![\u4e00-\u9fff])|(?<=[\u4e00-\u9fff])比(?=\s|$)", " ", text)
    text = " ".join(map(_unjoined, text.split()))
    return re.sub(r"\s+", " ", text).strip(" ,。、的")


def _unjoined(piece: str) -> str:
    """A piece without the 和, 在 or 都 that joined it to a place, but with that of 和谐, 在建, 都市."""
    for word in jieba.lcut(piece):
        if word.strip("和与及跟在、,都"):
            break
        piece = piece.removeprefix(word)
    return piece


def _month(match: re.Match[str]) -> str:
    names = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    month = f"{names.index(match.group(1)[:3]) + 1}月"
    return f"{match.group(2)}年{month}" if match.group(2) else month


def asks_whole(question: Question) -> bool:
    """Whether a question asks what was done about something, not for one fact of it."""
    return bool(_SECTION.search(normalise(question.asked)))
