"""The catalogues are complete, true to the code and compiled."""

import importlib.util
import re
from gettext import GNUTranslations
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from quickreply.core.language import speech
from quickreply.core.notice import ON_CLIPBOARD

HOME = Path(__file__).parents[2]
Message = str | tuple[str, ...]

GAP = re.compile(r"\{[^}]*\}")


def ids(catalogue: Catalog) -> set[Message]:
    return {tuple(m.id) if isinstance(m.id, list | tuple) else m.id for m in catalogue if m.id}


@pytest.fixture(scope="module")
def words() -> ModuleType:
    spec = importlib.util.spec_from_file_location("words", HOME / "tools" / "words.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('say("Pause")', ["Pause"]),
        ('self._say("Pause", n=1)', ["Pause"]),
        ('X = mark("Pause")', ["Pause"]),
        ('raise Refusal(mark("a {b}"), b=1)', ["a {b}"]),
        ('say("two " "parts")', ["two parts"]),
        ('say("a" if x else "b")', ["a", "b"]),
        ('say("outer {x}", x=say("inner"))', ["outer {x}", "inner"]),
        ('say.count("{n} row", "{n} rows", n)', [("{n} row", "{n} rows")]),
        ('text.count("a", 1)', []),
        ("say(message)", []),
    ],
)
def test_what_the_code_says_is_found(words: ModuleType, source: str, found: list[object]):
    assert [message for _line, message in words.messages(source)] == found


def test_the_template_is_up_to_date(words: ModuleType):
    with words.TEMPLATE.open("rb") as file:
        template = read_po(file)
    assert ids(template) == ids(words.collect()), "run: python tools/words.py"


@pytest.fixture(scope="module", params=["zh_CN"])
def catalogue(words: ModuleType, request: pytest.FixtureRequest):
    return words.read(request.param)


def test_every_message_is_translated(words: ModuleType, catalogue: Catalog):
    assert ids(catalogue) == ids(words.collect()), "run: python tools/words.py"
    assert words.untranslated(catalogue) == []


def test_nothing_is_guessed(catalogue: Catalog):
    assert [message.id for message in catalogue if message.id and message.fuzzy] == []


def test_gaps_are_the_same(catalogue: Catalog):
    for message in catalogue:
        if not message.id:
            continue
        asked = message.id if isinstance(message.id, str) else message.id[1]
        said = (message.string,) if isinstance(message.string, str) else message.string
        for text in said:
            assert sorted(set(GAP.findall(text))) == sorted(set(GAP.findall(asked))), message.id


def test_the_compiled_catalogue_is_up_to_date(words: ModuleType, catalogue: Catalog):
    with words.file_of("zh_CN").with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    for message in catalogue:
        if isinstance(message.id, str):
            assert not message.id or compiled.gettext(message.id) == message.string
        else:
            assert compiled.ngettext(*message.id, 2) == message.string[0]


def test_chinese_is_spoken():
    say = speech("zh_CN", {}, HOME / "assets" / "locale")
    assert say("Resume") == "继续"
    assert say.count("{total} phrase", "{total} phrases", 3, total="3") == "3 条话术"
    said = say(ON_CLIPBOARD, label="发货", paste="Cmd+V")
    assert said.startswith("“发货”")
    assert "Cmd+V" in said
