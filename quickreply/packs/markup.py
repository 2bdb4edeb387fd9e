"""HTML as it is let in: looks and links, nothing that runs, loads or counts its readers."""

from quickreply.core.phrase import TEXT_LIMIT
from quickreply.core.words import Refusal, mark

SIZE = 4 * TEXT_LIMIT
"""Characters that are looked at: what is kept of them is less."""

_TOO_LONG = mark("the HTML is longer than 100,000 characters")

_TAGS = {
    *("p", "div", "br", "hr", "span", "b", "strong", "i", "em", "u", "s", "del", "sub", "sup", "small"),
    *("mark", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "code", "a"),
    *("table", "thead", "tbody", "tr", "th", "td"),
}  # fmt: skip
_ATTRIBUTES = {"*": {"style"}, "a": {"href"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}}
_STYLES = {"color", "background-color", "font-weight", "font-style", "text-decoration", "text-align"}
_SCHEMES = {"http", "https", "mailto", "tel"}


def reduced(html: str) -> str:
    """The part of `html` that is let in; nothing where it only has text without looks.

    Raises:
        Refusal: it is longer than any phrase.
    """
    if not html.strip():
        return ""
    if len(html) > SIZE:
        raise Refusal(_TOO_LONG)
    import nh3  # noqa: PLC0415 - most phrases have none

    clean = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_attribute,
        filter_style_properties=_STYLES,
        url_schemes=_SCHEMES,
        link_rel=None,
    )
    return clean.strip()


def _attribute(_tag: str, name: str, value: str) -> str | None:
    """Without gaps, which are filled with what others say, and without what a style could load."""
    harmful = "{" in value or (name == "style" and ("(" in value or "\\" in value))
    return None if harmful else value
