"""deploy/nginx.conf in front of the page, with a real nginx."""

import os
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from page.users import Users
from settings import ROOT
from tests.browser.fake_assistant import FakeAssistant
from tests.serving.person import Person, free_port

NAME = "tongbao.example.cn"
FRAME = """daemon off; {user} pid {folder}/pid; error_log {folder}/error.log;
events {{}}
http {{ access_log off; client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy;
fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
include {folder}/site.conf; }}
"""


@pytest.fixture
def front(tmp_path: Path, serve: Callable[..., str], users: Users) -> Iterator[Person]:
    """Somebody beyond nginx."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin:/usr/local/bin")
    if nginx is None or shutil.which("openssl") is None:
        pytest.skip("no nginx or no openssl found (Debian: apt install nginx-light openssl)")
    behind = serve(FakeAssistant(), allowed_hosts=NAME).rpartition(":")[2]
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2",
                    "-subj", f"/CN={NAME}", "-addext", f"subjectAltName=DNS:{NAME}",
                    "-keyout", str(key), "-out", str(certificate)],
                   check=True, capture_output=True)
    plain, secure = free_port(), free_port()
    lines = (ROOT / "deploy/nginx.conf").read_text(encoding="utf-8").splitlines()
    site = "\n".join(line for line in lines if "listen [::]" not in line)
    for old, new in (("listen 80;", f"listen 127.0.0.1:{plain};"),
                     ("listen 443", f"listen 127.0.0.1:{secure}"),
                     ("127.0.0.1:7860;\n    keep", f"127.0.0.1:{behind};\n    keep"),
                     ("/etc/ssl/certs/tongbao.pem", str(certificate)),
                     ("/etc/ssl/private/tongbao.key", str(key))):
        assert old in site, old
        site = site.replace(old, new)
    (tmp_path / "site.conf").write_text(site, encoding="utf-8")
    (tmp_path / "nginx.conf").write_text(FRAME.format(
        folder=tmp_path, user="user root;" if os.getuid() == 0 else ""), encoding="utf-8")
    process = subprocess.Popen([nginx, "-e", str(tmp_path / "error.log"),
                                "-c", str(tmp_path / "nginx.conf")])
    trust = ssl.create_default_context(cafile=str(certificate))
    trust.check_hostname = False
    person = Person(f"https://127.0.0.1:{secure}")
    person.http = httpx.Client(base_url=f"https://127.0.0.1:{secure}", verify=trust, timeout=60,
                               headers={"Host": NAME, "Origin": f"https://{NAME}"})
    try:
        _await(person, tmp_path / "error.log")
        yield person
    finally:
        process.terminate()
        process.wait()


def _await(person: Person, errors: Path) -> None:
    for _ in range(100):
        try:
            person.http.get("/health")
            return
        except httpx.ConnectError:
            time.sleep(0.1)
    raise AssertionError(errors.read_text(encoding="utf-8"))


def test_the_page_behind_nginx(front: Person) -> None:
    assert front.http.get("/health").json()["status"] == "ok"
    assert front.call_ask("改造了多少个小区?").status_code == 401
    reply = front.login("editor")
    assert reply.status_code == 200
    front.http.headers["Cookie"] = "; ".join(
        cookie.partition(";")[0] for cookie in reply.headers.get_list("set-cookie"))
    page = front.http.get("/")
    assert page.status_code == 200 and "max-age" in page.headers["strict-transport-security"]
    assert "http://" not in page.text.replace("http://www.w3.org", "")
    front.hello()
    assert "process_completed" in front.ask("改造了多少个小区?")
    assert front.upload(("a.txt", b"x" * (2 << 20))).status_code == 200
    other = front.http.get("/health", headers={"Host": "other.example"})
    assert other.status_code in (400, 421)
