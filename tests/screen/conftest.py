"""One desktop for all tests in this folder; windows are opened once and handed out empty and focused."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.screen.copier import Copy
from tests.screen.desktop import Desktop, MissingProgramError, end
from tests.screen.pidgin import Pidgin
from tests.screen.program import Quickreply
from tests.screen.targets import CHATS, EDITORS, TARGETS, Targets
from tests.screen.typist import SPEEDS, Typist
from tests.screen.web import Editable, Textarea, WebChat
from tests.screen.windows import Mousepad, QtBox, Target, Xterm

pytest.register_assert_rewrite(
    "tests.contracts.clipboard", "tests.contracts.keyboard", "tests.contracts.loop", "tests.contracts.windows"
)

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "build" / "screen"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Once more for who fails: browsers and input methods beside us are late at times. Both are counted."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker("screen")
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Keeps a picture of the screen a test failed on."""
    report = yield
    desktop = getattr(item, "funcargs", {}).get("desktop")
    if report.failed and call.when == "call" and desktop is not None:
        picture = desktop.screenshot(PICTURES / f"{item.name.replace('/', '_')}.png")
        report.sections.append(("screen", str(picture)))
    return report


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Generator[None, object, object]:
    """A program that is not installed skips the test, but not where everything must be."""
    try:
        return (yield)
    except MissingProgramError as missing:
        if os.environ.get("CI") == "true":
            raise
        pytest.skip(str(missing))


@pytest.fixture(scope="session")
def desktop() -> Iterator[Desktop]:
    with Desktop() as desktop:
        yield desktop


@pytest.fixture(scope="session")
def targets(desktop: Desktop) -> Targets:
    return Targets(desktop)


@pytest.fixture(params=TARGETS, ids=lambda kind: kind.name)
def target(request: pytest.FixtureRequest, targets: Targets) -> Target:
    """Each kind of window in turn."""
    window: Target = targets.ready(request.param)
    return window


@pytest.fixture(params=EDITORS, ids=lambda kind: kind.name)
def editor(request: pytest.FixtureRequest, targets: Targets) -> Target:
    """Each window in turn that can be read at any time."""
    window: Target = targets.ready(request.param)
    return window


@pytest.fixture(params=CHATS, ids=lambda kind: kind.kind)
def web_chat(request: pytest.FixtureRequest, targets: Targets) -> WebChat:
    """A web chat that sends when Enter goes down, and one that sends when it comes up."""
    window: WebChat = targets.ready(request.param)
    return window


@pytest.fixture
def mousepad(targets: Targets) -> Mousepad:
    return targets.ready(Mousepad)


@pytest.fixture
def textarea(targets: Targets) -> Textarea:
    return targets.ready(Textarea)


@pytest.fixture
def editable(targets: Targets) -> Editable:
    return targets.ready(Editable)


@pytest.fixture
def xterm(targets: Targets) -> Xterm:
    return targets.ready(Xterm)


@pytest.fixture
def qt_box(targets: Targets) -> QtBox:
    return targets.ready(QtBox)


@pytest.fixture
def pidgin(targets: Targets) -> Pidgin:
    return targets.ready(Pidgin)


@pytest.fixture(params=SPEEDS, ids=lambda speed: f"{speed}ms")
def typist(request: pytest.FixtureRequest, desktop: Desktop) -> Typist:
    """Somebody who types fast, as people do, and slowly."""
    return Typist(desktop, request.param)


@pytest.fixture(scope="session")
def program(desktop: Desktop) -> Iterator[Quickreply]:
    """The program on the desktop of all tests; it catches codes only while a test asks for it."""
    program = Quickreply(desktop, settings={"apps.xterm.enabled": True}).start()
    assert program.shows("notice")  # that there is no tray here, a moment after the start
    program.pause()
    yield program
    program.quit()


@pytest.fixture
def quickreply(program: Quickreply) -> Iterator[Quickreply]:
    """The program, catching codes, with no memory of what was typed before."""
    program.dismiss_notice()
    program.resume()
    yield program
    program.reset_settings()
    program.pause()


@pytest.fixture
def fresh_desktop() -> Iterator[Desktop]:
    """A desktop to break things on."""
    with Desktop() as desktop:
        yield desktop


@pytest.fixture
def copier(desktop: Desktop) -> Iterator[Copy]:
    """Copies a text at once, in a program that runs already."""
    script = str(Path(__file__).with_name("copier.py"))
    pipe = subprocess.PIPE
    process = desktop.spawn([sys.executable, script], stdin=pipe, stdout=pipe, name="copier")
    assert process.stdin is not None
    assert process.stdout is not None
    orders, answers = process.stdin, process.stdout

    def copy(text: str) -> None:
        orders.write(f"{text}\n".encode())
        orders.flush()
        assert answers.readline() == b"copied\n"

    yield copy
    answers.close()
    end(process)
