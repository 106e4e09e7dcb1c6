"""The assistant: a store of notices, and the answers to questions about them."""

import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Self

from assistant.answer import (
    LOCAL,
    Answer,
    Citation,
    Event,
    Kind,
    Paragraph,
    Statement,
    Step,
    Turn,
)
from assistant.chat import ChatMaker
from assistant.citing import make_citation
from assistant.engine import Engine
from assistant.judge import judge
from assistant.library import Library
from assistant.question import understand
from assistant.similarity import Similarity
from assistant.uploads import Uploads
from errors import QuestionError
from ingest.library import notice_of
from ingest.notice import Notice
from ingest.report import Report
from ingest.sync import Progress, sync
from settings import Settings
from settings import settings as configured
from vectorstore import Hit, PassageStore, open_store

EVIDENCE, LEAST = 8, 2
"""Passages searched for a chat model beside those the model-free answer cites: in all, and at
least for each district asked for."""
_SAYS_NOTHING: tuple[Kind, ...] = ("help", "library", "choice")


class View:
    """The notices as they stood at one generation of the store.

    Its engine is made when first asked for: a page that only lists the notices need not wait.
    """

    def __init__(self, store: PassageStore) -> None:
        self.generation = store.generation
        self.library = Library(notice_of(r) for r in store.records() if r.active)
        self._store = store
        self._making = threading.Lock()
        self._engine: Engine | None = None

    @property
    def engine(self) -> Engine:
        """The engine over these notices."""
        with self._making:
            if self._engine is None:
                similarity = Similarity(self._store)
                self._engine = Engine(self.library, similarity.encode, similarity.vectors, similarity.towers)
            return self._engine


