import io
import stat
from pathlib import Path

import pytest

from errors import AssistantError
from page.rate import Rate
from page.users import User, Users, main

PASSWORD = "长一点的密码 with words"


def run(path: Path, *arguments: str, password: str = PASSWORD) -> tuple[int, str]:
    out = io.StringIO()
    return main(["--file", str(path), *arguments], out, lambda _: password), out.getvalue()


def test_added_listed_checked_and_removed(tmp_path: Path) -> None:
    path = tmp_path / "users"
    assert run(path, "add", "reader") == (0, "")
    assert run(path, "add", "编辑", "--upload")[0] == 0
    users = Users(path)
    assert users.checked("reader", PASSWORD) and users.checked("编辑", PASSWORD)
    assert not users.checked("reader", PASSWORD + " ")
    assert not users.checked("nobody", PASSWORD) and not users.checked("", "")
    assert users.may_upload("编辑") and not users.may_upload("reader")
    assert not users.may_upload(None)
    assert run(path, "list")[1].splitlines() == ["reader\t提问", "编辑\t提问、添加通报"]
    assert run(path, "remove", "reader")[0] == 0
    assert run(path, "remove", "reader")[0] == 1
    assert not users.checked("reader", PASSWORD)


def test_the_file_is_the_owners_and_holds_no_password(tmp_path: Path) -> None:
    path = tmp_path / "users"
    run(path, "add", "a")
    run(path, "add", "b")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text(encoding="utf-8")
    assert PASSWORD not in text
    hashes = {line.split("\t")[3] for line in text.splitlines()}
    assert len(hashes) == 2, "equal passwords must not look equal"


def test_bad_names_and_short_passwords_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "users"
    for name in ("", "a\tb", "a\nb", "a:b", "x" * 65):
        assert run(path, "add", name)[0] == 2
    code, told = run(path, "add", "a", password="short")
    assert code == 2 and "密码太短" in told
    assert not path.exists()


def test_a_damaged_file_lets_nobody_in(tmp_path: Path) -> None:
    path = tmp_path / "users"
    path.write_text("reader\task\n", encoding="utf-8")
    with pytest.raises(AssistantError, match="不完整"):
        Users(path).checked("reader", "")


def test_a_user_added_again_has_the_new_password(tmp_path: Path) -> None:
    users = Users(tmp_path / "users")
    users.add(User.of("a", PASSWORD, may_upload=False))
    users.add(User.of("a", PASSWORD * 2, may_upload=True))
    assert not users.checked("a", PASSWORD) and users.checked("a", PASSWORD * 2)
    assert list(users.all()) == ["a"]


def test_the_rate_lets_a_burst_and_then_so_many_a_minute() -> None:
    now = [0.0]
    rate = Rate(12, clock=lambda: now[0])
    assert [rate.wait("a") for _ in range(3)] == [0, 0, 0]
    assert rate.wait("a") == pytest.approx(5)
    assert rate.wait("b") == 0
    went = 0
    for second in range(600):
        now[0] = float(second)
        went += rate.wait("a") == 0
    assert 118 <= went <= 122
