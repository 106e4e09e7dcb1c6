"""After any sequence of writes and reopenings, every leg holds exactly what was put."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.vectorstore.notices_made import passages, record
from vectorstore import Record, open_store

IDS = st.sampled_from(["a", "b", "c"])
TEXTS = st.lists(
    st.sampled_from(
        ["(1)植树三千棵。", "(2)追回工资。", "核酸检测3.26万管。", "形式主义;官僚主义。", "审计整改"]
    ),
    max_size=3,
    unique=True,
)


class StoreMachine(RuleBasedStateMachine):
    """Drives a store and a dictionary side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.store = open_store(self.folder)
        self.model: dict[str, tuple[Record, list]] = {}

    @rule(notice=IDS, texts=TEXTS, active=st.booleans())
    def put(self, notice: str, texts: list[str], active: bool) -> None:
        item = record(notice, texts, active=active), passages(notice, texts)
        before = self.store.generation
        changed = self.store.put(*item)
        assert changed == (self.model.get(notice) != item)
        assert (self.store.generation > before) == changed
        self.model[notice] = item
        assert not self.store.put(*item)

    @rule(notice=IDS, other=IDS, texts=TEXTS)
    def replace(self, notice: str, other: str, texts: list[str]) -> None:
        item = record(notice, texts), passages(notice, texts)
        self.store.put(*item, replaces=other)
        self.model.pop(other, None)
        self.model[notice] = item

    @rule(notice=IDS)
    def remove(self, notice: str) -> None:
        assert self.store.remove(notice) == (self.model.pop(notice, None) is not None)

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.store = open_store(self.folder)

    @invariant()
    def every_leg_holds_what_was_put(self) -> None:
        assert {r.notice_id: r for r in self.store.records()} == {
            id_: item for id_, (item, _) in self.model.items()
        }
        for id_, (_, rows) in self.model.items():
            assert self.store.passages(id_) == rows
        assert self.store.count() == sum(len(rows) for _, rows in self.model.values())
        assert self.store.doctor().sound

    @invariant()
    def a_search_finds_all_that_is_active_and_nothing_else(self) -> None:
        wanted = {p.id for item, rows in self.model.values() if item.active for p in rows}
        assert {hit.passage.id for hit in self.store.search("整改", k=100)} == wanted

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)


TestStore = StoreMachine.TestCase
TestStore.settings = settings(max_examples=12, stateful_step_count=12, deadline=None)
