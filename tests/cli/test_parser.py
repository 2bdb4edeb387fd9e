"""argparse speaks the user's language, whatever it has to say."""

import re

import pytest

from quickreply.cli.parser import _in_words
from quickreply.core.words import Say
from quickreply.store.paths import Places
from tests.cli.terminal import Run
from tests.cli.test_arguments import VERBS

FAULTS = {
    "frobnicate": "没有 'frobnicate'",
    "--frobnicate": "无法识别的参数：--frobnicate",
    "show": "缺少参数：CODE",
    "show a b": "无法识别的参数：b",
    "add --text": "参数 --text：需要一个值",
    "add --code x": "缺少参数：--text",
    "import": "请写出文件，或用 --window 打开窗口",
    "list --json=3": "参数 --json：不接受值 '3'",
    "search x --limit many": "参数 --limit：many 不是整数",
    "stats --days 0": "参数 --days：0 小于 1",
    "stats --days=-1": "参数 --days：-1 小于 1",
    "config": "缺少参数：COMMAND",
    "config put": "没有 'put'",
}

ENGLISH = re.compile("usage|argument|option|required|invalid|expected|show this|show program", re.IGNORECASE)


@pytest.fixture
def _chinese(where: Places) -> None:
    where.settings.parent.mkdir(mode=0o700)
    where.settings.write_text('[ui]\nlanguage = "zh_CN"\n')


@pytest.mark.usefixtures("_chinese")
class TestInChinese:
    @pytest.mark.parametrize(("argv", "fault"), FAULTS.items(), ids=FAULTS)
    def test_what_is_wrong(self, run: Run, argv: str, fault: str):
        result = run(*argv.split())
        assert (result.status, result.out) == (2, "")
        assert fault in result.err
        assert not ENGLISH.search(result.err)
        assert result.err.count("\n") == 1

    @pytest.mark.parametrize("verb", [[], *([verb] for verb in VERBS), ["config", "get"]])
    def test_all_of_the_help(self, run: Run, verb: list[str]):
        told = run(*verb, "--help").out
        assert told.startswith("用法：quickreply")
        assert "选项:" in told
        assert not ENGLISH.search(told)


@pytest.mark.parametrize("argv", FAULTS)
def test_in_english_it_says_what_argparse_says(run: Run, argv: str):
    result = run(*argv.split())
    assert result.status == 2
    assert "{" not in result.err
    assert result.err.isascii()


def test_what_argparse_has_not_said_before_is_said_as_it_is():
    assert _in_words(Say(), "something new: 'x'") == "something new: 'x'"


@pytest.mark.parametrize("fault", ["argument {x}: {0}", "unrecognized arguments: {x} {"])
def test_braces_in_what_was_typed_are_no_gaps(fault: str):
    assert _in_words(Say(), fault) == fault
