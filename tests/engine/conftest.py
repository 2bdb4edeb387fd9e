"""A desktop of fakes with one chat window in front, and a small shop behind the slash."""

import pytest

from quickreply.core.delivery import AppFacts, Chord, Selection
from quickreply.engine.catalogue import Catalogue
from quickreply.engine.inline import Inline
from tests.engine.shelf import catalogue, phrase
from tests.fakes import FakeDesktop

TERMINAL = AppFacts(
    "terminal", enabled=False, paste=Chord("insert", ("shift",)), selection=Selection.PRIMARY, quiet=0.2
)

FH = phrase(1, "fh", "Shipping", "On its way!")
FHD = phrase(2, "fhd", "Shipping date", "Tomorrow.")
TH = phrase(3, "th", "Returns", "Seven days.", pinned=True)
PRICE = phrase(4, "", "Price list", "See below.")


@pytest.fixture
def desk() -> FakeDesktop:
    return FakeDesktop()


@pytest.fixture
def shop() -> Catalogue:
    return catalogue(FH, FHD, TH, PRICE)


@pytest.fixture
def inline(desk: FakeDesktop, shop: Catalogue) -> Inline:
    return desk.engine(shop)
