"""The maker with a chat model: the same evidence, written up by a model, checked, or given up.

The model-free answer is always made first. It is the ground of the evidence and what the reader
gets, with one sentence why, whenever the model fails or nothing it says can be verified.
"""

import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Block, Citation, Delta, Event, Step, Turn
from assistant.chat_evidence import Evidence, conversation, narrowed
from assistant.chat_reply import parse, settled, shown
from assistant.chat_wire import Cancelled, Limits, pieces
from assistant.figures import facts, same
from assistant.judge import Judge
from assistant.judge_text import leaks, sanitised, shingles
from errors import ModelError
from prompts import REFUSAL, Prompt, load
from settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models.chat_models import BaseChatModel

_HELD = re.compile(
    r"!$|!?\[[^\]\n]{0,200}$|!?\[[^\]\n]*\](?:\([^)\n]*)?$|【[^】\n]{0,60}$|<[^>]*$|&\w{0,6}$"
    r"|[A-Za-z][\w:/.?=&%#-]*$", re.ASCII)
"""The end of a provisional text that may yet turn out to be a marker, HTML or an address."""
_HAN = re.compile(r"[\u4e00-\u9fff]")
_WORD = re.compile(r"[A-Za-z]{2,}")
_INNARDS = re.compile(r"可用编号|<<<|>>>|通报原文\s*k[0-9a-f]{5}|(?:k[0-9a-f]{5}[、,\uff0c\s]+){2}k[0-9a-f]{5}(?!\])")


class ChatMaker:
    """Answers with a chat model; ``name`` is what the page calls it."""

    def __init__(self, model: "BaseChatModel", name: str, limits: Limits | None = None) -> None:
        self._model, self.name, self.limits = model, name, limits or Limits()

    def __repr__(self) -> str:
        return f"ChatMaker({self.name!r})"

    @classmethod
    def from_settings(cls, settings: Settings, limits: Limits | None = None) -> "ChatMaker | None":
        """The maker that the settings name; None when they name none.

        ModelError when the model's name or its integration package is not to be had.
        """
        if not settings.chat_model:
            return None
        limits = limits or Limits()
        return cls(_model(settings, limits), _provider_and_name(settings)[1], limits)

    def stream(self, question: str, local: Answer, evidence: Sequence[Citation] = (),
               history: Sequence[Turn] = (), cancelled: threading.Event | None = None,
               districts: Sequence[str] = ()) -> Iterator[Event]:
        """Steps, then Delta (provisional) and Answer events; the last is the whole Answer.

        Each Answer before the last holds the sentences settled (checked) so far; the Deltas
        after it are the provisional rest. ``local`` is the model-free answer, ``evidence``
        further passages, ``districts`` all that are held. On stop the last Answer is what was
        settled, or ``local``.
        """
        started = time.perf_counter()
        whole = (*local.citations, *evidence)
        ground = Evidence.within(whole, self.limits.evidence)
        if not ground.citations:
            yield local
            return
        yield Step("writing", f"由 {self.name} 依据 {len(ground.citations)} 段原文作答")
        prompt = _prompt(local, ground)
        draft = _Draft(local, ground, Judge(ground.citations, districts), prompt, self.name)
        messages = _messages(prompt, question, local, ground, history)
        try:
            for piece in pieces(self._model, messages, self.limits, cancelled):
                yield from draft.take(piece)
            answer = draft.finished(question)
        except Cancelled:
            answer = draft.stopped()
        except ModelError as problem:
            yield Step("fallback", f"{problem},改由无模型方式回答")
            yield replace(local, note=f"{problem},以下为无模型的回答。")
            return
        yield Step("checking", answer.verdict or "没有需要核实的陈述")
        elapsed = (time.perf_counter() - started) * 1000 + local.elapsed_ms
        yield replace(narrowed(answer, whole) if answer.maker == self.name else answer,
                      elapsed_ms=elapsed)

    def rewrite(self, question: str, history: Sequence[Turn],
                cancelled: threading.Event | None = None) -> str | None:
        """The follow-up as a question of its own; None when the model fails or makes things up."""
        past = conversation(history)
        messages = load("rewrite").render(question=question, history=past)
        limits = replace(self.limits, first_s=min(8.0, self.limits.first_s),
                         total_s=min(15.0, self.limits.total_s), retries=0, reply=400)
        try:
            text = "".join(pieces(self._model, messages, limits, cancelled))
        except (ModelError, Cancelled):
            return None
        lines = sanitised(text).strip().splitlines()
        line = lines[0].strip("“”\" ") if len(lines) == 1 else ""
        known = facts(past + question)
        new = [f for f in facts(line) if not f.soft and not any(same(f, k) for k in known)]
        return line if 2 <= len(line) <= 200 and not new else None


