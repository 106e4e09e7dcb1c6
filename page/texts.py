"""The page's own words, in Chinese and English."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["zh", "en"]

_WORDS: dict[str, tuple[str, str]] = {
    # frame
    "title": ("通报问答", "Notice Q&A"),
    "library": ("通报库", "Library"),
    "chat": ("对话", "Chat"),
    "sources": ("出处", "Sources"),
    "notices_count": ("{n} 篇通报", "{n} notices"),
    "items_count": ("{n} 项", "{n} items"),
    "problems_count": ("{n} 项问题", "{n} problems"),
    "problems_apart": ("{n} 项问题（通报自述 {m} 项）", "{n} problems (the notice states {m})"),
    "problems_listed": ("正文逐条列出 {n} 项", "{n} listed one by one in the text"),
    "problems_stated": ("通报自述 {n} 项", "the notice itself states {n}"),
    "problems_means": ("按各通报正文逐条列出的问题计数；通报自述的总数不同时，另在该通报下注明",
                       "Counted as the notices list them one by one; where a notice states another total, "
                       "this is said beneath it"),
    "maker": ("应答方式", "Answered by"),
    "maker_local": ("本地应答", "Local, no model"),
    "theme": ("深浅色切换", "Light or dark"),
    "language": ("English", "中文"),
    "new_chat": ("新对话", "New chat"),
    # composer
    "ask_label": ("问题", "Question"),
    "ask_hint": ("问一个问题……", "Ask a question…"),
    "send": ("发送", "Ask"),
    "stop": ("停止", "Stop"),
    "keys": ("/ 提问 · ↑ 改上一问 · Esc 停止 · j k 看出处",
             "/ ask · ↑ edit last · Esc stop · j k sources"),
    "editing": ("正在修改上一个问题，发送后取代它（Esc 取消）",
                "Editing the last question; sending replaces it (Esc cancels)"),
    # first visit
    "welcome": ("问这些通报里的事，答案逐句标明出处。",
                "Ask about these notices; every sentence of an answer shows its source."),
    "welcome_note": ("每个 [1] 都能点开，看到原文那一句。答不了的会直说。",
                     "Each [1] opens the very sentence. What the notices do not say is said so."),
    "example_fact": ("一件事", "A fact"),
    "example_item": ("一个问题", "One problem"),
    "example_compare": ("两地比较", "Two places"),
    "example_all": ("各地一览", "All places"),
    "example_follow": ("追问", "A follow-up"),
    "example_then": ("接着问：{q}", "then: {q}"),
    "empty_library": ("通报库是空的。", "The library is empty."),
    "empty_library_todo": ("用左边的“添加通报”上传文件，或把文件放进通报文件夹后重新启动。",
                           "Add files with “Add notices”, or put them in the notices folder and "
                           "start again."),
    # answer
    "you": ("你", "You"),
    "understood": ("理解为：{s}", "Understood as: {s}"),
    "understood_plain": ("如何得出", "How it was found"),
    "resolved": ("补全后的问题", "Question as resolved"),
    "searched": ("检索范围", "Searched"),
    "steps": ("步骤", "Steps"),
    "working": ("正在检索", "Searching"),
    "provisional": ("草稿，尚未核对", "Draft, not yet checked"),
    "stopped": ("已停止", "Stopped"),
    "failed": ("没有答成", "No answer"),
    "failed_why": ("应答时出错，请重试；仍不行请查看服务日志。",
                   "Answering failed; try again, and see the server's log if it persists."),
    "refused": ("通报中未找到", "Not in the notices"),
    "nearest": ("最接近的条目", "Nearest items"),
    "choose": ("请选择", "Which one?"),
    "verdict": ("{n} 句中 {m} 句的数字、日期、名称见于所引原文",
                "In {m} of {n} statements all figures, dates and names stand in the text cited"),
    "verdict_means": (
        "只对照了这一点：句中的数字、日期、人名和《题名》，在它所引的原文里都有；标明“计算得出”的，由原文的数字算出。"
        "这不等于答对了：所引的是不是您要问的事，请点开 [1] 看原文；通报所说是否属实，也无从判断。",
        "Only this was checked: the figures, dates, names and titles of a statement stand in the text it cites, or "
        "are worked out from it where marked so. It does not mean that the answer is right: whether the text cited "
        "is what you asked for, open [1] and see; nor can it tell whether what a notice says is true."),
    "seconds": ("{s} 秒", "{s} s"),
    "verified": ("已核实", "verified"),
    "unverified": ("未核实", "unverified"),
    "struck": ("与原文不符", "contradicts source"),
    "computed": ("计算得出", "computed"),
    "source_value": ("原文：{s}", "Source says: {s}"),
    "no_reason": ("没有更多说明。", "No further detail."),
    "cite_label": ("出处 {n}：{where}", "Source {n}: {where}"),
    "table_label": ("比较表", "Comparison"),
    "copy": ("复制", "Copy"),
    "copied": ("已复制", "Copied"),
    "copy_failed": ("复制不了，请手动选择", "Cannot copy; select it by hand"),
    "retry": ("重试", "Retry"),
    "like": ("有用", "Helpful"),
    "dislike": ("没用", "Not helpful"),
    # sources
    "sources_empty": ("点答案里的 [1]，这里显示通报原文，引用的那一句会标亮。",
                      "Click [1] in an answer: the notice's own text opens here, with the quoted "
                      "words highlighted."),
    "sources_none": ("这个答案没有引用通报。", "This answer cites nothing."),
    "of_answer": ("本答案的出处", "Sources of this answer"),
    "previous": ("上一条", "Previous"),
    "next": ("下一条", "Next"),
    "copy_citation": ("复制引文", "Copy quotation"),
    "full_text": ("打开全文", "Open full text"),
    "back": ("返回", "Back"),
    "page": ("第 {n} 页", "page {n}"),
    "cut": ("引文超出本条，完整引文见全文。",
            "The quotation goes beyond this item; see the full text."),
    "gone": ("这篇通报已不在库中。", "This notice is no longer in the library."),
    "digest": ("摘编", "Digest"),
    "original": ("原文", "Original"),
    "furniture": ("页面附带内容，未入库", "Page furniture, not searched"),
    # notice
    "understood_notice": ("读到的内容", "What was understood"),
    "publisher": ("发布单位", "Publisher"),
    "group": ("巡视组", "Inspecting group"),
    "inspected": ("巡视时间", "Inspected"),
    "feedback": ("反馈时间", "Feedback"),
    "published": ("发布时间", "Published"),
    "published_on": ("发布 {date}", "Published {date}"),
    "feedback_on": ("反馈 {date}（未写发布日期）", "Feedback {date} (publication not stated)"),
    "not_stated": ("通报未写", "not stated"),
    "edition": ("版本", "Edition"),
    "digest_of": ("摘编自", "Digest of"),
    "source": ("文件", "File"),
    "items": ("条目", "Items"),
    "problems": ("问题数", "Problems"),
    "status": ("整改状态", "Status"),
    "open_place": ("看原文", "See it in the text"),
    "levels": ("层级", "Outline"),
    "characters": ("{n} 字", "{n} characters"),
    "warnings": ("提醒", "Warnings"),
    "no_warnings": ("无", "none"),
    "to": ("至", "to"),
    "outline": ("目录", "Contents"),
    "kind_title": ("标题", "title"),
    "kind_opening": ("开头", "opening"),
    "kind_section": ("部分", "sections"),
    "kind_group": ("分组", "groups"),
    "kind_problem": ("问题", "problems"),
    "kind_part": ("分项", "parts"),
    "kind_contact": ("联系方式", "contact"),
    "kind_signature": ("落款", "signature"),
    "kind_other": ("其他", "other"),
    # library
    "narrow": ("“各区”指勾选的；点名的总会回答", "“All” means the ticked; a named one is always answered"),
    "narrow_none": ("一个都没勾：检索全部", "None ticked: all are searched"),
    "tick_all": ("全选/全不选", "all / none"),
    "tick": ("检索 {d}", "Search {d}"),
    "open_notice": ("看读到了什么：{d}", "What was understood of {d}"),
    "add": ("添加通报", "Add notices"),
    "add_hint": ("txt、md、html、docx、pdf；单个文件不超过 {mb} MB",
                 "txt, md, html, docx, pdf; up to {mb} MB each"),
    "reading": ("正在读取 {label}", "Reading {label}"),
    "added": ("已处理 {n} 个文件", "{n} files handled"),
    "ingested": ("已加入", "added"),
    "updated": ("已更新", "updated"),
    "unchanged": ("没有变化", "unchanged"),
    "duplicate": ("重复", "duplicate"),
    "superseded": ("已有新版", "superseded"),
    "removed": ("已移除", "removed"),
    "refused_file": ("未收", "refused"),
    "skipped": ("略过", "skipped"),
    "upload_failed": ("上传没有完成：{why}", "The upload did not finish: {why}"),
    "dismiss": ("知道了", "Dismiss"),
}


@dataclass(frozen=True)
class Texts:
    """The words of one language, by name: ``Texts("zh")("send")``."""

    language: Language = "zh"

    def __call__(self, name: str, **values: object) -> str:
        """The words of that name with ``{placeholders}`` filled in; KeyError if there are none."""
        words = _WORDS[name][self.language == "en"]
        return words.format(**values) if values else words

    def known(self, name: str, fallback: str) -> str:
        """The words of that name, or the fallback where there are none."""
        return self(name) if name in _WORDS else fallback
