"""After any sequence of edits, ingests, failures, crashes and kills every leg is whole."""

import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from errors import StoreError
from ingest.sync import sync
from tests.crash import worker
from tests.crash.legs import folder_texts
from tests.crash.notices_made import write_notice
from tests.crash.steps import Crash, crash, ending_at, fail
from vectorstore import open_store

NUMBERS = st.integers(0, 5)
STATES = st.integers(0, 9)
EDITS = st.dictionaries(NUMBERS, STATES, min_size=1, max_size=3)
STEPS = st.integers(1, 40)
LEAST_STEPS = 500


class IngestMachine(RuleBasedStateMachine):
    """A folder of notices and its store; ``held`` is what the store must answer from."""

    steps: ClassVar[int] = 0
    ended: ClassVar[dict[str, int]] = {}

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.path = Path(tempfile.mkdtemp())
        self.store = open_store(self.path)
        self.held: dict[str, str] = {}
        self.unswept = False

    @initialize(numbers=st.sets(NUMBERS))
    def begin(self, numbers: set[int]) -> None:
        for number in numbers:
            write_notice(self.folder, number)

    @rule(number=NUMBERS, state=STATES)
    def edit(self, number: int, state: int) -> None:
        write_notice(self.folder, number, state)

    @rule(number=NUMBERS)
    def delete(self, number: int) -> None:
        (self.folder / f"{number:03}.txt").unlink(missing_ok=True)

    @rule()
    def ingest(self) -> None:
        report = sync([self.folder], self.store)
        self.held = folder_texts(self.folder)
        assert report.held == len(self.held)
        self.unswept = False

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.reopen()

    @rule(step=STEPS, edits=EDITS)
    def crash_during_ingest(self, step: int, edits: dict[int, int]) -> None:
        self.edit_all(edits)
        with suppress(Crash), ending_at(step, crash):
            sync([self.folder], self.store)
            self.count("crash too late")
        self.store.close()
        self.reopen()
        self.settle("crash")

    @rule(step=STEPS, edits=EDITS)
    def kill_during_ingest(self, step: int, edits: dict[int, int]) -> None:
        self.edit_all(edits)
        self.store.close()
        process, pipe = worker.run(worker.ingest_until, self.folder, self.path, step)
        process.join()
        pipe.close()
        assert process.exitcode in (0, -9)
        self.reopen()
        self.settle("kill" if process.exitcode else "kill too late")

    @rule(step=STEPS, edits=EDITS)
    def fail_during_ingest(self, step: int, edits: dict[int, int]) -> None:
        """A write fails and the process lives on with the same store."""
        self.edit_all(edits)
        with suppress(StoreError), ending_at(step, fail):
            sync([self.folder], self.store)
            self.count("failure too late")
        self.unswept = True
        self.settle("failure")

    def edit_all(self, edits: dict[int, int]) -> None:
        for number, state in edits.items():
            self.edit(number, state)

    def reopen(self) -> None:
        self.store = open_store(self.path)
        self.unswept = False

    def settle(self, how: str) -> None:
        """Each file is held as it was before or as it is now; go on from which it is."""
        self.count(how)
        now = folder_texts(self.folder)
        found = {r.source: r.text for r in self.store.records()}
        for name in self.held.keys() | now.keys() | found.keys():
            assert found.get(name) in (self.held.get(name), now.get(name)), name
        self.held = found

    def count(self, how: str) -> None:
        type(self).ended[how] = self.ended.get(how, 0) + 1

    @invariant()
    def every_leg_is_whole(self) -> None:
        type(self).steps += 1
        records = self.store.records()
        assert {r.source: r.text for r in records} == self.held
        assert len(records) == len(self.held)
        legs = self.store.doctor().legs
        assert not any(leg.missing or leg.note for leg in legs), legs
        assert self.unswept or not any(leg.orphaned for leg in legs), legs

    @invariant()
    def a_search_reaches_all_passages_and_no_others(self) -> None:
        wanted = {p.id for r in self.store.records() for p in self.store.passages(r.notice_id)}
        assert {hit.passage.id for hit in self.store.search("整改", k=1000)} == wanted

    def teardown(self) -> None:
        self.store.close()
        shutil.rmtree(self.folder)
        shutil.rmtree(self.path)


def test_five_hundred_steps_of_edits_ingests_and_crashes() -> None:
    run_state_machine_as_test(IngestMachine, settings=settings(
        max_examples=24, stateful_step_count=30, deadline=None, derandomize=True,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck)))
    assert IngestMachine.steps >= LEAST_STEPS
    assert all(IngestMachine.ended.get(how, 0) >= 20 for how in ("crash", "kill", "failure")), (
        IngestMachine.ended)
