"""``python -m assistant ask | batch | evaluate``: the assistant at a terminal."""

import argparse
import json
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tqdm import tqdm

from assistant.answer import Answer
from assistant.assistant import Assistant
from assistant.batch import answered, record
from assistant.evaluation import (
    ASKED,
    EXAMPLE,
    GOLD,
    Evaluation,
    evaluate,
    read_questions,
    retrieval,
)
from errors import AssistantError, QuestionError
from settings import settings


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0: done, 2: it could not be done, and why is on stderr."""
    try:
        options = _parser().parse_args(arguments)
        with _opened(options.store, getattr(options, "notices", None)) as assistant:
            options.run(assistant, options)
    except (AssistantError, OSError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m assistant", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="命令")
    ask = _command(commands, "ask", _ask, "回答一个问题")
    ask.add_argument("question", help="问题")
    ask.add_argument("--json", action="store_true", help="以 JSON 输出完整回答")
    batch = _command(commands, "batch", _batch, "逐行回答一个问题文件")
    batch.add_argument("questions", type=Path, help=f"每行一个对象,如 {EXAMPLE}")
    batch.add_argument("--out", type=Path, required=True, help="写入回答的文件")
    figures = _command(commands, "evaluate", _evaluate, "对照标准答案给出各项指标")
    figures.add_argument("questions", type=Path, help="带标准答案的问题文件")
    figures.add_argument("--notices", type=Path,
                         help="先把这个文件夹收进一个临时检索库,用它评测")
    figures.add_argument("--failures", type=int, default=0, metavar="N", help="列出前 N 个错误")
    figures.add_argument("--json", action="store_true", help="以 JSON 输出指标")
    return parser


def _command(commands: Any, name: str, run: Any, purpose: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=purpose, description=purpose)
    command.add_argument("--store", type=Path, default=settings().store, help="检索库所在文件夹")
    command.set_defaults(run=run)
    return command


@contextmanager
def _opened(store: Path, notices: Path | None) -> Iterator[Assistant]:
    """The assistant over a store, or over notices taken into a store of this run."""
    if notices is None:
        with Assistant.open(store) as assistant:
            yield assistant
        return
    with tempfile.TemporaryDirectory() as folder, Assistant.open(Path(folder)) as assistant:
        assistant.sync(notices)
        yield assistant


def _ask(assistant: Assistant, options: argparse.Namespace) -> None:
    answer = assistant.ask(options.question)
    if options.json:
        _say(json.dumps(answer.to_dict(), ensure_ascii=False, indent=1))
        return
    _say(answer.text)
    for cite in answer.citations:
        where = " ".join(filter(None, (cite.district, cite.address or cite.item)))
        _say(f"[{cite.number}] {where}:{cite.quote.strip()}")
    for near in answer.nearest:
        _say(f"· 相近条目 {near.district} {near.address} {near.heading}")
    if answer.note:
        _say(answer.note)
    if answer.verdict:
        _say(answer.verdict)


def _batch(assistant: Assistant, options: argparse.Namespace) -> None:
    questions = read_questions(options.questions, ASKED)
    with options.out.open("w", encoding="utf-8") as out:
        for line in _answers(assistant, questions):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


def _evaluate(assistant: Assistant, options: argparse.Namespace) -> None:
    questions = read_questions(options.questions, GOLD)
    answers = list(_answers(assistant, questions))
    result = evaluate(questions, answers, retrieval(assistant, questions))
    if options.json:
        _say(json.dumps(result.figures, ensure_ascii=False))
        return
    for name, value in result.figures.items():
        if isinstance(value, dict):
            value = ", ".join(f"{k} {v}" for k, v in value.items())
        _say(f"{name:20} {value}")
    _failures(result, questions, answers, options.failures)


def _failures(result: Evaluation, questions: list[dict[str, Any]],
              answers: list[dict[str, Any]], count: int) -> None:
    asked = {q["id"]: q for q in questions}
    said = {a["id"]: a["answer"] for a in answers}
    for row in result.failures[:count]:
        gold = asked[row.id]
        _say(f"\n-- {row.id} {row.type} | {' / '.join(gold['turns'])}\n"
             f"   gold: {gold['answer'][:300]}\n"
             f"   got:  {said[row.id][:500].replace(chr(10), ' ⏎ ')}\n"
             f"   missing: {row.missing} forbidden: {row.forbidden} chars: {row.chars}/{row.limit}")


def _answers(assistant: Assistant, questions: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every question's answer as a record; one that cannot be asked is refused in it."""
    for question in tqdm(questions, desc="回答", unit="问", file=sys.stderr, leave=False):
        try:
            answer = answered(assistant, question["turns"])
        except QuestionError as error:
            answer = Answer(question["turns"][-1], "refusal", (), refused=True, note=str(error))
        yield record(question["id"], answer)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())