class _Draft:
    """A reply as it grows: what is settled has been judged, the rest is provisional."""

    def __init__(self, local: Answer, ground: Evidence, judge: Judge, prompt: Prompt,
                 name: str) -> None:
        self._local, self._ground, self._judge, self._name = local, ground, judge, name
        self._secret = shingles(prompt.lines)
        self._text, self._settled, self._shown = "", "", ""

    def take(self, piece: str) -> Iterator[Event]:
        """The events that a further piece of the reply brings."""
        self._text += piece
        done = settled(self._text)
        if len(done) > len(self._settled) and REFUSAL not in done:
            self._settled, self._shown = done, ""
            yield self._answer(done)
        if REFUSAL.startswith(self._text.strip()[:len(REFUSAL)]):
            return
        tail = self._text[len(self._settled):]
        held = _HELD.search(tail)
        clean = sanitised(shown(tail[:held.start()] if held else tail, self._ground.keys))
        if clean.startswith(self._shown) and clean != self._shown:
            yield Delta(clean[len(self._shown):])
            self._shown = clean

    def finished(self, question: str) -> Answer:
        """The whole reply, judged. ModelError when it is not fit to be shown."""
        text = self._text.strip()
        if not text:
            raise ModelError("聊天模型没有给出任何内容")
        if REFUSAL.strip("【】") in text and len(text) < len(REFUSAL) + 30 and not facts(text):
            return self._refused()
        words = sanitised(shown(text, {}))
        if _HAN.search(question) and len(_HAN.findall(words)) < 2 * len(_WORD.findall(words)):
            raise ModelError("聊天模型没有用提问的语言回答")
        answer = self._answer(text)
        states = [s.check.state for s in answer.statements()]
        good = sum(s in ("verified", "computed") for s in states)
        if not good:
            raise ModelError("聊天模型的回答没有一句能在通报中核实")
        if self._local.refused and any(s in ("unverified", "struck") for s in states):
            raise ModelError("聊天模型的回答不能全部在通报中核实")
        return answer

    def stopped(self) -> Answer:
        """What was settled when the reader pressed stop, or else the model-free answer."""
        answer = self._answer(self._settled)
        if not any(s.check.state == "verified" for s in answer.statements()):
            return replace(self._local, note="已停止,以下为无模型的回答。")
        return replace(answer, note="已停止,回答不完整。")

    def _answer(self, text: str) -> Answer:
        blocks = checked(text, self._ground.keys, self._judge, self._secret)
        used = {n for s in replace(self._local, blocks=blocks).statements() for n in s.citations}
        cited = tuple(c for c in self._ground.citations if c.number in used)
        return replace(self._local, blocks=blocks, citations=cited, refused=False, nearest=(),
                       maker=self._name)

    def _refused(self) -> Answer:
        if self._local.refused:
            return replace(self._local, maker=self._name)
        return replace(self._local, note=f"{self._name} 认为通报未提及,以下为无模型的回答。")


def checked(reply: str, keys: Mapping[str, int], judge: Judge,
            secret: frozenset[str] = frozenset()) -> tuple[Block, ...]:
    """A reply as it may be shown: cleaned, its markers resolved, every statement judged.

    Lines that repeat the prompt (``secret``: its shingles) or its innards are left out.
    """
    kept = (line for line in reply.splitlines() if not _INNARDS.search(line))
    lines = sanitised("\n".join(kept)).splitlines()
    return judge.blocks(parse("\n".join(x for x in lines if not leaks(x, secret)), keys))


def _prompt(local: Answer, ground: Evidence) -> Prompt:
    if len(ground.districts) > 1:
        return load("compare")
    return load("summarise" if local.kind == "section" else "answer")


def _messages(prompt: Prompt, question: str, local: Answer, ground: Evidence,
              history: Sequence[Turn]) -> list[tuple[str, str]]:
    inputs = {
        "question": question,
        "understood": local.resolved_question or local.understood or question,
        "evidence": ground.text,
        "keys": "、".join(ground.keys),
        "history": conversation(history),
        "districts": "、".join(ground.districts),
    }
    return prompt.render(**{name: inputs[name] for name in prompt.inputs})


def _model(settings: Settings, limits: Limits) -> "BaseChatModel":
    """The LangChain model of the settings; retries and waiting are ours, not its own."""
    from langchain.chat_models import init_chat_model

    provider, name = _provider_and_name(settings)
    options: dict[str, Any] = {"temperature": 0, "model_provider": provider or None}
    if settings.chat_base_url:
        options["base_url"] = settings.chat_base_url
    if provider != "ollama":
        options["api_key"] = settings.chat_api_key.get_secret_value() or "none"
        options |= {"max_retries": 0, "timeout": limits.total_s}
    try:
        model: BaseChatModel = init_chat_model(name, **options)
    except ImportError:
        raise ModelError(
            f"聊天模型 {settings.chat_model} 需要另装 LangChain 的接入包(如 langchain-{provider}),"
            "请安装后再启动") from None
    except ValueError:
        raise ModelError(
            f"不认识聊天模型 {settings.chat_model},请把 CHAT_MODEL 写成 provider:model 的形式,"
            "例如 openai:qwen2.5") from None
    return model


def _provider_and_name(settings: Settings) -> tuple[str, str]:
    """The provider ("" where none is named) and the model's own name.

    What stands before a colon may be part of the name: at an OpenAI-compatible server qwen2.5:7b
    is one, as Ollama writes them.
    """
    before, colon, after = settings.chat_model.partition(":")
    if colon and (before in _PROVIDERS or not settings.chat_base_url):
        return before, after
    return ("openai" if settings.chat_base_url else ""), settings.chat_model


_PROVIDERS = ("openai", "ollama", "anthropic", "deepseek", "mistralai", "groq")
