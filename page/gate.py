"""What stands before Gradio: who is called, what may be fetched, how much, how often.

Gradio serves routes that this page does not use (files of the disk, proxies, monitoring, editing);
only those in ``_OPEN`` get through, everything else is not there.
"""

import json
import math
import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from .rate import Rate

LOGINS_PER_MINUTE = 20
_BODY_LIMIT = 1 << 20
"""Bytes of a request other than an upload."""
_API = "/gradio_api"
_OPEN = re.compile(
    r"/(login/?|logout|config/?|theme\.css|favicon\.ico|manifest\.json|robots\.txt"
    r"|(static|assets|svelte)/[^?]*"
    r"|gradio_api/(info|app_id|user|token|login_check|theme\.css|startup-events|upload"
    r"|upload_progress|cancel|reset|heartbeat/\w+|queue/(join|data)"
    r"|(run|api|call)/\w+(/\w+)?)/?)?"
)
_COSTLY = re.compile(rf"{_API}/(queue/join|(run|api|call)/\w+)/?")


@dataclass(frozen=True)
class Limits:
    """What the gate lets through; ``may_upload`` is asked with the user's name, if any.

    ``is_user`` says of somebody who has logged in whether they still are a user. ``unlimited``:
    nobody is held to ``asks_per_minute``, which is for a page without logins on its own machine.
    """

    hosts: frozenset[str]
    is_user: Callable[[str], bool]
    may_upload: Callable[[str | None], bool]
    asks_per_minute: int
    queue_limit: int
    upload_files: int
    upload_mb: int
    health: Callable[[], dict[str, Any]]
    unlimited: bool = False


@dataclass(frozen=True)
class Refused(Exception):
    """A request that is not passed on: its status and one sentence why."""

    status: int
    why: str
    headers: dict[str, str] = field(default_factory=dict)


class Gate:
    """ASGI middleware that holds every request to the limits."""

    def __init__(self, app: ASGIApp, limits: Limits) -> None:
        self.app = app
        self.limits = limits
        self._asks = Rate(limits.asks_per_minute)
        self._files = Rate(limits.asks_per_minute)
        self._logins = Rate(LOGINS_PER_MINUTE)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or say why not."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        try:
            self._check_names(headers)
            if scope["path"] == "/health":
                state = self.limits.health()
                status = 200 if state["status"] == "ok" else 503
                await JSONResponse(state, status)(scope, receive, send)
                return
            receive = await self._checked(scope, headers, receive)
        except Refused as refused:
            response = JSONResponse({"detail": refused.why}, refused.status, refused.headers)
            await response(scope, receive, send)
            return
        await self.app(scope, receive, send)

    def _check_names(self, headers: dict[str, str]) -> None:
        """Refuse other hosts' names (DNS rebinding) and other sites' requests."""
        if _name(f"//{headers.get('host', '')}") not in self.limits.hosts:
            raise Refused(400, "这个地址不在允许的名称里:请用本机地址,或把它加进 ALLOWED_HOSTS。")
        origin = headers.get("origin")
        if origin is not None and _name(origin) not in self.limits.hosts:
            raise Refused(403, "请求来自别的网站,已拒绝。")

    async def _checked(self, scope: Scope, headers: dict[str, str], receive: Receive) -> Receive:
        """The way to receive a request that may go on."""
        path = scope["path"]
        if not _OPEN.fullmatch(path):
            raise Refused(404, "没有这个页面。")
        user = _user(scope["app"], headers.get("cookie", ""))
        if user and not self.limits.is_user(user) and not path.startswith("/log"):
            raise Refused(401, "这个登录已被取消:请联系管理员。")
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return receive
        who = user or (scope.get("client") or ("?",))[0]
        if path.startswith("/login"):
            _wait(self._logins, who, "登录试得太多")
        if path.rstrip("/") == f"{_API}/upload":
            self._check_upload(user, who, headers)
            return receive
        body = await _read(receive)
        if _COSTLY.fullmatch(path):
            self._check_call(scope["app"], path, user, who, body)
        return _again(body, receive)

    def _check_upload(self, user: str | None, who: str, headers: dict[str, str]) -> None:
        """Refuse uploads without right or measure, and sizes that no allowed upload has.

        Its length has to be given beforehand: browsers do, and the server reads no further. Counted
        while it streams, one cut off would leave its files behind. Taking the files in is counted
        with the questions, so a page's upload counts once for each.
        """
        if not self.limits.may_upload(user):
            raise Refused(403, "您没有添加通报的权限:请联系管理员。")
        length = headers.get("content-length", "")
        if "transfer-encoding" in headers or not length.isdecimal():
            raise Refused(411, "上传没有写明大小:请在网页上添加,或在请求里给出 Content-Length。")
        most = self.limits.upload_mb * self.limits.upload_files << 20
        if int(length) > most + _BODY_LIMIT:
            raise Refused(413, f"一次上传不能超过 {self.limits.upload_files} 个文件、"
                               f"每个 {self.limits.upload_mb} MB:请分几次添加。")
        if not self.limits.unlimited:
            _wait(self._files, who, "添加得太快")

    def _check_call(self, app: Any, path: str, user: str | None, who: str, body: bytes) -> None:
        """Refuse a call without right or measure; clicks that cost nothing pass."""
        name, sent = _called(app, path, body)
        if name == "upload":
            if not self.limits.may_upload(user):
                raise Refused(403, "您没有添加通报的权限:请联系管理员。")
            if _files(sent) > self.limits.upload_files:
                raise Refused(413, f"一次最多添加 {self.limits.upload_files} 个文件:请分几次添加。")
        if name:
            if len(app.get_blocks()._queue) >= self.limits.queue_limit:
                raise Refused(429, "现在提问的人太多,队列已满:请过一会儿再问。",
                              {"Retry-After": "10"})
            if not self.limits.unlimited:
                _wait(self._asks, who, "问得太快")


