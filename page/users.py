"""Logins in a file of hashed passwords: ``python -m page.users add NAME [--upload]``.

One line a user: name, rights ("ask" or "ask,upload"), salt and hash, between tabs. The file is
read at every request of somebody logged in, so a user removed is out at once, and one added counts
from then on.
"""

import argparse
import getpass
import hashlib
import hmac
import os
import re
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from errors import AssistantError
from settings import settings

LEAST_PASSWORD = 10
_NAME = re.compile(r"[\w.@-]{1,64}")
_COST, _BLOCK, _LANES, _BYTES = 2**14, 8, 1, 32
_MEMORY = 64 * 2**20
_NOBODY = ("00" * 16, "00" * _BYTES)


@dataclass(frozen=True)
class User:
    """A login; ``salt`` and ``hash`` are hexadecimal."""

    name: str
    may_upload: bool
    salt: str
    hash: str

    @classmethod
    def of(cls, name: str, password: str, may_upload: bool) -> "User":
        """A user of that name and password; AssistantError for one that will not do."""
        if not _NAME.fullmatch(name):
            raise AssistantError(f"用户名 {name!r} 不能用:请用 1 到 64 个文字、数字、点、横线或 @。")
        if len(password) < LEAST_PASSWORD:
            raise AssistantError(f"密码太短:请至少用 {LEAST_PASSWORD} 个字符。")
        salt = secrets.token_hex(16)
        return cls(name, may_upload, salt, _hash(password, salt))

    def line(self) -> str:
        """The user as a line of the file."""
        return "\t".join((self.name, "ask,upload" if self.may_upload else "ask",
                          self.salt, self.hash))


class Users:
    """The users of one file; none if there is no file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def all(self) -> dict[str, User]:
        """Every user by name; AssistantError if the file cannot be read."""
        try:
            lines = self.path.read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise AssistantError(
                f"登录文件 {self.path} 读不出来({error}):请检查权限,或用 "
                "python -m page.users add 重新建立。") from error
        rows = [line.split("\t") for line in lines if line.strip()]
        if any(len(row) != 4 for row in rows):
            raise AssistantError(
                f"登录文件 {self.path} 里有一行不完整:请删去那一行,再用 "
                "python -m page.users add 补上。")
        return {row[0]: User(row[0], "upload" in row[1].split(","), row[2], row[3])
                for row in rows}

    def checked(self, name: str, password: str) -> bool:
        """Whether the password is that user's; an unknown name takes as long as a wrong one."""
        user = self.all().get(name)
        salt, kept = (user.salt, user.hash) if user else _NOBODY
        return hmac.compare_digest(_hash(password, salt), kept) and user is not None

    def may_upload(self, name: str | None) -> bool:
        """Whether that user may add files."""
        user = self.all().get(name or "")
        return user is not None and user.may_upload

    def add(self, user: User) -> None:
        """Add a user, or replace the one of that name."""
        self._write({**self.all(), user.name: user})

    def remove(self, name: str) -> bool:
        """Remove a user; False if there is none of that name."""
        users = self.all()
        found = users.pop(name, None)
        self._write(users)
        return found is not None

    def _write(self, users: dict[str, User]) -> None:
        """Write the file whole, for its owner's eyes only."""
        text = "".join(user.line() + "\n" for user in users.values())
        draft = self.path.with_name(self.path.name + ".new")
        try:
            draft.unlink(missing_ok=True)
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text)
            draft.replace(self.path)
        except OSError as error:
            raise AssistantError(
                f"登录文件 {self.path} 写不进去({error.strerror}):请检查文件夹的权限。") from error


def _hash(password: str, salt: str) -> str:
    key = hashlib.scrypt(password.encode("utf-8", "surrogatepass"), salt=bytes.fromhex(salt),
                         n=_COST, r=_BLOCK, p=_LANES, maxmem=_MEMORY, dklen=_BYTES)
    return key.hex()


def main(arguments: Sequence[str] | None = None, out: TextIO = sys.stdout,
         ask: Callable[[str], str] = getpass.getpass) -> int:
    """Run the command; 0: done, 1: nothing of that name, 2: refused with a reason."""
    options = _parser().parse_args(arguments)
    users = Users(options.file)
    try:
        if options.command == "add":
            users.add(User.of(options.name, ask("密码: "), options.upload))
        elif options.command == "remove":
            return 0 if users.remove(options.name) else 1
        else:
            for user in users.all().values():
                out.write(f"{user.name}\t{'提问、添加通报' if user.may_upload else '提问'}\n")
    except AssistantError as error:
        out.write(f"{error}\n")
        return 2
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m page.users", description="管理登录用户。")
    parser.add_argument("--file", type=Path, default=settings().users_file, help="登录文件")
    commands = parser.add_subparsers(dest="command", required=True)
    add = commands.add_parser("add", help="添加用户或改密码")
    add.add_argument("--upload", action="store_true", help="可以添加通报")
    for command in (add, commands.add_parser("remove", help="删除用户")):
        command.add_argument("name", metavar="NAME", help="用户名")
    commands.add_parser("list", help="列出用户")
    return parser


if __name__ == "__main__":
    sys.exit(main())
