from datetime import UTC, datetime

import pytest

from quickreply.core.template.filling import World, fill
from quickreply.core.template.markup import fill_markup
from quickreply.core.template.reading import parse

NOW = datetime(2026, 11, 11, tzinfo=UTC)
WORLD = World(
    NOW,
    profile={"客服名": "<b>&小美"},
    tables={"时效表": {"a<b": "2 < 3"}},
    answers={"地区": "a<b", "快递": "A&B"},
    phrase={"dz": "1 < 2\n{客服名}"}.get,
)


@pytest.mark.parametrize(
    ("html", "filled"),
    [
        ("<i>{客服名}</i>", "<i>&lt;b&gt;&amp;小美</i>"),
        ("{查:时效表|地区}", "2 &lt; 3"),
        ("{选:快递=A&amp;B|C}", "A&amp;B"),
        ("<p>{引用:dz}</p>", "<p>1 &lt; 2<br>&lt;b&gt;&amp;小美</p>"),
        ("{日期:M月d日}", "11月11日"),
        ("{订单号}", ""),
        ("{不对:", "{不对:"),
    ],
)
def test_values_are_text_and_never_markup(html: str, filled: str):
    assert fill_markup(html, WORLD) == filled


def test_chance_gives_the_text_and_the_html_the_same():
    for seed in range(10):
        world = World(NOW, seed)
        varied = "{随机:亲|您好|早}{随机:!|~}"
        assert fill_markup(f"<b>{varied}</b>", world) == f"<b>{fill(parse(varied), world).text}</b>"
