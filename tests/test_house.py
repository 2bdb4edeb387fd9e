"""The house is as the design draws it."""

import ast
from pathlib import Path

import pytest

HOME = Path(__file__).parents[1]
HOUSE = HOME / "quickreply"
ROOMS = {"app", "cli", "core", "desktop", "engine", "packs", "store", "ui"}
LIMIT = 400
"""Lines after which a module is two modules."""

MODULES = sorted(HOUSE.rglob("*.py"))


def name(path: Path) -> str:
    return path.relative_to(HOME).as_posix()


def test_the_rooms_are_those_of_the_design():
    folders = {path.name for path in HOUSE.iterdir() if path.is_dir() and path.name != "__pycache__"}
    assert folders == ROOMS


def test_beside_the_rooms_there_are_only_the_doors():
    assert {path.name for path in HOUSE.glob("*.py")} == {"__init__.py", "__main__.py"}


def test_every_room_has_its_tests():
    assert {room for room in ROOMS if not (HOME / "tests" / room).is_dir()} <= {"app"}


def test_what_the_design_names_stands_beside_the_house():
    beside = ["assets", "docs", "docs/adr", "phrases", "tests", "tools"]
    assert [folder for folder in beside if not (HOME / folder).is_dir()] == []


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_every_module_says_what_lives_there(path: Path):
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_no_module_is_too_long_to_read(path: Path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LIMIT
