"""What PDF fonts do to Chinese text: radicals for characters, blanks where fonts change."""

import re
import unicodedata

_RADICALS = str.maketrans(dict(zip(
    "⺁⺇⺌⺍⺏⺐⺑⺒⺓⺖⺘⺙⺟⺠⺢⺦⺩⺬⺮⺶⺼⻁⻄⻅⻆⻈⻉⻋⻌⻍⻎⻏⻐⻒⻓⻔⻗⻘⻙⻚⻛⻜⻝⻟⻠⻢⻣⻤⻥⻦⻧⻨⻩⻪⻫⻬⻭⻮⻯⻰",
    "厂几小小尢尢尢巳幺忄扌攵母民氵爿王礻竹羊月虎西见角讠贝车辶辶辶邑钅镸长门雨青韦页风飞食饣首马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙",
    strict=True)))
_WIDE = "\u3001-\u303f\u3400-\u9fff\uff00-\uffef“”‘’…—"
_GAP = re.compile(f"(?<=[{_WIDE}]) +| +(?=[{_WIDE}])")


def mended(text: str) -> str:
    """The characters that a PDF shows, without the blanks its fonts left."""
    text = text.translate(_RADICALS)
    text = re.sub("[\u2f00-\u2fd5]", lambda m: unicodedata.normalize("NFKC", m.group()), text)
    return _GAP.sub("", text)
