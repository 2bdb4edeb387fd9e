import pytest

from quickreply.core.words import Refusal
from quickreply.packs.markup import SIZE, reduced


@pytest.mark.parametrize(
    ("html", "kept"),
    [
        ("<p>亲，<b>您好</b><br>{客服名}</p>", "<p>亲，<b>您好</b><br>{客服名}</p>"),
        ('<a href="https://a.b/?x=1&y=2">l</a>', '<a href="https://a.b/?x=1&amp;y=2">l</a>'),
        ('<span style="color:red;position:fixed">x</span>', '<span style="color:red">x</span>'),
        ('<td colspan="2">x</td>', "x"),
        ('<table><tr><td colspan="2">x</td></tr></table>',
         '<table><tbody><tr><td colspan="2">x</td></tr></tbody></table>'),
        ("<script>alert(1)</script>x", "x"),
        ("<style>p{color:red}</style>x", "x"),
        ('<p onclick="x()" class="a" id="b">x</p>', "<p>x</p>"),
        ('<img src="http://a.b/1.png" onerror="x()">x', "x"),
        ('<a href="javascript:x()">x</a>', "<a>x</a>"),
        ('<a href="data:text/html,x">x</a>', "<a>x</a>"),
        ('<a href="https://a.b/{订单号}">x</a>', "<a>x</a>"),
        ('<b style="color:{客服名}">x</b>', "<b>x</b>"),
        ('<b style="background-color:url(http://a.b)">x</b>', "<b>x</b>"),
        ('<iframe src="http://a.b"></iframe><form><input></form>x<!-- c -->', "x"),
        ("<svg><a href='javascript:x()'><text>x</text></a></svg>", ""),
        ("  ", ""),
    ],
)  # fmt: skip
def test_looks_and_links_stay_and_what_runs_or_loads_goes(html: str, kept: str):
    assert reduced(html) == kept
    assert reduced(kept) == kept


def test_too_much_is_refused():
    with pytest.raises(Refusal):
        reduced("x" * (SIZE + 1))
