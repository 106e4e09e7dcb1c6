import ast
import io
import re
import shutil
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from errors import StoreBusy, StoreDamaged, StoreError, StoreMismatch
from tests.vectorstore.notices_made import passages, record
from vectorstore import BUNDLED, PassageStore, open_store, rebuild
from vectorstore.__main__ import main
from vectorstore.search import Gone

ROOT = Path(__file__).resolve().parents[2]
TREES = ["(1)河道绿化。沿河种植树木三千棵。", "(2)核酸检测能力不足。日最大检测3.26万管。"]
WAGES = ["(1)拖欠工资。为160名劳动者追回工资364273元。", "(2)形式主义。精简文件会议。"]


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path) as opened:
        opened.put(record("trees", TREES), passages("trees", TREES))
        opened.put(record("wages", WAGES), passages("wages", WAGES, "云溪县"))
        yield opened


def found(store: PassageStore, query: str, **filters: object) -> list[str]:
    return [hit.passage.notice_id for hit in store.search(query, **filters)]


def test_a_search_brings_the_passage_untouched_with_its_best_sentence(store) -> None:
    best = store.search("追回了多少工资?")[0]
    assert best.passage == passages("wages", WAGES, "云溪县")[0]
    start, end = best.sentence
    assert "364273" in "\n".join(WAGES)[start:end]
    assert best.score == pytest.approx(store.search("追回了多少工资?")[0].score)


def test_filters_keep_to_notices_and_districts(store) -> None:
    assert set(found(store, "整改")) == {"trees", "wages"}
    assert set(found(store, "追回工资", districts=["青禾区"])) == {"trees"}
    assert set(found(store, "种植树木", notices=["wages"])) == {"wages"}
    assert found(store, "工资", districts=["无此区"]) == []
    assert found(store, "工资", districts=[]) == found(store, "工资", notices=[]) == []
    assert len(store.search("整改", k=1)) == 1
    assert store.search("  ") == store.search("工资", k=0) == []


def test_width_script_and_language_do_not_hide_a_passage(store) -> None:
    assert found(store, "日最大檢測３.２６萬管")[0] == "trees"
    assert found(store, "How many trees were planted along the river?")[0] == "trees"


def test_an_item_is_found_by_its_number(store) -> None:
    assert store.search("第(2)项", districts=["云溪县"])[0].passage.text == WAGES[1]


def test_a_bare_heading_stands_behind_the_item_that_answers(store) -> None:
    texts = ["（三）污水处理问题", "(1)污水处理。新建污水处理厂两座。", "(2)其他。精简文件。"]
    rows = passages("water", texts)
    rows = [replace(row, context="青禾区 › 污水处理问题") for row in rows]
    store.put(record("water", texts), rows)
    assert store.search("污水处理问题", notices=["water"])[0].passage.text == texts[1]


def test_the_same_notice_again_changes_nothing(store) -> None:
    before = store.generation
    assert not store.put(record("trees", TREES), passages("trees", TREES))
    assert store.generation == before
    assert store.put(record("trees", TREES, payload={"n": 3}), passages("trees", TREES))
    assert store.generation == before + 1


def test_a_replaced_notice_is_gone_in_the_same_step(store) -> None:
    new = ["(1)修桥铺路。修建桥梁两座。"]
    store.put(record("bridge", new), passages("bridge", new), replaces="trees")
    assert [r.notice_id for r in store.records()] == ["wages", "bridge"]
    assert "trees" not in found(store, "种植树木")
    assert store.passages("trees") == []
    assert store.doctor().sound


def test_inactive_and_removed_notices_are_not_searched(store) -> None:
    store.set_active("trees", False)
    assert "trees" not in found(store, "种植树木")
    assert [r.active for r in store.records()] == [False, True]
    store.set_active("trees", True)
    assert found(store, "种植树木")[0] == "trees"
    assert store.remove("trees")
    assert not store.remove("trees")
    assert "trees" not in found(store, "种植树木")
    with pytest.raises(KeyError):
        store.set_active("trees", True)


