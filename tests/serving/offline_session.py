"""Start, ingest, ask and upload in a process that can reach nothing but itself.

Run by test_offline: every look-up of a name and every connection to another address is counted
and fails.
"""

import json
import socket
import sys
from pathlib import Path
from typing import Any

tried: list[str] = []
_connect, _look_up = socket.socket.connect, socket.getaddrinfo


def _guarded(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in ("127.0.0.1", "::1"):
        tried.append(str(address))
        raise OSError("blocked")
    _connect(self, address)


def _only_here(host: Any, *rest: Any, **named: Any) -> Any:
    if host not in (None, "127.0.0.1", "::1", "localhost", "0.0.0.0"):
        tried.append(str(host))
        raise socket.gaierror("blocked")
    return _look_up(host, *rest, **named)


def main(folder: Path, port: int) -> None:
    """The session; writes what came of it as JSON."""
    socket.socket.connect = _guarded  # type: ignore[method-assign]
    socket.socket.connect_ex = _guarded  # type: ignore[assignment, method-assign]
    socket.getaddrinfo = _only_here  # type: ignore[assignment]
    import ui
    from assistant import Assistant
    from settings import Settings
    from tests.serving.person import Person

    config = Settings(port=port, store=folder / "store", users_file=folder / "users")
    with Assistant.open(config.store, config) as assistant:
        report = assistant.sync(folder / "notices")
        demo = ui.build(assistant, config)
        ui.launch(demo, assistant, config, prevent_thread_lock=True)
        person = Person(f"http://127.0.0.1:{port}")
        person.hello()
        answer = person.call_ask(f"{assistant.notices()[0].district.name}追回资金多少元?").json()
        chat = person.ask("共有几份通报?")
        path = person.upload(("more.txt", (folder / "more.txt").read_bytes())).json()
        taken = person.take_in(path)
        person.outcome()
        held = len(assistant.notices())
        demo.close(verbose=False)
    sys.stdout.write(json.dumps({
        "tried": tried, "ingested": report.count("ingested"), "held": held,
        "citations": len(answer["data"][0]["citations"]), "chat": "process_completed" in chat,
        "taken": taken.status_code}))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
