"""Files nobody meant: whatever is in them, what comes out is phrases or a refusal in words."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from quickreply.core.draft import Draft, Fate, draft_fault, tidy
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.words import Refusal, Say
from quickreply.packs import merge, pack, script, table
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import read

PHRASES = Path(__file__).parents[2] / "phrases"
SAY = Say()
LIBRARY = Library(0, "shop", "Shop", LibraryKind.SHOP)
DRAFTS = (
    Draft("亲，今天发货。", "fh", "发货", ("物流", "退换"), ("s", "ship"), ("几天到", "快递")),
    Draft('One, "two"\nthree; four\tfive', "no", pinned=True, note="a\nb"),
    Draft("=1+1", "010", "12:30", enabled=False),
    Draft("'- {x}: [y] # z\n\n  indented", title="&a *b !c | > % @ `"),
)
PIECES = [
    b'"', b"'", b",", b";", b"\t", b"\n", b"\r\n", b"\r", b": ", b"- ", b"{", b"}", b"[", b"]", b"&a ", b"*a",
    b"!!int ", b"|\n", b">-\n", b"#", b"---\n", b"%YAML 9\n", b"? ", b"\0", b"\x07", b"\x1a", b"\x7f",
    b"\xff", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\xa8", b"\xf0\x9f\x98\x8a",
    b"format: 1\n", b"phrases:", b"text", b"code", "快捷短语".encode(), "快捷短语".encode("gb18030"),
    b"=cmd()", b"&#10;", b"=>", b"9" * 400, b"x" * 5000, b"\n" * 300, b"[" * 80, b"PK\x03\x04",
]  # fmt: skip
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030", "big5", "latin-1"]


def mutated(seed: bytes, chance: random.Random) -> bytes:
    """The seed after some accidents: pieces put in, cut out, doubled, turned round, bytes flipped."""
    data = bytearray(seed)
    for _ in range(chance.randint(0, 12)):
        start = chance.randint(0, len(data))
        end = min(len(data), start + chance.choice([0, 1, 2, 7, 40, 300]))
        match chance.randint(0, 5):
            case 0:
                data[start:start] = chance.choice(PIECES)
            case 1:
                data[start:end] = b""
            case 2:
                data[end:end] = data[start:end] * chance.choice([1, 2, 30])
            case 3:
                data[start:end] = bytes(reversed(data[start:end]))
            case 4:
                data[start:end] = chance.randbytes(end - start)
            case _:
                del data[start + chance.randint(0, 2000) :]
    return bytes(data)


def seeds() -> dict[str, str]:
    """Good files of every kind we read."""
    return {
        "a table": table.write(DRAFTS),
        "a pack": script.write(LIBRARY, (("物流",), ("物流", "退换")), DRAFTS),
        "a table of 千牛": "快捷短语编码,快捷短语,快捷短语分组\nfh,发货&#10;谢谢,物流=>退换\n,没有编码,\n",
        "the starter pack": (PHRASES / "ecommerce-zh.yaml").read_text(encoding="utf-8"),
    }


def take(path: Path) -> Bundle | None:
    """Reads the file as an import does; a refusal must be sayable, and so must every problem."""
    try:
        bundle = read(path)
    except Refusal as refusal:
        return SAY.refusal(refusal) and None
    for problem in bundle.problems:
        assert SAY(problem.reason, **problem.facts)
        assert problem.line >= 1
    return bundle


def check(bundle: Bundle) -> None:
    """What was taken can be kept: no fault in any phrase, no code twice, all of it new, and then the same."""
    codes = [code for draft in bundle.drafts for code in draft.codes]
    assert len(codes) == len(set(codes))
    for draft in bundle.drafts:
        assert draft_fault(draft) is None
        assert tidy(draft) == draft
    assert [row.fate for row in merge.plan(bundle, Collection()).rows] == [Fate.NEW] * len(bundle.drafts)
    again = merge.plan(bundle, kept(bundle), LIBRARY.name)
    assert [row.fate for row in again.rows] == [Fate.SAME] * len(bundle.drafts)


def kept(bundle: Bundle) -> Collection:
    """The library that an import of the file makes."""
    paths = dict.fromkeys(draft.group[:depth] for draft in bundle.drafts for depth in range(1, 21))
    numbers = {path: number for number, path in enumerate(filter(None, paths), start=1)}
    groups = (Group(numbers[path], 1, numbers.get(path[:-1]), path[-1]) for path in numbers)
    phrases = (
        Phrase(
            number, 1, numbers.get(draft.group), draft.code, draft.title, draft.text, draft.aliases,
            draft.keywords, draft.note, draft.pinned, draft.enabled,
        )
        for number, draft in enumerate(bundle.drafts, start=1)
    )  # fmt: skip
    return Collection((replace(LIBRARY, id=1),), tuple(groups), tuple(phrases))


def check_lossless(bundle: Bundle) -> None:
    """A pack that we write of it gives the same phrases again."""
    written = script.write(LIBRARY, bundle.groups, bundle.drafts)
    assert pack.read(written, Path("again.yaml")).drafts == bundle.drafts


@pytest.mark.parametrize("seed", seeds().values(), ids=seeds())
def test_a_file_that_was_damaged(rounds: Iterator[int], seed: str, tmp_path: Path):
    path = tmp_path / "phrases"
    for number in rounds:
        chance = random.Random(number)
        encoding = chance.choice(ENCODINGS)
        path.write_bytes(mutated(seed.encode(encoding, errors="replace"), chance))
        try:
            if bundle := take(path):
                check(bundle)
                check_lossless(bundle)
        except Exception as failure:
            failure.add_note(f"round {number}, {encoding}; the file is {path}")
            raise


def test_a_file_of_random_bytes(rounds: Iterator[int], tmp_path: Path):
    path = tmp_path / "noise"
    for number in rounds:
        chance = random.Random(number)
        path.write_bytes(b"".join(chance.choice([chance.randbytes(3), *PIECES]) for _ in range(40)))
        try:
            if bundle := take(path):
                check(bundle)
        except Exception as failure:
            failure.add_note(f"round {number}; the file is {path}")
            raise


@pytest.mark.parametrize("reader", [table.read, pack.read], ids=["as a table", "as a pack"])
def test_text_that_is_read_as_what_it_is_not(
    rounds: Iterator[int], reader: Callable[[str, Path], Bundle], tmp_path: Path
):
    texts = [*seeds().values()]
    for number in rounds:
        chance = random.Random(number)
        text = mutated(chance.choice(texts).encode(), chance).decode(errors="replace")
        try:
            check(reader(text, tmp_path / "phrases"))
        except Refusal:
            continue
        except Exception as failure:
            failure.add_note(f"round {number}")
            raise