def test_passages_that_are_not_the_records_are_refused(store) -> None:
    wrong = replace(passages("x", TREES)[0], start=1)
    with pytest.raises(StoreError, match="与原文对不上:请重新切分"):
        store.put(record("x", TREES), [wrong])
    twice = passages("x", TREES)[:1] * 2
    with pytest.raises(StoreError, match="编号重复"):
        store.put(record("x", TREES), twice)


def test_progress_counts_sentences(store) -> None:
    steps = []
    new = ["修建桥梁两座。" * 100]
    store.put(record("long", new), passages("long", new),
              progress=lambda done, total: steps.append((done, total)))
    total = steps[-1][1]
    assert total > 1 and [step[1] for step in steps] == [total] * len(steps)
    assert [step[0] for step in steps] == sorted(step[0] for step in steps)
    assert steps[-1][0] == total


def test_everything_is_there_after_reopening(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
        before = store.search("种植树木"), store.records(), store.generation
    with open_store(tmp_path, read_only=True) as store:
        assert (store.search("种植树木"), store.records(), store.generation) == before
        assert store.passages("trees") == passages("trees", TREES)
        with pytest.raises(StoreError, match="只读"):
            store.remove("trees")


def test_reading_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="里没有检索库:请先运行 python -m ingest"):
        open_store(tmp_path / "none", read_only=True)


def test_a_second_process_is_refused_with_the_owners_pid(tmp_path: Path) -> None:
    code = ("import os; from pathlib import Path; from vectorstore import open_store\n"
            f"store = open_store(Path({str(tmp_path)!r})); print(os.getpid(), flush=True); input()")
    with subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, text=True,
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE) as owner:
        pid = owner.stdout.readline().strip()
        with pytest.raises(StoreBusy, match=f"正由进程 {pid} 使用"):
            open_store(tmp_path)
        owner.communicate("\n")
    open_store(tmp_path).close()


def test_another_model_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    with pytest.raises(StoreMismatch, match="rebuild"):
        open_store(tmp_path, "some/other-model")
    open_store(tmp_path).close()


def test_a_rebuild_switches_to_another_model_and_keeps_every_notice(
    tmp_path: Path, local_model: str
) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES, active=False), passages("trees", TREES))
        store.put(record("wages", WAGES), passages("wages", WAGES))
        records = store.records()
    assert rebuild(tmp_path, local_model).sound
    with open_store(tmp_path, local_model) as store:
        assert store.records() == records
        assert found(store, "追回工资")[0] == "wages"
        assert store.doctor().sound
    assert rebuild(tmp_path, BUNDLED).sound
    with open_store(tmp_path) as store:
        assert store.doctor().sound
    assert len(list(tmp_path.glob("chroma*"))) == 1


