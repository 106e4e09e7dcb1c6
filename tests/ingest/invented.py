"""Invented notices in a dozen layouts, and files made of them."""

HEAD = (
    "中共云浦市青岭区委关于巡视整改进展情况的通报\n"
    "根据省委统一部署,2021年3月1日至5月20日,省委笫三巡视组对云浦市青岭区进行了巡视。"
    "7月9日,省委第三巡视组向青岭区委反馈了巡视意见。现将整改情况予以公布。\n")
TAIL = (
    "欢迎广大干部群众对巡视整改落实情况进行监督。联系电话:0999-1234567;电子邮箱:a@b.example。\n"
    "中共云浦市青岭区委\n2021年12月3日\n")
FAULTS = ("理论学习不深入", "招商引资质效不高", "河道治理滞后", "信访积案化解不力",
    "年轻干部储备不足", "档案管理混乱")


def numbered(number: int, kind: str) -> str:
    """A number as a family writes it."""
    cn = "一二三四五六七八九十"[number - 1]
    return {
        "一、": f"{cn}、", "(一)": f"({cn})", "（一）": f"（{cn}）", "1.": f"{number}.",
        "1、": f"{number}、", "(1)": f"({number})", "（１）": f"（{chr(0xFF10 + number)}）",
        "①": chr(ord("①") + number - 1), "⒈": chr(ord("⒈") + number - 1),
        "⑴": chr(ord("⑴") + number - 1), "㈠": chr(ord("㈠") + number - 1),
        "壹、": "壹贰叁肆伍陆"[number - 1] + "、", "问题1:": f"问题{number}:",
        "第一部分": f"第{cn}部分 ", "第一条": f"第{cn}条 "}[kind]


def running(outer: str, group: str, inner: str, label: bool = True) -> str:
    """Sections, two groups of three problems whose numbers run on."""
    lines = [numbered(1, outer) + "组织整改情况", "区委成立领导小组,召开会议3次。",
             numbered(2, outer) + "巡视反馈问题整改情况"]
    for place, fault in enumerate(FAULTS, 1):
        if place in (1, 4):
            lines.append(numbered(1 if place == 1 else 2, group) + "政治建设有差距")
        lines.append(numbered(place, inner) + fault + "。")
        lines.append(("整改情况:" if label else "") + f"开展专项整治{place}次,完成率{place}0.5%。")
    lines += [numbered(3, outer) + "下一步工作打算", "持续用力,久久为功。"]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def restarting(outer: str, group: str, inner: str) -> str:
    """The same, with numbers that start again in each group, heading and text in one line."""
    lines = [numbered(1, outer) + "整改组织情况。区委成立领导小组。",
             numbered(2, outer) + "反馈问题整改落实情况"]
    for place, fault in enumerate(FAULTS):
        if place in (0, 3):
            lines.append(numbered(1 if place == 0 else 2, group) + "关于政治建设方面")
        lines.append(f"{numbered(place % 3 + 1, inner)}关于“{fault}”问题。"
                     f"一是开展整治{place + 2}次。二是修订制度{place + 1}项。")
    return HEAD + "\n".join(lines) + "\n" + TAIL


def bracketed() -> str:
    """【】 areas, 【问题】 and 【整改】 in turn, no numbers."""
    lines = []
    for place, fault in enumerate(FAULTS):
        if place in (0, 3):
            lines.append("【政治建设方面】" if place == 0 else "【组织建设方面】")
        lines += [f"【问题】{fault}。", f"【整改】开展整治{place + 2}次。"]
    return HEAD + "\n".join(lines) + "\n" + TAIL


def plain() -> str:
    """Paragraphs without any number."""
    body = [f"针对{fault}的问题,区委开展整治{place + 2}次,修订制度{place + 1}项。"
            for place, fault in enumerate(FAULTS)]
    return HEAD + "\n\n".join(body) + "\n\n" + TAIL


def named_in_prose() -> str:
    """One paragraph a group, in which each problem is named in quotation marks, no numbers."""
    body = [numbered(1, "一、") + "组织整改情况", "区委成立领导小组,召开会议3次。",
            numbered(2, "一、") + "逐项推进整改"]
    for name, faults in (("政治建设", FAULTS[:3]), ("组织建设", FAULTS[3:])):
        body.append(f"在{name}方面。" + "".join(
            f"针对“{fault}”问题,区委开展整治{len(fault)}次。修订制度2项。" for fault in faults))
    return HEAD + "\n".join([*body, numbered(3, "一、") + "下一步打算", "持续用力。"]) + "\n" + TAIL