def _wait(rate: Rate, who: str, what: str) -> None:
    if seconds := math.ceil(rate.wait(who)):
        raise Refused(429, f"{what}:请过 {seconds} 秒再来。", {"Retry-After": str(seconds)})


def _called(app: Any, path: str, body: bytes) -> tuple[str, list[Any]]:
    """The name of the queued function that is called ("" for a mere click), and what it is sent."""
    try:
        sent = json.loads(body or b"{}")
        data, index = sent.get("data") or [], sent.get("fn_index")
    except (ValueError, AttributeError) as error:
        raise Refused(400, "请求不是完整的 JSON。") from error
    functions = app.get_blocks().fns
    called = path.rstrip("/").split("/")[-1]
    if isinstance(index, int):
        found = [functions[index]] if index in functions else []
    else:
        found = [f for f in functions.values() if f.api_name == called]
    names = [f.name for f in found if f.queue]
    return (str(names[0]) if names else "", data if isinstance(data, list) else [])


def _files(sent: Collection[Any]) -> int:
    return sum(len(part) for part in sent if isinstance(part, list))


def _user(app: Any, cookie: str) -> str | None:
    """The user that Gradio's cookie stands for."""
    try:
        jar = SimpleCookie(cookie)
    except CookieError:
        return None
    for kind in ("access-token", "access-token-unsecure"):
        if token := jar.get(f"{kind}-{app.cookie_id}"):
            found = app.tokens.get(token.value)
            return None if found is None else str(found)
    return None


async def _read(receive: Receive) -> bytes:
    """The whole body of a request; Refused if it is too long."""
    parts: list[bytes] = []
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            break
        parts.append(message.get("body", b""))
        if sum(map(len, parts)) > _BODY_LIMIT:
            raise Refused(413, "请求太长。")
        more = message.get("more_body", False)
    return b"".join(parts)


def _again(body: bytes, receive: Receive) -> Receive:
    """A way to receive a body that was read already."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


def _name(url: str) -> str:
    """The host's name in an address; "" for nonsense."""
    try:
        return (urlsplit(url).hostname or "").lower()
    except ValueError:
        return ""
