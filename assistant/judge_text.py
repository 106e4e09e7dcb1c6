"""Text as the judge sees it: cleaned of what a page must not show, and weighed by content."""

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.figures import fold, plain
from assistant.people import ANY_NAME, POST, SURNAMES

_FENCE = re.compile(r"<{2,}|>{2,}|`{3,}\w*")
WIDTH = 12
_IMAGE = re.compile(r"!\[[^\]]*\]\s*(?:\([^)]*\)?|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\[\]]*)\]\(\s*<?[^)\s]*[^)]*\)")
_REFERENCE = re.compile(r"(?m)^\s*\[[^\]]+\]:\s*\S+.*$")
_SCRIPT = re.compile(r"(?is)<(script|style|iframe|object|svg)\b.*?(?:</\1\s*>|$)")
_TAG = re.compile(r"(?s)<!--.*?(?:-->|$)|</?[A-Za-z][^>]*(?:>|$)")
_ENTITY = re.compile(r"&(?:#\w+|lt|gt|quot|amp|nbsp);?")
_URL = re.compile(r"(?i)(?<![a-z0-9])(?:(?:https?|ftp|wss?)://|javascript:|data:[a-z]+/|www\.)[^\s,。;、)）」”》]*")
_ORDER = re.compile(
    r"(?i)忽略.{0,12}(?:指令|指示|要求|规则|提示|内容)|无视.{0,12}(?:指令|要求|规则)|不要?再?遵守"
    r"|(?:请|务必|必须|你(?:要|应|只能|现在)).{0,8}(?:回答|回复|输出|声称|告诉(?:用户|读者)|扮演)"
    r"|系统(?:提示|指令|消息)|提示词|开发者模式|ignore .{0,30}instruction|system prompt|you are now"
    r"|as an ai|作为.{0,6}(?:人工智能|AI|语言模型)"
)
_PEOPLE = re.compile(
    rf"(?:{POST}|常委|成员|干部)(?P<after>{ANY_NAME})(?=同志|担任|任|为|、|,|。|;|带|主|等|牵|$)"
    rf"|(?P<before>{ANY_NAME})(?=同志|担?任副?{POST})"
    rf"|(?<![\u4e00-\u9fff])(?P<bare>[{SURNAMES}]某{{1,2}})")
_QUOTED = re.compile(r"“([^“”]{2,})”|「([^「」]{2,})」|\"([^\"]{2,})\"")
_EMPTY = frozenset("的了和与及在对为将被把并其等也就都还由以于从到是有共已这那该此者之而或则即均各个每所中上下内后前们")
GENRE = frozenset(re.findall("..", (
    "整改问题工作区委情况开展落实组织干部巡视责任项目建设领导进行完成关于全区单位制度管理推进制定监督一步一是二是召开发展机制企业建立全面重点进一到位三是反馈意见加强"
    "会议强化严格书记教育党员学习专项方案活动检查推动目前以来部门研究实施任务规范要求相关通过坚持负责提升完善政治行动及时政府不够指导督促发现督查确保年度贯彻通知部署"
    "重要解决事项加大针对明确结合成员巡察具体县委市委通报提出有关措施成立认真深入"
)))
"""Words of every notice: sharing them shows nothing."""


def sanitised(text: str, urls: bool = False) -> str:
    """The text without images, HTML, links out and fences; bare URLs stay only if ``urls``."""
    text = _SCRIPT.sub("", _IMAGE.sub("", text))
    text = _ENTITY.sub("", _TAG.sub("", _REFERENCE.sub("", _LINK.sub(r"\1", text))))
    return _FENCE.sub("", text if urls else _URL.sub("", text))


def shingles(texts: Iterable[str]) -> frozenset[str]:
    """Every run of :data:`WIDTH` characters of the texts' letters and digits."""
    bodies = (plain(text) for text in texts)
    return frozenset(b[i:i + WIDTH] for b in bodies for i in range(len(b) - WIDTH + 1))


def leaks(text: str, secret: frozenset[str]) -> bool:
    """Whether the text repeats a run of the secret (see :func:`shingles`)."""
    return not secret.isdisjoint(shingles([text]))


def gives_orders(text: str) -> bool:
    """Whether the text speaks to a model (an injection), so that it proves nothing."""
    return bool(_ORDER.search(text))


def people(text: str) -> list[tuple[int, str]]:
    """(offset, name) of persons, where a post or 同志 beside them makes them sure."""
    return [(m.start(), m["after"] or m["before"] or m["bare"]) for m in _PEOPLE.finditer(text)]


def quoted(text: str) -> list[tuple[int, str]]:
    """(offset, words) of what stands between quotation marks."""
    return [(m.start(), next(filter(None, m.groups()))) for m in _QUOTED.finditer(text)]


@lru_cache(maxsize=8192)
def grams(text: str) -> frozenset[str]:
    """Bigrams of the Han runs (function characters left out) and whole Latin words."""
    found: set[str] = set()
    for run in re.findall(r"[a-z]{2,}|[\u4e00-\u9fff]+", fold(text).lower()):
        if run[0].isascii():
            found.add(run)
            continue
        for piece in re.split(f"[{''.join(_EMPTY)}]", run):
            found.update(piece[i:i + 2] for i in range(len(piece) - 1))
    return frozenset(found)


@lru_cache(maxsize=8192)
def letters(text: str) -> frozenset[str]:
    """The Han characters that carry content."""
    return frozenset(c for c in text if "\u4e00" <= c <= "\u9fff" and c not in _EMPTY)


def weight(tokens: Iterable[str]) -> float:
    """How much content the tokens carry; words of every notice count little."""
    return sum(0.25 if t in GENRE else 1.0 for t in tokens)


def coverage(text: str, source: str) -> float:
    """Share (0–1) of the text's content that the source has: bigrams first, characters next."""
    stated = grams(text)
    total = weight(stated)
    if not total:
        return 1.0
    held = weight(stated & grams(source)) / total
    chars = letters(text)
    common = len(chars & letters(source)) / len(chars) if chars else held
    return 0.65 * held + 0.35 * common
