import pytest

from quickreply.core.draft import Draft
from quickreply.ui.writing import begun_by

from .conftest import SHELVES

LIBRARY, GROUP, DEEPER, _ = SHELVES


@pytest.mark.parametrize(
    ("query", "draft"),
    [
        ("fp", Draft("", code="fp")),
        ("/fp ", Draft("", code="fp")),
        ("发票", Draft("", title="发票")),
        ("two words", Draft("", title="two words")),
        ("abcdefghijklm", Draft("", title="abcdefghijklm")),
        ("", Draft("")),
    ],
)
def test_what_was_typed_is_the_code_or_the_title(query: str, draft: Draft):
    assert begun_by(query, LIBRARY) == draft


def test_it_belongs_where_one_looks():
    assert begun_by("", GROUP).group == ("物流",)
    assert begun_by("", DEEPER).group == ("物流", "退货")