def numbered_blocks() -> str:
    """Classes, and 问题1【问题】 with 【整改】 on the next line."""
    body = [numbered(1, "壹、") + "组织整改情况", "区委成立领导小组。",
            numbered(2, "壹、") + "问题清单及整改情况"]
    for place, fault in enumerate(FAULTS, 1):
        if place in (1, 4):
            body.append("第一类 聚焦政治建设" if place == 1 else "第二类 聚焦组织建设")
        body += [f"问题{place}【问题】{fault}。", f"【整改】开展整治{place}次。"]
    body += [numbered(3, "壹、") + "今后工作打算", "持续用力,久久为功。"]
    return HEAD + "\n".join(body) + "\n" + TAIL


def labelled_lines() -> str:
    """Labels that have a line of their own: 【反馈问题】, 【整改措施】, 【整改成效】."""
    body = []
    for place, fault in enumerate(FAULTS):
        body += ["【反馈问题】", f"{fault}。", "【整改措施】", f"修订制度{place + 2}项。",
                 "【整改成效】", f"开展整治{place + 2}次。"]
    return HEAD + "\n".join(body) + "\n" + TAIL


def tabbed() -> str:
    """A table with tabs, a row that names a group above each three problems."""
    rows = ["序号\t反馈问题\t整改情况\t状态"]
    for place, fault in enumerate(FAULTS, 1):
        if place in (1, 4):
            rows.append("一\t政治建设方面\t\t" if place == 1 else "二\t组织建设方面\t\t")
        rows.append(f"{place}\t{fault}\t开展整治{place}次\t已完成")
    return HEAD + "\n".join(rows) + "\n" + TAIL


def one_cell_a_line() -> str:
    """A table that was copied out cell by cell, its numbers on lines of their own."""
    cells = ["序号", "反馈问题", "整改情况", "状态"]
    for place, fault in enumerate(FAULTS, 1):
        cells += [str(place), fault, f"开展专项整治{place}次,修订完善制度{place + 1}项,约谈有关责任人{place + 2}人,"
                  "问题反映集中的领域全部过了一遍筛子,群众满意度明显提高。", "已完成"]
    return HEAD + "\n".join(cells) + "\n" + TAIL


def two_lines() -> str:
    """Prose that names each problem, its line breaks lost."""
    body = "".join(f"针对{fault}的问题,区委开展整治{place}次。修订制度2项。"
                   for place, fault in enumerate(FAULTS, 1))
    return (HEAD + "区委成立领导小组,召开会议3次。" + body + "\n" + TAIL).replace("\n", "\u3000\u3000")


def one_by_one() -> str:
    """整改问题之一, below 第一部分."""
    body = ["第一部分 组织整改情况", "区委成立领导小组。", "第二部分 反馈问题整改情况"]
    for place, fault in enumerate(FAULTS):
        body += [f"整改问题之{'一二三四五六'[place]}:{fault}。", f"开展整治{place + 2}次。"]
    return HEAD + "\n".join([*body, "第三部分 下一步打算", "持续用力。"]) + "\n" + TAIL


def with_parts() -> str:
    """Problems without sections, with inner numbers that say what was done."""
    lines = [numbered(1, "一、") + "整改落实情况"]
    for place, fault in enumerate(FAULTS, 1):
        lines.append(f"{place}. 关于“{fault}”问题的整改。")
        if place % 2:
            lines += [f"(1)出台办法{place}项,并组织学习。", f"(2)开展检查{place}次,形成长效。"]
        else:
            lines.append(f"区委召开会议{place}次。")
    return HEAD + "\n".join(lines) + "\n" + TAIL


def table() -> str:
    """A table of problems, a row each, as Word tables are read."""
    rows = [f"{place} | {fault} | 开展整治{place}次" for place, fault in enumerate(FAULTS, 1)]
    return HEAD + "序号 | 反馈问题 | 整改情况\n" + "\n".join(rows) + "\n" + TAIL


LAYOUTS: dict[str, str] = {
    "running": running("一、", "(一)", "(1)"),
    "full-width": running("一、", "（一）", "（１）"),
    "formal": running("壹、", "㈠", "⒈"),
    "circled": running("一、", "1.", "①"),
    "parts": running("第一部分", "(一)", "第一条"),
    "inline-label": running("一、", "(一)", "问题1:"),
    "no-label": running("一、", "(一)", "1、", label=False),
    "restarting": restarting("一、", "(一)", "1."),
    "restarting-brackets": restarting("壹、", "㈠", "⑴"),
    "brackets": bracketed(),
    "plain": plain(),
    "inner-parts": with_parts(),
    "named-in-prose": named_in_prose(),
    "numbered-blocks": numbered_blocks(),
    "labelled-lines": labelled_lines(),
    "tabbed": tabbed(),
    "two-lines": two_lines(),
    "one-cell-a-line": one_cell_a_line(),
    "one-by-one": one_by_one(),
    "table": table(),
    "one-line": restarting("一、", "(一)", "1.").replace("\n", "") * 1,
    "blank-lines": running("一、", "(一)", "(1)").replace("\n", "\n\n  "),
}
"""Each holds the same six problems."""
