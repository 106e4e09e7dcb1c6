"""How the page is served: loopback, or elsewhere only with logins; see :mod:`page.gate`."""

import ipaddress
from typing import Any

from starlette.middleware import Middleware

from errors import AssistantError
from page.events import Engine
from page.gate import Gate, Limits
from page.policy import LocalOnly
from page.users import Users
from settings import ROOT, Settings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
_EVERYWHERE = frozenset({"", "0.0.0.0", "::"})


def launch_options(engine: Engine, config: Settings) -> dict[str, Any]:
    """What ``Blocks.launch`` has to be given to keep to the settings.

    Raises AssistantError as :func:`check` does.
    """
    check(config)
    users = Users(config.users_file)
    guarded = bool(users.all())

    def may_upload(user: str | None) -> bool:
        return config.uploads and (not guarded or users.may_upload(user))

    def health() -> dict[str, Any]:
        try:
            return {"status": "ok", "notices": len(engine.notices())}
        except AssistantError:
            return {"status": "failing"}

    limits = Limits(
        hosts=hosts(config), is_user=lambda name: name in users.all(), may_upload=may_upload,
        asks_per_minute=config.asks_per_minute, queue_limit=config.queue_limit,
        upload_files=config.upload_files, upload_mb=config.upload_limit_mb, health=health,
        unlimited=not guarded)  # without logins, check() lets this machine in and nobody else
    return {
        "auth": users.checked if guarded else None,
        "auth_message": "请登录后提问。" if guarded else None,
        "allowed_paths": [],
        "blocked_paths": [str(path.resolve()) for path in
                          (ROOT, config.store, config.notices, config.users_file)],
        "app_kwargs": {
            "middleware": [Middleware(LocalOnly), Middleware(Gate, limits=limits)],
            "docs_url": None, "redoc_url": None, "openapi_url": None},
    }


def check(config: Settings) -> None:
    """AssistantError where the page would be served to others without logins, or nameless."""
    at_home = _is_loopback(config.host) and hosts(config) <= LOOPBACK
    if not at_home and not Users(config.users_file).all():
        raise AssistantError(
            f"页面要对外服务(HOST={config.host},ALLOWED_HOSTS={config.allowed_hosts}),"
            "但还没有登录用户:请先运行 python -m page.users add 用户名,或只在本机服务。")


def hosts(config: Settings) -> frozenset[str]:
    """The names under which the page may be called; AssistantError where none is known."""
    given = {name.strip().lower() for name in config.allowed_hosts.split(",") if name.strip()}
    host = config.host.lower()
    if host in _EVERYWHERE and not given:
        raise AssistantError(
            f"HOST={config.host!r} 会在所有网卡上服务:请在 ALLOWED_HOSTS 里写明访问用的名称"
            "(例如 tongbao.example.cn),多个用逗号隔开。")
    own = set() if host in _EVERYWHERE or _is_loopback(host) else {host}
    return LOOPBACK | given | own


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
