"""How many presses of Left lead over a text: known only where every window counts it alike.

Windows count an emoji as one, two or more, and what joins with its neighbour as none; text from right to left
is walked the other way, line ends may be gone, and face codes may have become pictures.
"""

import re

MOST = 100
"""Characters; a longer way takes a slow page a while."""

_PLAIN = re.compile(
    "[ -~¡-¬®-ſ"  # Latin letters and signs, but not the soft hyphen
    "‐-‧‰-⁞₠-₿℃№①-⑳─-▟■□▲△▼▽◆◇○●"  # punctuation, money, figures, frames
    "\u3000-\u3029\u3030-\u303e\u3041-\u3096\u309d-\u30ff\u3105-\u312f"  # CJK punctuation, kana, bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe0-\uffe6]*"  # Hanzi, full width
)
_FACES = re.compile(r"[:;=][-^']?[^\s\w]|[:;=]-?[DPOpo]\b|\[[^\[\]\s]{1,8}\]|/:|<3")
"""What chat windows make pictures of: `:)`, `[微笑]`, `/:^_^`."""


def countable(text: str) -> bool:
    """Whether each of its characters is one to every window."""
    return bool(_PLAIN.fullmatch(text)) and not _FACES.search(text)


def steps_over(text: str) -> int | None:
    """Presses of Left from behind the text to before it; None where that cannot be known, or is too far."""
    return len(text) if len(text) <= MOST and countable(text) else None
