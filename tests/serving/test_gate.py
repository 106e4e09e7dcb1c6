"""Who may call, what may be fetched, how much and how often: over real HTTP."""

import json
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from assistant.answer import Event
from errors import AssistantError
from page.serving import check
from page.users import Users
from settings import ROOT, Settings
from tests.browser.fake_assistant import FakeAssistant
from tests.serving.person import Person

Serve = Callable[..., str]


@pytest.fixture
def page(serve: Serve) -> Person:
    return Person(serve(FakeAssistant()))


def test_the_page_and_what_it_needs_are_served_with_its_headers(page: Person) -> None:
    reply = page.http.get("/")
    assert reply.status_code == 200
    assert "default-src 'self'" in reply.headers["content-security-policy"]
    for path in ("/config", "/theme.css", "/gradio_api/info", "/gradio_api/startup-events"):
        assert page.http.get(path).status_code == 200, path
    scripts = [part.split('"')[0] for part in reply.text.split('src="')[1:] if "assets" in part]
    assert scripts
    for script in scripts:
        path = "/" + script.removeprefix(str(page.http.base_url)).lstrip("./")
        assert page.http.get(path).status_code == 200, script


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.", "[", ""])
def test_a_name_that_is_not_ours_is_refused(page: Person, host: str) -> None:
    for path in ("/", "/health", "/config", "/gradio_api/info"):
        assert page.http.get(path, headers={"Host": host}).status_code == 400


def test_another_sites_request_is_refused(page: Person) -> None:
    reply = page.http.post("/gradio_api/run/ask", json={"data": ["问", None]},
                           headers={"Origin": "https://evil.example"})
    assert reply.status_code == 403


class Slow(FakeAssistant):
    """Takes its time."""

    def stream(self, *arguments: Any, **named: Any) -> Iterator[Event]:
        """Answer after a while."""
        sleep(0.5)
        yield from super().stream(*arguments, **named)


FILES = [ROOT / "settings.py", ROOT / "ui.py", ROOT / "page/gate.py", Path("/etc/passwd"),
         ROOT / "notices", ROOT / ".env", ROOT / "page/../errors.py"]


@pytest.mark.parametrize("way", ["/gradio_api/file={}", "/gradio_api/file/{}", "/file={}",
                                 "/gradio_api/proxy={}", "/static/{}", "/assets/{}",
                                 "/static/../..{}", "/assets/%2e%2e/%2e%2e{}", "/svelte/..{}",
                                 "/gradio_api/custom_component/../{}", "//gradio_api/file={}",
                                 "/gradio_api/%66ile={}", "/gradio_api/stream/../file={}"])
def test_nothing_of_the_disk_can_be_fetched(page: Person, tmp_path: Path, way: str) -> None:
    secret = tmp_path / "store" / "library.sqlite3"
    secret.parent.mkdir(exist_ok=True)
    secret.write_text("secret")
    for path in [*FILES, secret]:
        reply = page.http.get(way.format(path))
        assert reply.status_code in (400, 403, 404, 405), (way, path)
        assert b"secret" not in reply.content and b"root:" not in reply.content


@pytest.mark.parametrize("path", ["/monitoring", "/monitoring/summary", "/docs", "/openapi.json",
                                  "/gradio_api/openapi.json", "/gradio_api/dev/reload",
                                  "/gradio_api/runs", "/gradio_api/deep_link",
                                  "/gradio_api/vibe-code", "/gradio_api/profiling/traces"])
def test_what_the_page_does_not_use_is_not_there(page: Person, path: str) -> None:
    assert page.http.get(path).status_code == 404


def test_the_servers_paths_are_not_told(page: Person, tmp_path: Path) -> None:
    for path in ("/", "/config", "/gradio_api/info", "/health"):
        text = page.http.get(path).text
        assert str(tmp_path) not in text and str(ROOT) not in text, path


def test_an_uploaded_file_cannot_be_fetched_again(page: Person) -> None:
    path = page.upload(("a.txt", b"nothing for others")).json()[0]
    for way in ("/gradio_api/file=", "/gradio_api/file/", "/file="):
        assert page.http.get(way + path).status_code == 404


def test_health_is_told_without_login(serve: Serve, users: Users) -> None:
    url = serve(FakeAssistant())
    assert Person(url).http.get("/health").json()["status"] == "ok"


def test_only_who_is_logged_in_may_ask(serve: Serve, users: Users) -> None:
    url = serve(FakeAssistant())
    stranger, reader = Person(url), Person(url)
    assert stranger.http.get("/config").status_code == 401
    assert stranger.call_ask("改造了多少个小区?").status_code == 401
    assert stranger.login("reader", "wrong").status_code == 400
    assert stranger.login("nobody").status_code == 400
    assert stranger.call_ask("改造了多少个小区?").status_code == 401
    assert reader.login("reader").status_code == 200
    assert reader.call_ask("改造了多少个小区?").status_code == 200
    assert reader.http.get("/config").status_code == 200


def test_who_is_removed_is_out_at_once(serve: Serve, users: Users) -> None:
    reader = Person(serve(FakeAssistant()))
    reader.login("reader")
    assert reader.call_ask("改造了多少个小区?").status_code == 200
    users.remove("reader")
    assert reader.call_ask("改造了多少个小区?").status_code == 401
    assert reader.http.get("/config").status_code == 401


def test_uploading_is_a_right_of_its_own(serve: Serve, users: Users) -> None:
    url = serve(FakeAssistant())
    stranger, reader, editor = Person(url), Person(url), Person(url)
    reader.login("reader")
    editor.login("editor")
    assert stranger.upload(("a.txt", b"x")).status_code in (401, 403)
    assert reader.upload(("a.txt", b"x")).status_code == 403
    reply = editor.upload(("a.txt", b"x"))
    assert reply.status_code == 200
    reader.hello()
    assert reader.take_in(reply.json()).status_code == 403
    editor.hello()
    assert editor.take_in(reply.json()).status_code == 200


def test_uploads_can_be_switched_off(serve: Serve) -> None:
    page = Person(serve(FakeAssistant(), uploads=False))
    assert page.upload(("a.txt", b"x")).status_code == 403
    assert page.call_ask("改造了多少个小区?").status_code == 200


def test_size_and_number_of_uploads_are_limited(serve: Serve) -> None:
    page = Person(serve(FakeAssistant(), upload_limit_mb=1, upload_files=2))
    assert page.upload(("a.txt", b"x" * (3 << 20))).status_code == 413
    assert page.upload(("a.txt", b"x" * (1 << 20 | 1))).status_code in (413, 500)
    page.hello()
    paths = page.upload(*[(f"{n}.txt", b"x") for n in range(3)]).json()
    reply = page.take_in(paths)
    assert reply.status_code == 413 and "2 个文件" in reply.json()["detail"]
    assert page.take_in(paths[:2]).status_code == 200


@pytest.mark.parametrize("length", ["", "Content-Length: 10\r\n", "Content-Length: ten\r\n"])
def test_an_upload_whose_length_is_not_known_is_not_read(page: Person, length: str) -> None:
    url = page.http.base_url
    with socket.create_connection((url.host, url.port), timeout=20) as line:
        line.sendall(f"POST /gradio_api/upload HTTP/1.1\r\nHost: {url.host}\r\n"
                     "Content-Type: multipart/form-data; boundary=b\r\n"
                     f"Transfer-Encoding: chunked\r\n{length}\r\n".encode())
        assert line.recv(99).split()[1] in (b"400", b"411")  # 400: the server's own, for nonsense


def test_an_upload_in_pieces_is_told_what_it_lacks(page: Person) -> None:
    reply = page.http.post("/gradio_api/upload", content=iter([b"x"] * 3))
    assert reply.status_code == 411 and "Content-Length" in reply.json()["detail"]


def test_who_uploads_too_fast_is_told_to_wait_and_may_still_ask(
    serve: Serve, users: Users
) -> None:
    editor = Person(serve(FakeAssistant(), asks_per_minute=8))
    editor.login("editor")
    replies = [editor.upload(("a.txt", b"x")) for _ in range(4)]
    assert [r.status_code for r in replies[:2]] == [200, 200]
    assert replies[-1].status_code == 429 and "添加得太快" in replies[-1].json()["detail"]
    assert editor.call_ask("改造了多少个小区?").status_code == 200


def test_without_logins_nobody_on_the_machine_is_slowed_down(serve: Serve) -> None:
    page = Person(serve(FakeAssistant(), asks_per_minute=1))
    for _ in range(4):
        assert page.call_ask("改造了多少个小区?").status_code == 200
        assert page.upload(("a.txt", b"x")).status_code == 200


def test_a_request_that_is_too_long_or_no_json_is_refused(page: Person) -> None:
    assert page.call_ask("长" * (1 << 20)).status_code == 413
    reply = page.http.post("/gradio_api/run/ask", content=b"{", headers={
        "content-type": "application/json"})
    assert reply.status_code == 400


def test_a_question_that_is_too_long_is_told(digests: Any, serve: Serve) -> None:
    page = Person(serve(digests, question_limit=60))
    answer = page.call_ask("整改" * 300).json()["data"][0]
    assert "超过上限" in answer["error"]
    page.hello()
    assert "问题有 600 个字,超过上限" in page.ask("整改" * 300)


def test_who_asks_too_fast_is_told_to_wait_and_nobody_else(serve: Serve, users: Users) -> None:
    url = serve(FakeAssistant(), asks_per_minute=8)
    hasty, other = Person(url), Person(url)
    hasty.login("reader")
    other.login("editor")
    codes = [hasty.call_ask("改造了多少个小区?").status_code for _ in range(4)]
    assert codes[:2] == [200, 200] and 429 in codes
    reply = hasty.call_ask("改造了多少个小区?")
    assert "秒再来" in reply.json()["detail"] and int(reply.headers["retry-after"]) > 0
    assert other.call_ask("改造了多少个小区?").status_code == 200


def test_guessing_passwords_is_slowed_down(serve: Serve, users: Users) -> None:
    url = serve(FakeAssistant())
    assert 429 in [Person(url).login("reader", f"guess {n}").status_code for n in range(12)]


def test_a_full_queue_says_so(serve: Serve) -> None:
    url = serve(Slow(), queue_limit=1, concurrent_answers=1)
    replies = []
    for _ in range(6):
        person = Person(url)
        person.hello()
        replies.append(person.join("ask", [person.token], {"question": "改造了多少个小区?"}))
    full = [r for r in replies if r.status_code == 429]
    assert full and "队列已满" in full[0].json()["detail"]
    assert replies[0].status_code == 200


@pytest.mark.parametrize(("fields", "why"), [
    ({"host": "0.0.0.0"}, "ALLOWED_HOSTS"),
    ({"host": "0.0.0.0", "allowed_hosts": "localhost"}, "page.users add"), ({"host": "192.0.2.7"}, "page.users add"),
    ({"host": "::", "allowed_hosts": "a.example"}, "page.users add"),
    ({"allowed_hosts": "a.example"}, "page.users add")])
def test_others_are_served_only_with_logins(tmp_path: Path, fields: Any, why: str) -> None:
    with pytest.raises(AssistantError, match=why):
        check(Settings(users_file=tmp_path / "users", **fields))


def test_a_port_in_use_is_told(serve: Serve) -> None:
    taken = int(serve(FakeAssistant()).rpartition(":")[2])
    with pytest.raises(AssistantError, match=f"端口 {taken}"):
        serve(FakeAssistant(), port=taken)


def test_a_name_that_is_allowed_is_served(serve: Serve, users: Users) -> None:
    page = Person(serve(FakeAssistant(), allowed_hosts="Tongbao.example, b.example"))
    assert page.http.get("/health", headers={"Host": "tongbao.example"}).status_code == 200
    assert page.http.get("/health", headers={"Host": "c.example"}).status_code == 400


def test_the_log_has_no_question_unless_told(
    serve: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    question = "改造了多少个小区?"
    caplog.set_level("INFO", logger="notices")
    Person(serve(FakeAssistant())).call_ask(question)
    assert [r.fields["kind"] for r in caplog.records if r.getMessage() == "answered"]
    assert question not in json.dumps([r.__dict__ for r in caplog.records], default=str,
                                      ensure_ascii=False)
    Person(serve(FakeAssistant(), log_questions=True)).call_ask(question)
    assert caplog.records[-1].fields["question"] == question