def test_a_rebuild_that_fails_leaves_the_old_store(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
    (tmp_path / "empty").mkdir()
    with pytest.raises(StoreError):
        rebuild(tmp_path, str(tmp_path / "empty"))
    with open_store(tmp_path) as store:
        assert found(store, "种植树木") and store.doctor().sound
    assert not list(tmp_path.glob("library.next*"))


def test_the_doctor_finds_and_mends_a_lost_and_an_orphaned_vector(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
        dense = store._dense
        lost = sorted(dense.ids())[0]
        dense.delete([lost])
        dense._chroma.add_texts(["orphan"], metadatas=[{"notice_id": "x"}], ids=["orphan"])
        leg = store.doctor().legs[-1]
        assert (leg.missing, leg.orphaned) == (1, 1)
        report = store.doctor(repair=True)
        assert report.sound and report.repaired
        assert lost in dense.ids()


def test_lost_vectors_come_back_at_the_next_opening(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
    shutil.rmtree(tmp_path / "chroma")
    with open_store(tmp_path) as store:
        assert store.doctor().sound
        assert found(store, "种植树木")


def test_unreadable_vectors_are_named_and_repaired_by_the_command(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
    (tmp_path / "chroma" / "chroma.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreDamaged, match="doctor"):
        open_store(tmp_path)
    out = io.StringIO()
    arguments = ["doctor", "--store", str(tmp_path), "--model", BUNDLED]
    assert main(arguments, out) == 2
    assert "读写" in out.getvalue() and "--repair 修复" in out.getvalue()
    assert main([*arguments, "--repair"], out) == 0
    assert main(arguments, out) == 0
    told = out.getvalue().splitlines()
    assert told[-4] == f"1 份通报,2 个段落,编码器 {BUNDLED}"
    assert told[-1] == "向量:完好,现有 2,缺 0,多余 0"
    with open_store(tmp_path) as store:
        assert found(store, "种植树木")


def test_unreadable_search_terms_are_named_and_repaired(store) -> None:
    store._manifest._db.execute("UPDATE notices SET segment = x'00' WHERE notice_id = 'trees'")
    with pytest.raises(StoreDamaged, match="doctor"):
        store.search("种植树木")
    assert store.doctor().legs[1].missing == len(TREES)
    assert store.doctor(repair=True).sound
    assert found(store, "种植树木")[0] == "trees"


def test_what_is_off_is_told_with_the_command_that_mends_it(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        store.put(record("trees", TREES), passages("trees", TREES))
        store._manifest.set_frequencies({})
    out = io.StringIO()
    arguments = ["doctor", "--store", str(tmp_path), "--model", BUNDLED]
    assert main(arguments, out) == 1
    assert "检索词:有问题,现有 2,缺 0,多余 0,检索词的计数不符" in out.getvalue()
    assert f"--store {tmp_path} --repair 修复" in out.getvalue()
    assert main([*arguments, "--repair"], out) == 0
    assert out.getvalue().endswith("已修复\n")


@pytest.mark.parametrize("path", sorted((ROOT / "vectorstore").glob("*.py")), ids=lambda p: p.stem)
def test_errors_are_told_in_chinese(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "").startswith("Store"):
            said = "".join(part.value for part in ast.walk(node)
                           if isinstance(part, ast.Constant) and isinstance(part.value, str))
            assert not said or re.search(r"[\u4e00-\u9fff].*请", said), said


def test_a_library_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite3").write_bytes(b"no database at all" * 100)
    with pytest.raises(StoreDamaged, match=r"library\.sqlite3"):
        open_store(tmp_path)


def test_answers_go_on_while_notices_are_written(store) -> None:
    stop = threading.Event()

    def ask() -> list[list[str]]:
        answers = []
        while not stop.is_set():
            answers.append(found(store, "追回工资", k=1))
        return answers

    with ThreadPoolExecutor(3) as askers:
        asked = [askers.submit(ask) for _ in range(3)]
        for turn in range(8):
            texts = [f"(1)绿化第{turn}批。" + TREES[0][6:], TREES[1]]
            store.put(record("trees", texts), passages("trees", texts))
        stop.set()
        answers = [answer for future in asked for answer in future.result()]
    assert answers and all(answer == ["wages"] for answer in answers)
    assert store.doctor().sound


def test_notices_that_never_hold_still_are_told(store, monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def replaced(*_: object) -> None:
        tries.append(1)
        raise Gone("trees")

    monkeypatch.setattr(store._searcher, "search", replaced)
    with pytest.raises(StoreError, match="请等收录完再问"):
        store.search("种植树木")
    assert len(tries) > 1


def test_the_retriever_gives_langchain_documents(store) -> None:
    documents = store.as_retriever(k=1, districts=["云溪县"]).invoke("追回工资")
    assert [d.page_content for d in documents] == [WAGES[0]]
    assert documents[0].metadata["notice_id"] == "wages"
    assert documents[0].metadata["place"] == 0


def test_the_index_and_the_exact_comparison_agree(
    store, monkeypatch: pytest.MonkeyPatch
) -> None:
    exact = store.search("追回工资")
    monkeypatch.setattr("vectorstore.search.MOST_EXACT", 0)
    assert [h.passage.id for h in store.search("追回工资")] == [h.passage.id for h in exact]
    assert set(found(store, "追回工资", districts=["青禾区"])) == {"trees"}
