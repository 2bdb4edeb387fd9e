"""Phrases of all kinds, with what files find hard: quotation marks, formulas, commas, odd characters."""

from dataclasses import replace
from html import escape

from hypothesis import strategies as st

from quickreply.core.draft import Draft, draft_fault, tidy
from quickreply.core.wording import Law, Wording
from quickreply.packs.markup import reduced

ANY = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
HARD = "'=+-@\t\r\n\",;、|>＝&#44;_x000D_[]{}:*!%`?~ .01\x85\u2028\ufeff\x07"
words = st.text(ANY | st.sampled_from(HARD) | st.sampled_from("ab亲😊"), max_size=12)
codes = st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="/、／"), max_size=8)
names = st.one_of(words, st.sampled_from(["a=>b", "[", '["x"]', "a,b"]))
a_draft = (
    st.builds(
        Draft,
        text=words.map(lambda text: f"{text}。") | words.map(lambda text: f"。{text}"),
        code=codes,
        title=names,
        group=st.lists(names, max_size=3).map(tuple),
        aliases=st.lists(codes, max_size=2).map(tuple),
        keywords=st.lists(names, max_size=3).map(tuple),
        note=words,
        pinned=st.booleans(),
        enabled=st.booleans(),
        law=st.sampled_from(Law),
        more=st.lists(st.builds(Wording, words, words), max_size=3).map(tuple),
        valid_from=st.sampled_from(["", "2026-11-01", "2026-10-31 20:00 Asia/Shanghai"]),
        valid_until=st.sampled_from(["", "2026-11-11", "2026-11-11 23:59 +08:00"]),
    )
    .map(tidy)
    .filter(lambda draft: draft_fault(draft) is None)
)
some_drafts = st.lists(a_draft, min_size=1, max_size=4)

pictures = st.lists(
    st.sampled_from([f"{digit * 32}.{kind}" for digit in "0af" for kind in ("png", "jpg")]), max_size=3
)
a_rich_draft = st.builds(
    lambda draft, html, names: tidy(replace(draft, html=reduced(html), pictures=tuple(names))),
    a_draft,
    st.just("") | words.map(lambda text: f"<p>{escape(text)}<b>亲</b></p>"),
    pictures,
).filter(lambda draft: draft_fault(draft) is None)
"""One with what only packs can hold."""
some_rich_drafts = st.lists(a_rich_draft, min_size=1, max_size=4)
