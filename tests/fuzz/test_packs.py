"""Files nobody meant: whatever is in them, what comes out is phrases or a refusal in words."""

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import python_calamine
from hypothesis import HealthCheck, given, seed, settings

from quickreply.core.draft import Draft, draft_fault, drafts, tidy
from quickreply.core.phrase import Collection, Group, Library, LibraryKind, Phrase
from quickreply.core.plan import Choice, Fate, Mode, Wish
from quickreply.core.wording import Law, Wording
from quickreply.core.words import Refusal, Say
from quickreply.packs import merge, pack, script, spreadsheet, spreadsheet_child, table
from quickreply.packs.bundle import Bundle
from quickreply.packs.detect import decode, read, read_text
from quickreply.packs.export import Selection, write
from quickreply.packs.formats import Format
from tests.packs.strategies import some_drafts

PHRASES = Path(__file__).parents[2] / "phrases"
FILES = Path(__file__).parents[1] / "packs" / "files"
SAY = Say()
LIBRARY = Library(0, "shop", "Shop", LibraryKind.SHOP)
DRAFTS = (
    Draft("亲，今天发货。", "fh", "发货", ("物流", "退换"), ("s", "ship"), ("几天到", "快递")),
    Draft('One, "two"\nthree; four\tfive', "no", pinned=True, note="a\nb"),
    Draft("=1+1", "010", "12:30", enabled=False),
    Draft("'- {x}: [y] # z\n\n  indented", title="&a *b !c | > % @ `"),
    Draft(
        "一", "yj", more=(Wording("二", "n"), Wording("三")), law=Law.ROTATE, valid_until="2026-11-11 20:00"
    ),
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
        "a pack in JSON": script.write_json(LIBRARY, (("物流",), ("物流", "退换")), DRAFTS),
        "a table without a header": "fh\t亲，今天下单明天发出\nth\t七天内可以退换\nyf\t运费由我们来承担\n",
        "a table of a workbench": '快捷编码,快捷短语,快捷短语分组\nyf,亲&#44;"好"&#13;,\nxj,全新,甲\n',
        "phrases of an input method": "; 搜狗\nfh,1=亲\nth,2=二\nth,1=\n一\n行\noff,-1=x\nrq,1=#$year\n",
        "a table with days": "内容1,内容2,备注2,生效,失效\n双11,双12,不急,2026/11/1,2026年11月11日 23:59\n",
        "a table with days in one cell": "话术,活动时间\n双11,2026.11.1-11.11\n双12,长期\n",
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
    """What was taken can be kept: no fault in any phrase, each code goes to one, and then all is the same."""
    for draft in (*bundle.drafts, *bundle.own):
        assert draft_fault(draft) is None
        assert tidy(draft) == draft
        assert draft.line >= 1
    plan = merge.plan(bundle, Collection())
    codes = [code for row in plan.of(Fate.NEW) for code in row.draft.codes]
    assert len(codes) == len(set(codes))
    assert {row.fate for row in plan.rows} <= {Fate.NEW, Fate.CLASH, Fate.SKIPPED}
    assert len(plan.rows) == len(bundle.drafts)
    taken = replace(bundle, drafts=tuple(row.draft for row in plan.of(Fate.NEW)))
    again = merge.plan(taken, kept(taken), Wish(LIBRARY.name))
    assert [row.fate for row in again.rows] == [Fate.SAME] * len(taken.drafts)


def check_choices(bundle: Bundle, chance: random.Random) -> None:
    """Over whatever is there, whatever is wished, a plan gives each code to one phrase."""
    there = kept(replace(bundle, drafts=consistent(chance.sample(bundle.drafts, len(bundle.drafts) // 2))))
    wish = Wish(
        LIBRARY.name,
        mode=chance.choice([*Mode]),
        on_clash=chance.choice([*Choice]),
        choices={chance.randint(0, 5): chance.choice([*Choice])},
    )
    mixed = tuple(chance.choices(bundle.drafts, k=len(bundle.drafts)))
    plan = merge.plan(replace(bundle, drafts=mixed), there, wish)
    changed = {row.phrase for row in plan.rows if row.fate in {Fate.CHANGED, Fate.GONE}}
    staying = [draft for number, draft in enumerate(drafts(there).values(), 1) if number not in changed]
    after = [*staying, *(row.draft for row in plan.rows if row.fate in {Fate.NEW, Fate.CHANGED})]
    codes = [code for draft in after for code in draft.codes]
    assert len(codes) == len(set(codes))


def consistent(found: list[Draft]) -> tuple[Draft, ...]:
    """Those of the phrases that can be in one library together."""
    codes: set[str] = set()
    good = []
    for draft in found:
        if not codes.intersection(draft.codes):
            codes.update(draft.codes)
            good.append(draft)
    return tuple(good)


def kept(bundle: Bundle) -> Collection:
    """The library that an import of the file makes."""
    paths = dict.fromkeys(draft.group[:depth] for draft in bundle.drafts for depth in range(1, 21))
    numbers = {path: number for number, path in enumerate(filter(None, paths), start=1)}
    groups = (Group(numbers[path], 1, numbers.get(path[:-1]), path[-1]) for path in numbers)
    phrases = (
        Phrase(
            number, 1, numbers.get(draft.group), draft.code, draft.title, draft.text, draft.aliases,
            draft.keywords, draft.note, draft.pinned, draft.enabled,
            (Wording(draft.text, draft.note), *draft.more) if draft.more else (), draft.law,
            valid_from=draft.valid_from, valid_until=draft.valid_until,
            html=draft.html, pictures=draft.pictures,
        )
        for number, draft in enumerate(bundle.drafts, start=1)
    )  # fmt: skip
    return Collection((replace(LIBRARY, id=1),), tuple(groups), tuple(phrases))


def check_lossless(bundle: Bundle) -> None:
    """What we write of it gives the same phrases again."""
    for writer in (script.write, script.write_json):
        written = writer(LIBRARY, bundle.groups, bundle.drafts)
        assert pack.read(written, Path("again.yaml")).drafts == bundle.drafts
    if bundle.drafts:
        assert table.read(table.write(bundle.drafts), Path("again.csv")).drafts == bundle.drafts


@pytest.mark.parametrize("good", seeds().values(), ids=seeds())
def test_a_file_that_was_damaged(rounds: Iterator[int], good: str, tmp_path: Path):
    path = tmp_path / "phrases"
    for number in rounds:
        chance = random.Random(number)
        encoding = chance.choice(ENCODINGS)
        path.write_bytes(mutated(good.encode(encoding, errors="replace"), chance))
        try:
            if bundle := take(path):
                check(bundle)
                check_choices(bundle, chance)
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


BOOKS = [path for path in sorted(FILES.iterdir()) if path.suffix in {".xlsx", ".xls", ".ods"}]


def unpacked(raw: bytes, chance: random.Random) -> bytes:
    """An archive with one of its members damaged, so that more than the archive is tried."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    target = chance.choice([*members])
    members[target] = mutated(members[target], chance)
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return content.getvalue()


def test_a_spreadsheet_that_was_damaged(rounds: Iterator[int], tmp_path: Path):
    path = tmp_path / "book"
    for number in rounds:
        chance = random.Random(number)
        raw = chance.choice(BOOKS).read_bytes()
        inside = zipfile.is_zipfile(io.BytesIO(raw)) and chance.random() < 0.8
        path.write_bytes(unpacked(raw, chance) if inside else mutated(raw, chance))
        try:
            if bundle := take(path):
                check(bundle)
        except Exception as failure:
            failure.add_note(f"round {number}; the file is {path}")
            raise


CELLS = [
    "",
    " ",
    "code",
    "内容",
    "分组",
    "是否加入团队",
    "否",
    "fh",
    "亲，今天发出",
    "1",
    "=1",
    "\ufeff",
    "未分组",
    "a\0b",
]


def test_a_sheet_of_any_cells(rounds: Iterator[int]):
    """What the other process hands over is not to be trusted either: rows of any length, merged anyhow."""
    for number in rounds:
        chance = random.Random(number)
        rows = [chance.choices(CELLS, k=chance.randint(0, 6)) for _ in range(chance.randint(0, 8))]
        merged = [tuple(chance.randint(0, 9) for _ in range(4)) for _ in range(2)]
        dates = {(chance.randint(0, 7), chance.randint(0, 5)) for _ in range(3)}
        dates = {(row, column) for row, column in dates if row < len(rows) and column < len(rows[row])}
        sheet = spreadsheet.Sheet("S", True, rows, merged, frozenset(dates), frozenset({0, 1}))
        try:
            check(spreadsheet.gather([sheet], Path("f.xlsx")))
        except Refusal:
            continue
        except Exception as failure:
            failure.add_note(f"round {number}")
            raise


@pytest.mark.parametrize("form", [Format.YAML, Format.JSON, Format.CSV, Format.XLSX])
def test_what_is_exported_comes_back(rounds: Iterator[int], tmp_path: Path, form: Format):
    @settings(max_examples=100, deadline=None, database=None, suppress_health_check=[*HealthCheck])
    @given(some_drafts)
    def comes_back(found: list[Draft]):
        chosen = consistent(found)
        path = tmp_path / "f"
        path.write_bytes(write(Selection(LIBRARY, (), chosen), "f", form).content)
        raw = path.read_bytes()
        if form is Format.XLSX:
            book = spreadsheet_child._sheets(python_calamine, str(path))
            bundle = spreadsheet.gather([spreadsheet._sheet(sheet) for sheet in book], path)
        else:
            bundle = read_text(decode(raw, "f"), path)
        assert bundle.drafts == chosen

    for number in rounds:
        seed(number)(comes_back)()
