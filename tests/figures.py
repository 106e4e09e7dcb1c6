"""``make eval``: the figures of the README, each set of questions on its own notices, and the judge."""

import argparse
import sys
from pathlib import Path

from assistant.__main__ import main as assistant
from tests.assistant.adversarial.evaluation import evaluate_judge

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
UNSEEN = "unseen layouts"
"""The set that nothing is developed on or learned from."""
SETS = {
    "bundled digests": (ROOT / "tests/assistant/questions.jsonl", ROOT / "notices"),
    "invented layouts": (ROOT / "tests/layouts/questions.jsonl", ROOT / "tests/layouts/notices"),
    **{f"more layouts, {folder.name}": (folder / "questions.jsonl", folder / "notices")
       for folder in sorted((ROOT / "tests/layouts/more").glob("*"), key=lambda p: int(p.name))},
    UNSEEN: (ROOT / "tests/unseen/questions.jsonl", ROOT / "tests/unseen/notices"),
    "original notices": (SHARED / "eval/questions.jsonl", SHARED / "notices"),
}


def main() -> int:
    """Print every set's figures; a set that is not at hand is named and passed over."""
    parser = argparse.ArgumentParser(prog="python -m tests.figures", description=__doc__)
    parser.add_argument("--failures", default="0", metavar="N", help="list the first N wrong ones")
    options = parser.parse_args()
    for name, (questions, notices) in SETS.items():
        sys.stdout.write(f"\n== {name}\n")
        if not (questions.is_file() and notices.is_dir()):
            sys.stdout.write("not at hand\n")
            continue
        sys.stdout.flush()
        failed = assistant(["evaluate", str(questions), "--notices", str(notices),
                            "--failures", options.failures])
        if failed:
            return failed
    score = evaluate_judge()
    sys.stdout.write(
        "\n== judge, on replies that are wrong on purpose\n"
        f"{'caught':20} {score.caught}/{score.adversarial}\n"
        f"{'wrongly flagged':20} {score.flagged}/{score.true_statements}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
