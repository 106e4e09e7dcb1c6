"""What holds of the repository as a whole: its rooms, its settings, what it says of itself."""

import ast
import re
import subprocess
from pathlib import Path

import pytest

from settings import Settings, settings

ROOT = Path(__file__).resolve().parents[1]
ROOMS = ("assistant", "ingest", "vectorstore", "page", "prompts")
MODULES = sorted(p for room in ROOMS for p in (ROOT / room).rglob("*.py"))
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt", "constraints.txt")
READMES = ("README.md", "README.zh.md")
ALLOWED = {
    "vectorstore": set(),
    "prompts": set(),
    "ingest": {"vectorstore"},
    "assistant": {"ingest", "vectorstore", "prompts"},
    "page": {"assistant", "ingest"},
}


def imported(path: Path) -> set[str]:
    """The top-level names that a module imports."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


@pytest.mark.parametrize("room", ROOMS)
def test_data_flows_one_way(room: str) -> None:
    for path in (ROOT / room).rglob("*.py"):
        others = imported(path) & (set(ROOMS) - {room})
        assert others <= ALLOWED[room], path


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_stay_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 350


@pytest.mark.parametrize("name", [".env.example", *READMES])
def test_every_setting_is_documented(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    for field in Settings.model_fields:
        assert re.search(rf"\b{field.upper()}\b", text), field


def test_settings_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("STORE", "")
    found = Settings()
    assert (found.port, found.store) == (8123, ROOT / ".store")


def test_a_wrong_setting_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "eighty")
    settings.cache_clear()
    with pytest.raises(Exception, match="PORT"):
        settings()
    settings.cache_clear()


def test_requirements_are_pinned() -> None:
    for name in REQUIREMENTS:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            words = line.split("#")[0].strip()
            assert not words or re.fullmatch(r"[A-Za-z0-9._\[\]-]+==[\w.]+", words), line
    assert "--hash=sha256:" in (ROOT / "requirements-verified.txt").read_text(encoding="utf-8")


def test_nothing_names_a_registry() -> None:
    names = [*REQUIREMENTS, "requirements-verified.txt", "Makefile", ".ci/run", "pyproject.toml"]
    for name in names:
        text = (ROOT / name).read_text(encoding="utf-8")
        assert not re.search(r"https?://(?!127\.0\.0\.1)|index-url|find-links", text), name


@pytest.mark.parametrize("name", READMES)
def test_readmes_are_short_and_point_at_what_exists(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 200
    for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", text):
        assert (ROOT / target).exists(), target
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make (\w+)", text):
        assert re.search(rf"^{target}:", makefile, re.M), target


def test_scripts_are_sound() -> None:
    assert (ROOT / ".ci/run").stat().st_mode & 0o111
    subprocess.run(["bash", "-n", str(ROOT / ".ci/run")], check=True)
