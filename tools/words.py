"""The translation catalogues: collects what the program says and makes the files gettext reads.

    python tools/words.py            collect, update every language, compile
    python tools/words.py missing    list what is not translated yet

Words are found where the code calls `say("…")`, `say.count("…", "…", n)` or `mark("…")`.
"""

import ast
import io
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HOME = Path(__file__).parent.parent
SOURCES = HOME / "quickreply"
FOLDER = HOME / "assets" / "locale"
TEMPLATE = FOLDER / "quickreply.pot"
LANGUAGES = ("zh_CN",)

HEAD = "# What quickreply says."

ONE = {"say", "_say", "mark"}
MANY = {"count"}

_IDLE = tuple(
    f'"{name}' for name in ("POT-", "PO-", "Project-", "Report-", "Last-", "Language-Team", "Generated-")
)
"""Lines of the head that say nothing, or change when no word does."""

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""Babel insists on one; the time of the day would change the file when no word does."""

Message = str | tuple[str, str]


def messages(source: str) -> Iterator[tuple[int, Message]]:
    """Every message in a module with its line."""
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if name in ONE and node.args:
            yield from ((node.lineno, text) for text in _texts(node.args[0]))
        elif name in MANY and len(node.args) > 2:  # noqa: PLR2004 - `str.count` takes fewer
            yield from ((node.lineno, pair) for pair in zip(*map(_texts, node.args[:2]), strict=True))


def _texts(node: ast.expr) -> list[str]:
    """The text, or both of a choice; nothing for what is known only when it runs."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def collect() -> Catalog:
    """All messages of the program."""
    catalogue = Catalog(project="quickreply", charset="utf-8", header_comment=HEAD, fuzzy=False)
    for path in sorted(SOURCES.rglob("*.py")):
        for _line, message in messages(path.read_text(encoding="utf-8")):
            catalogue.add(message, locations=[(path.relative_to(HOME).as_posix(), 0)])
    return catalogue


def file_of(language: str) -> Path:
    """Where a language's words are kept."""
    return FOLDER / language / "LC_MESSAGES" / "quickreply.po"


def read(language: str) -> Catalog:
    """A language's words as they are in its file."""
    path = file_of(language)
    if not path.exists():
        return Catalog(locale=language, header_comment=HEAD, fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale=language)


def as_po(catalogue: Catalog) -> bytes:
    """The file's bytes, without line numbers, which change when no word does."""
    out = io.BytesIO()
    write_po(out, catalogue, width=100, sort_output=True, include_lineno=False, ignore_obsolete=True)
    lines = out.getvalue().decode().splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(_IDLE)).encode()


def as_mo(catalogue: Catalog) -> bytes:
    """The compiled form of `catalogue`."""
    out = io.BytesIO()
    plain = read_po(io.BytesIO(as_po(catalogue)), locale=catalogue.locale)
    plain.creation_date = plain.revision_date = _NO_DATE
    write_mo(out, plain)
    return out.getvalue()


def untranslated(catalogue: Catalog) -> list[Message]:
    """Messages without words in the language."""
    return [message.id for message in catalogue if message.id and not _said(message.string)]


def _said(string: str | tuple[str, ...] | None) -> bool:
    return all(string) if isinstance(string, tuple) else bool(string)


def update() -> None:
    """Writes template, languages and compiled files."""
    found = collect()
    TEMPLATE.parent.mkdir(parents=True, exist_ok=True)
    TEMPLATE.write_bytes(as_po(found))
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(found, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        catalogue.header_comment = HEAD
        path = file_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(as_po(catalogue))
        path.with_suffix(".mo").write_bytes(as_mo(catalogue))
        print(f"{language}: {len(catalogue)} messages, {len(untranslated(catalogue))} untranslated")


def main() -> None:
    """Updates everything, or lists what is missing."""
    if sys.argv[1:] == ["missing"]:
        for language in LANGUAGES:
            print(*untranslated(read(language)), sep="\n")
    else:
        update()


if __name__ == "__main__":
    main()
