"""What calls of the command line give, and a running program that it can talk to."""

import json
import threading
from dataclasses import dataclass, field
from subprocess import CompletedProcess
from typing import Any, Protocol


@dataclass(frozen=True)
class Result:
    """What a call of the command line gave."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - whatever the verb prints
        return json.loads(self.out)


class Run(Protocol):
    """Calls the command line: `run("show", "fh")`."""

    def __call__(self, *argv: str, stdin: bytes = b"") -> Result: ...


class Call(Protocol):
    """Calls the command line as a process of its own: `call("show", "fh", LANG="C")`."""

    def __call__(self, *argv: str, stdin: bytes = b"", **variables: str) -> CompletedProcess[bytes]: ...


@dataclass
class Program:
    """Stands for the running program: notes what it is asked and answers as it is told to."""

    requests: list[dict[str, object]] = field(default_factory=list)
    reply: bytes = b'{"ok": true}\n'
    patience: threading.Event = field(default_factory=threading.Event)
    """As long as this is set, no answer is given."""
