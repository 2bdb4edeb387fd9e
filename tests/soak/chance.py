"""What agents write and how they type, by chance; the same seed gives the same."""

from dataclasses import dataclass
from random import Random

from tests.screen.typist import SPEEDS

_HANZI = (
    "亲您好的订单已经收到我们会在今天下午五点之前为您安排发货仓库同事正在检查每件商品确认没有问题打包请放心谢"
)
_ASCII = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 ~!@#$%^&*()_+{}|:\"<>?`-=[]\\;',./"
_EMOJI = ("😀", "👨‍👩‍👧‍👦", "🏳️‍🌈", "🇨🇳", "👍🏽", "1️⃣", "❤️", "é", "𠮷")
_BEHIND = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!?%,;:= "
_END = "!"
"""Behind a letter or a full stop the next slash would be part of a word."""

_LETTERS = "abcdefghjkmnpqrstvxy"

LONGEST = 300


def phrases(chance: Random, number: int) -> dict[str, str]:
    """Code and text, half of them short."""
    texts: dict[str, str] = {}
    while len(texts) < number:
        code = "".join(chance.choices(_LETTERS, k=chance.randint(2, 4)))
        texts[code] = text(chance)
    return texts


def text(chance: Random) -> str:
    """One line or several, of one script or of all. No blanks at its ends: a chat may cut them off."""
    length = chance.choice((4, 12, 40, 120, LONGEST))
    kind = chance.choice((_ascii, _hanzi, _mixed))
    whole = kind(chance, length)
    if chance.random() < 0.4:
        cuts = sorted(chance.sample(range(1, len(whole)), k=min(3, len(whole) - 1)))
        parts = [
            whole[begin:end].strip() or "·" for begin, end in zip([0, *cuts], [*cuts, None], strict=True)
        ]
        whole = "\n".join(parts)
    return whole.strip() or "·"


def _ascii(chance: Random, length: int) -> str:
    return "".join(chance.choices(_ASCII, k=length))


def _hanzi(chance: Random, length: int) -> str:
    return "".join(chance.choices(_HANZI, k=length))


def _mixed(chance: Random, length: int) -> str:
    pieces = (_EMOJI, _HANZI, _ASCII)
    return "".join(chance.choice(chance.choice(pieces)) for _ in range(length))


@dataclass(frozen=True)
class Turn:
    """One thing an agent does: what is typed, how, and what must stand there."""

    keys: str
    expected: str
    speed: int
    rolling: bool
    """Whether the keys overlap."""


def turns(chance: Random, number: int, texts: dict[str, str]) -> list[Turn]:
    """A code alone, with twenty keys right behind it, or with a second code at once behind it."""
    return [_turn(chance, texts) for _ in range(number)]


def _turn(chance: Random, texts: dict[str, str]) -> Turn:
    speed = chance.choice(SPEEDS)
    keys, expected = "", ""
    for _ in range(chance.choice((1, 1, 1, 2))):
        code, accept = chance.choice(sorted(texts)), chance.choice(" \n")
        keys += f"/{code}{accept}"
        expected += texts[code]
    if chance.random() < 0.4:
        behind = "".join(chance.choices(_BEHIND, k=19)).lstrip() + _END
        keys += behind
        expected += behind
    rolling = "\n" not in keys and chance.random() < 0.3
    return Turn(keys, expected, speed, rolling)
