"""What a single line of a notice reads like: a title, a signer, a date, a page's own."""

import re

from ingest.dates import legible

DATE = (r"(?:(?:19|20)\d{2}\s*年\s*\d{1,2}\s*月(?:\s*\d{1,2}\s*[日号])?"
        r"|(?:19|20)\d{2}[-/.]\d{1,2}[-/.]\d{1,2}"
        r"|[一二][〇○零OoＯ0一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月(?:"
        r"[一二三四五六七八九十]{1,3}日)?)")
_DATE_LINE = re.compile(rf"[(（]?\s*{DATE}(?:\s*\d\d?:\d\d(?::\d\d)?)?\s*[)）]?\s*")
_ORG_END = (r"(?:委员会|[区县市省州盟旗镇乡]委|[工党]委|党组|党总支|党支部|委|公司|集团|大学|"
            r"学院|学校|医院|局|厅|"
            r"办公室|政府|中心|协会|银行|研究[院所]|管委会|督查室)")
_ORG_LINE = re.compile(rf"[\u4e00-\u9fff()（）·、“”A-Za-z\s]{{2,44}}{_ORG_END}(?:[(（][^)）]{{1,"
                       rf"20}}[)）])?")
_TITLE_END = re.compile(r"(?:通报|公告|公布|公示|报告|通告|情况|说明|讲话|发言|答.{0,4}记者问)[》”]?(?:\s*[(（][^)）]{1,"
                        r"24}[)）])?\s*$")
TITLE_TOPIC = re.compile(r"巡[视察]|整改|审计|督察|检查|反馈")
_SHARE = re.compile(
    r"扫一扫|扫码|分享[到至]|分享[:：]|打印本|【打印|\[打印|^打印|关闭窗口|【关闭|关闭本页|^关闭|"
    r"上一[篇条]|下一[篇条]|责任编辑|"
    r"【?编辑[:：]|【作者|相关(?:链接|阅读|新闻|文章|推荐)|字[号体][:：]|字体大小|浏览(?:次数|量)"
    r"|点击(?:数|量|率|次数)|阅读(?:次数|量)|"
    r"访问量|回顶部|返回(?:顶部|首页|列表)|我要(?:举报|纠错|评论)|登录后|版权所有|备案号?|ICP|"
    r"公网安备|网站地图|"
    r"主办单位|承办单位|技术支持|关键词[:：]|热点新闻|数字报|客户端|网友评论|^收藏$|^微信$|^微博$")
META = re.compile(
    r"(?:信息|文章|稿件|新闻)?来源[:：]|发布(?:时间|日期|机构|单位|者)|发文(?:日期|机关|时间)|"
    r"成文日期|生成日期|时间[:：]|日期[:：]|"
    r"作者[:：]|索引号|文号|主题(?:词|分类)|公开(?:类型|方式|时限)|当前位置|您(?:现在)?的位置|"
    r"首页\s*[>›»/]|"
    r"字[号体][:：]|浏览|点击|打印|分享|编辑[:：]|阅读|发表于|20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日? \d\d?:\d\d")


def is_furniture(line: str) -> bool:
    """Whether a line is a page's own (share bars, editors, page numbers), not the notice's."""
    line = line.strip()
    if re.fullmatch(r"[-—–─\s]{2,}|[-—–·]\s*\d{1,3}\s*[-—–·]|第\s*\d+\s*页.{0,8}", line):
        return True
    return len(line) <= 60 and "。" not in line and bool(_SHARE.search(line))


def is_date_line(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE_LINE.fullmatch(legible(line.strip())))


def is_organisation(line: str) -> bool:
    """Whether a line could be the name of the body that signs."""
    line = line.strip()
    return len(line) <= 44 and bool(_ORG_LINE.fullmatch(line))


def is_signed(line: str) -> bool:
    """Whether a line is a body's name with a date behind it."""
    date = re.search(DATE + "$", legible(line))
    return bool(date and 4 <= date.start() <= 44 and is_organisation(line[:date.start()]))


def is_title(line: str) -> bool:
    """Whether a line reads like the title of a notice."""
    line = line.strip().lstrip("#").strip().strip("*").strip()
    return (6 <= len(line) <= 80 and not re.search("[。!！;；|]|现将|有关规定", line)
            and bool(_TITLE_END.search(line)) and bool(TITLE_TOPIC.search(line)))