class Assistant:
    """Answers questions about the notices of one store; threads may share it.

    A question asked while files are taken in is answered from the notices as they stood before.
    """

    def __init__(self, store: PassageStore, folder: Path, config: Settings,
                 chat: ChatMaker | None = None) -> None:
        self.store = store
        self._config = config
        self._chat = chat
        self._uploads = Uploads(folder / "uploads")
        self._writing = threading.Lock()
        self._changing = False
        self._viewing = threading.Lock()
        self._view: View | None = None

    @classmethod
    def open(cls, store: Path | str | None = None, settings: Settings | None = None) -> Self:
        """The assistant over the store in that folder (made if there is none).

        Raises StoreBusy, StoreMismatch or StoreDamaged as the store does, and ModelError when
        the settings name a chat model that cannot be had.
        """
        config = settings or configured()
        chat = ChatMaker.from_settings(config)
        folder = Path(store or config.store)
        return cls(open_store(folder, config.embedding_model), folder, config, chat)

    @property
    def makers(self) -> tuple[str, ...]:
        """Who can answer: "local", and the chat model when one is configured (the default)."""
        return (LOCAL, self._chat.name) if self._chat else (LOCAL,)

    def notices(self) -> list[Notice]:
        """The notices that answer, digests stepping back behind their originals."""
        return list(self._now().library.notices)

    def notice(self, notice_id: str) -> Notice:
        """The notice of that id; KeyError if it is not held."""
        return self._now().library.notice(notice_id)

    def ask(self, question: str, history: Sequence[Turn] = (),
            districts: Iterable[str] | None = None, maker: str | None = None) -> Answer:
        """The checked answer to a question after the turns of ``history``.

        ``districts`` narrows the search; a unit that the question names overrides it. ``maker``
        is one of :attr:`makers`. Raises QuestionError for a question that is empty or too long,
        and for districts of which none is held.
        """
        *_, answer = self.stream(question, history, districts, maker)
        assert isinstance(answer, Answer)
        return answer

    def stream(self, question: str, history: Sequence[Turn] = (),
               districts: Iterable[str] | None = None, maker: str | None = None,
               cancelled: threading.Event | None = None) -> Iterator[Event]:
        """The same as it happens: steps, a chat model's provisional text, the Answer last."""
        begun = time.perf_counter()
        asked = self._checked(question)
        view = self._now()
        if not view.library.notices:
            yield _timed(_empty(asked), begun)
            return
        only = _held(districts, view.library)
        draft = view.engine.answer(asked, history, only)
        yield Step("understood", draft.understood)
        yield Step("searched", draft.searched or _searched(draft, view.library, only))
        if self._chat and maker != LOCAL and draft.kind not in _SAYS_NOTHING:
            yield from self._by_model(self._chat, asked, draft, history, only, view, cancelled,
                                      begun)
            return
        yield Step("evidence", _found(draft))
        answer = draft if draft.kind == "help" else judge(draft, districts=view.library.names)
        if answer.verdict:
            yield Step("checking", answer.verdict)
        yield _timed(answer, begun)

    def search(self, query: str, k: int = 10,
               districts: Iterable[str] | None = None) -> list[Hit]:
        """The ``k`` passages that fit a question best, of ``districts`` if any are given.

        A unit that the question names overrides them.
        """
        view = self._now()
        only = _held(districts, view.library)
        asked = understand(query, view.library, only)
        return self.store.search(query, k, notices=view.library.ids,
                                 districts=asked.units or only or None)

    def sync(self, paths: Path | str | Iterable[Path | str],
             progress: Progress | None = None) -> Report:
        """Mirror folders (and take in files): what is gone from a folder is removed."""
        several = [paths] if isinstance(paths, str | Path) else paths
        with self._change():
            return sync([Path(p) for p in several], self.store, progress)

    def ingest(self, paths: Iterable[Path | str], progress: Progress | None = None) -> Report:
        """Take in uploaded files: they are copied into the store's folder first."""
        with self._change():
            kept = [self._uploads.keep(Path(p)) for p in paths]
            report = sync(kept, self.store, progress)
            self._uploads.prune(r.payload["extra"].get("path", "") for r in self.store.records())
        return report

    def warm(self) -> None:
        """Load what the first question would wait for (encoder, word lists, indexes)."""
        for unit in self._now().library.units[:1]:
            self.ask(unit.name[:20], maker=LOCAL)

    def close(self) -> None:
        """Release the store."""
        with self._writing:
            self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None,
                 trace: TracebackType | None) -> None:
        self.close()

    def _now(self) -> View:
        """The current view; made anew when the store has changed and no ingest is under way."""
        view = self._view
        if view and (self._changing or view.generation == self.store.generation):
            return view
        with self._viewing:
            if self._view is None or self._view.generation != self.store.generation:
                self._view = View(self.store)
            return self._view

    @contextmanager
    def _change(self) -> Iterator[None]:
        """One change of the store at a time; questions meanwhile see the notices as they were."""
        with self._writing:
            self._changing = self._view is not None and bool(self._view.library.notices)
            try:
                yield
                self._renew()
            finally:
                self._changing = False

    def _renew(self) -> None:
        """Have the notices as they are now ready before questions turn to them."""
        if self._changing and self._view and self._view.generation != self.store.generation:
            view = View(self.store)
            for unit in view.library.units[:1]:
                view.engine.answer(unit.name[:20], (), ())
            self._view = view

    def _checked(self, question: str) -> str:
        """The question trimmed, if it can be asked."""
        asked = question.strip()
        limit = self._config.question_limit
        if not asked:
            raise QuestionError("问题是空的:请写下要问的内容。")
        if len(asked) > limit:
            raise QuestionError(
                f"问题有 {len(asked)} 个字,超过上限 {limit} 个字:请缩短,或拆成几个问题分开问。")
        return asked

    def _by_model(self, chat: ChatMaker, asked: str, draft: Answer, history: Sequence[Turn],
                  only: tuple[str, ...], view: "View", cancelled: threading.Event | None,
                  begun: float) -> Iterator[Event]:
        """The chat model's answer over the model-free one, which is its ground and fallback.

        A follow-up that found nothing is put into words by the model, and both are searched.
        """
        evidence = self._evidence(draft, view, only)
        unsure = draft.refused and draft.state["question"].inherited
        if unsure and (whole := chat.rewrite(asked, history, cancelled)):
            yield Step("understood", whole)
            again = view.engine.answer(whole, (), only)
            evidence += self._evidence(again, view, only)
            if not again.refused:
                draft = replace(again, question=asked)
        local = _timed(judge(draft, districts=view.library.names), begun)
        first = len(local.citations) + 1
        numbered = [replace(c, number=n) for n, c in enumerate(dict.fromkeys(evidence), first)]
        yield Step("evidence", _found(local, len(numbered)))
        yield from chat.stream(asked, local, numbered, history, cancelled, view.library.names)

    def _evidence(self, draft: Answer, view: "View", only: tuple[str, ...]) -> list[Citation]:
        """Further passages for a chat model, a share for each district asked for."""
        units = draft.state["question"].units or draft.state.get("units") or only
        shares: list[tuple[str, ...]] = [(unit,) for unit in units] or [()]
        each = max(LEAST, EVIDENCE // len(shares))
        query = draft.resolved_question or draft.question
        hits = [hit for share in shares for hit in
                self.store.search(query, each, notices=view.library.ids, districts=share or None)]
        return [make_citation(view.library.notice(hit.passage.notice_id),
                              *(hit.sentence or (hit.passage.start, hit.passage.end)), 0)
                for hit in hits]


def _held(districts: Iterable[str] | None, library: Library) -> tuple[str, ...]:
    """The units among the districts ticked; all of them ticked narrows nothing."""
    wanted = tuple(districts or ())
    held = tuple(name for name in library.names if name in wanted)
    if wanted and not held:
        raise QuestionError(
            f"通报库里没有{'、'.join(wanted)}的通报:请改选库里的单位,或先添加它的通报。")
    return () if len(held) == len(library.names) else held


def _searched(draft: Answer, library: Library, only: tuple[str, ...]) -> str:
    units = tuple(draft.state.get("units", ())) or only
    notices = [n for n in library.notices if not units or n.district.name in units]
    return f"检索了 {len(notices)} 份通报、{sum(len(n.items) for n in notices)} 个条目"


def _found(draft: Answer, more: int = 0) -> str:
    items = {(c.notice_id, c.item_id) for c in draft.citations}
    if not items:
        return "没有找到可以引用的原文"
    return f"找到 {len(items)} 个条目中的 {len(draft.citations)} 处原文" + (
        f",另取 {more} 段备查" if more else "")


def _empty(asked: str) -> Answer:
    """The refusal of a library that holds nothing."""
    text = "通报库还是空的:请先添加通报(页面上的“添加通报”,或 python -m ingest 文件)。"
    return Answer(asked, "refusal", (Paragraph((Statement(text),)),), refused=True,
                  resolved_question=asked, searched="通报库里没有通报")


def _timed(answer: Answer, begun: float) -> Answer:
    return replace(answer, elapsed_ms=round((time.perf_counter() - begun) * 1000, 1))
