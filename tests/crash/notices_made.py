"""Small notices by seed: a few sentences each, no two alike."""

import random
from pathlib import Path

_AREAS = ("清河", "云溪", "青岭", "白鹭", "长汀", "石门", "南浦", "东川")
_FAULTS = ("理论学习不深入", "招商引资质效不高", "河道治理滞后", "信访积案化解不力", "档案管理混乱")


def notice_text(number: int, state: int = 0) -> str:
    """The notice of that number; another ``state`` is a later edit of it."""
    dice = random.Random(f"{number}/{state}")
    area = f"{_AREAS[number % len(_AREAS)]}{'甲乙丙丁戊己庚辛壬癸'[number // 8 % 10]}区"
    lines = [f"中共{area}委关于巡视整改进展情况的通报(第{number}号)", "一、整改落实情况"]
    for place in range(1, dice.randint(2, 4)):
        fault = dice.choice(_FAULTS)
        lines.append(f"{place}.关于“{fault}”问题。开展整治{dice.randint(2, 99)}次,"
                     f"追回资金{dice.randint(100, 99999)}元。修订制度{dice.randint(2, 30)}项。")
    return "\n".join([*lines, f"中共{area}委", "2021年12月3日", ""])


def write_notice(folder: Path, number: int, state: int = 0) -> None:
    """Write a notice's file as an editor would: whole, or not at all."""
    draft = folder / ".draft"
    draft.write_text(notice_text(number, state), encoding="utf-8")
    draft.replace(folder / f"{number:03}.txt")
