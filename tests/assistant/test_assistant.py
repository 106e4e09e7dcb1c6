"""The surface that programs and the page use: open, ask, stream, sync, ingest."""

import shutil
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from assistant import Answer, Assistant, Turn
from assistant.answer import Citation, Delta, Event, Step
from errors import QuestionError, StoreBusy
from settings import Settings

LAYOUTS = Path(__file__).resolve().parents[1] / "layouts" / "notices"
FIRST, SECOND = LAYOUTS / "01_inline_problem.txt", LAYOUTS / "04_brackets.txt"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of one notice."""
    notices = tmp_path / "notices"
    notices.mkdir()
    shutil.copy(FIRST, notices)
    return notices


@pytest.fixture
def assistant(tmp_path: Path, folder: Path) -> Iterator[Assistant]:
    """An assistant over that folder."""
    with Assistant.open(tmp_path / "store") as opened:
        opened.sync(folder)
        yield opened


def district(assistant: Assistant, number: int = 0) -> str:
    return assistant.notices()[number].district.name


def problem(assistant: Assistant) -> str:
    """A question about the first problem of the first notice, by its heading."""
    notice = assistant.notices()[0]
    return f"{notice.district.name}的“{notice.problems[0].heading}”整改得怎么样?"


def test_an_answer_quotes_its_notice_exactly(digests: Assistant) -> None:
    for notice in digests.notices():
        for item in notice.problems[:3]:
            answer = digests.ask(f"{notice.district.name}{item.heading}整改情况如何?")
            assert answer.citations and answer.elapsed_ms > 0
            for cite in answer.citations:
                assert cite.quote == digests.notice(cite.notice_id).text[cite.start : cite.end]
                assert cite.quote.strip() in cite.passage or cite.passage in cite.quote
            assert {n for s in answer.statements() for n in s.citations} <= {
                c.number for c in answer.citations}


def test_statements_are_judged(digests: Assistant) -> None:
    name = district(digests)
    answer = digests.ask(f"{name}的联系电话是多少?")
    assert "verified" in {s.check.state for s in answer.statements()}
    assert answer.verdict


def test_a_stream_ends_with_the_answer_that_ask_gives(assistant: Assistant) -> None:
    question = problem(assistant)
    *steps, last = assistant.stream(question)
    assert [s.name for s in steps if isinstance(s, Step)] == [
        "understood", "searched", "evidence", "checking"]
    assert isinstance(last, Answer)
    assert last.text == assistant.ask(question).text
    assert steps[0].detail == last.understood != ""


@pytest.mark.parametrize("question", ["", " \n ", "长" * 501])
def test_a_question_that_cannot_be_asked(assistant: Assistant, question: str) -> None:
    with pytest.raises(QuestionError):
        assistant.ask(question)


def test_districts_narrow_the_search(digests: Assistant) -> None:
    names = [n.district.name for n in digests.notices()]
    for name in names:
        answer = digests.ask("联系电话是多少?", districts=[name])
        assert {c.district for c in answer.citations} == {name}
    every = digests.ask("所有区的联系电话", districts=names)
    assert {c.district for c in every.citations} == set(names)
    with pytest.raises(QuestionError):
        digests.ask("联系电话是多少?", districts=["无此区"])


def test_search_keeps_to_the_district_that_is_named(digests: Assistant) -> None:
    for notice in digests.notices():
        hits = digests.search(f"{notice.district.name}的信访工作", 5)
        assert {hit.passage.district for hit in hits} == {notice.district.name}


def test_districts_ticked_narrow_a_search_that_names_none(digests: Assistant) -> None:
    first, second = (n.district.name for n in digests.notices()[:2])
    assert len({h.passage.district for h in digests.search("信访工作", 10)}) > 1
    hits = digests.search("信访工作", 10, districts=[first])
    assert {h.passage.district for h in hits} == {first}
    named = digests.search(f"{second}的信访工作", 10, districts=[first])
    assert {h.passage.district for h in named} == {second}


def test_history_completes_a_follow_up(digests: Assistant) -> None:
    first, second = (n.district.name for n in digests.notices()[:2])
    asked = f"{first}的监督电话是多少?"
    answer = digests.ask(f"那{second}呢?", [Turn(asked, digests.ask(asked))])
    assert {c.district for c in answer.citations} == {second}


def test_an_empty_store_refuses(tmp_path: Path) -> None:
    with Assistant.open(tmp_path) as empty:
        assert empty.notices() == []
        for question in ("整改了多少问题?", "你好", "有哪些通报?", "第15个问题", "哪个区最高?"):
            answer = empty.ask(question)
            assert answer.refused and not answer.citations


def test_threads_get_the_answers_that_one_alone_gets(digests: Assistant) -> None:
    questions = [f"{n.district.name}的{what}" for n in digests.notices()
                 for what in ("联系电话", "公布日期", "组织领导", "干部队伍问题")]
    alone = [digests.ask(q).text for q in questions]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(lambda q: digests.ask(q).text, questions))
    assert together == alone


def test_questions_asked_during_an_ingest_are_answered(
        assistant: Assistant, folder: Path) -> None:
    before, question = district(assistant), problem(assistant)
    expected = assistant.ask(question).text
    seen: list[str] = []

    def ask(done: int, total: int, label: str) -> None:
        seen.append(assistant.ask(question).text)

    shutil.copy(SECOND, folder)
    assistant.sync(folder, ask)
    assert set(seen) == {expected}
    assert len(assistant.notices()) == 2
    assert before in {n.district.name for n in assistant.notices()}


def test_a_notice_gone_from_its_folder_is_gone(assistant: Assistant, folder: Path) -> None:
    (held,) = assistant.notices()
    (folder / FIRST.name).unlink()
    assistant.sync(folder)
    assert assistant.notices() == []
    with pytest.raises(KeyError):
        assistant.notice(held.id)


def test_uploads_are_kept_with_the_store(
        tmp_path: Path, assistant: Assistant, folder: Path) -> None:
    sent = tmp_path / "sent"
    sent.mkdir()
    good, bad = sent / "通报.txt", sent / "坏.txt"
    shutil.copy(SECOND, good)
    bad.write_bytes(b"")
    report = assistant.ingest([good, bad])
    assert [e.outcome for e in report.entries] == ["ingested", "refused"]
    assert [e.file for e in report.entries] == ["通报.txt", "坏.txt"]
    shutil.rmtree(sent)
    assistant.sync(folder)
    assert len(assistant.notices()) == 2
    kept = [p.name for p in (tmp_path / "store" / "uploads").glob("*/*")]
    assert kept == ["通报.txt"]


def test_an_upload_of_the_same_name_is_another_notice(tmp_path: Path, assistant: Assistant) -> None:
    for source in (SECOND, LAYOUTS / "05_circled.txt"):
        sent = tmp_path / source.stem / "通报.txt"
        sent.parent.mkdir()
        shutil.copy(source, sent)
        assistant.ingest([sent])
    assert len(assistant.notices()) == 3
    assistant.ingest([sent])
    assert len(assistant.notices()) == 3


def test_one_owner_per_store(tmp_path: Path, assistant: Assistant) -> None:
    with pytest.raises(StoreBusy):
        Assistant.open(tmp_path / "store")


def test_a_reopened_store_answers_the_same(tmp_path: Path, folder: Path) -> None:
    texts = []
    for _ in range(2):
        with Assistant.open(tmp_path / "again") as opened:
            report = opened.sync(folder)
            texts.append(opened.ask(problem(opened)).text)
    assert texts[0] == texts[1]
    assert not report.changed


class ScriptedMaker:
    """A chat maker that adds a word to the model-free answer."""

    name = "scripted"

    def __init__(self) -> None:
        self.evidence: Sequence[Citation] = ()

    def stream(self, question: str, local: Answer, evidence: Sequence[Citation] = (),
               history: Sequence[Turn] = (), cancelled: threading.Event | None = None,
               districts: Sequence[str] = ()) -> Iterator[Event]:
        self.evidence = evidence
        yield Delta("好的")
        yield replace(local, maker=self.name)


def test_the_chat_maker_writes_unless_told_not_to(tmp_path: Path, folder: Path) -> None:
    maker = ScriptedMaker()
    plain = Assistant.open(tmp_path / "chat")
    with Assistant(plain.store, tmp_path / "chat", Settings(), maker) as chatty:  # type: ignore[arg-type]
        chatty.sync(folder)
        assert chatty.makers == ("local", "scripted")
        question = problem(chatty)
        written = chatty.ask(question)
        assert written.maker == "scripted"
        numbers = [c.number for c in (*written.citations, *maker.evidence)]
        assert numbers == list(range(1, len(numbers) + 1))
        assert all(c.quote == chatty.notice(c.notice_id).text[c.start : c.end]
                   for c in maker.evidence)
        assert chatty.ask(question, maker="local").maker == "local"
        assert chatty.ask("你好").maker == "local"


class RewritingMaker(ScriptedMaker):
    """A chat maker that also puts follow-ups into words."""

    def __init__(self, whole: str) -> None:
        super().__init__()
        self.whole = whole

    def rewrite(self, question: str, history: Sequence[Turn],
                cancelled: threading.Event | None = None) -> str | None:
        return self.whole


def test_a_follow_up_that_finds_nothing_is_rewritten_and_both_are_searched(
        tmp_path: Path, folder: Path) -> None:
    plain = Assistant.open(tmp_path / "rewrite")
    plain.sync(folder)
    whole = problem(plain)
    maker = RewritingMaker(whole)
    with Assistant(plain.store, tmp_path / "rewrite", Settings(), maker) as chatty:  # type: ignore[arg-type]
        before = chatty.ask(whole, maker="local")
        vague = "那它的常住人口是多少呢?"
        assert chatty.ask(vague, [Turn(whole, before)], maker="local").refused
        events = list(chatty.stream(vague, [Turn(whole, before)]))
        assert Step("understood", whole) in events
        assert isinstance(events[-1], Answer)
        assert events[-1].citations
        assert events[-1].question == vague


def test_a_chat_model_gets_passages_of_every_district_compared(
        tmp_path: Path, folder: Path) -> None:
    maker = ScriptedMaker()
    plain = Assistant.open(tmp_path / "quota")
    with Assistant(plain.store, tmp_path / "quota", Settings(), maker) as chatty:  # type: ignore[arg-type]
        chatty.sync(folder)
        names = [n.district.name for n in chatty.notices()]
        chatty.ask(f"{'、'.join(names)}的整改措施各有哪些?")
        assert {c.district for c in maker.evidence} == set(names)
