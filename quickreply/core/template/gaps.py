"""What a phrase is made of once it was read: text, and gaps of several kinds. Values that do nothing."""

from dataclasses import dataclass

from quickreply.core.template.clock import Moment, Offset
from quickreply.core.template.names import Kind


@dataclass(frozen=True, slots=True)
class Named:
    """`{客服名}`: what the agent, the shop, a table or, asked, the user says."""

    name: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`{问:订单号}`, `{订单号?}`, `{选:中通|圆通}`: what only the user can say."""

    name: str
    kind: Kind = Kind.TEXT
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Timed:
    """`{日期+3天}`: what the clock says."""

    moment: Moment


@dataclass(frozen=True, slots=True)
class Looked:
    """`{查:时效表|地区}`: what a table has for the value of a name."""

    table: str
    key: str


@dataclass(frozen=True, slots=True)
class Varied:
    """`{随机:亲|您好}`: one of these, by chance."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """`{引用:dz}`: the phrase with this code."""

    code: str


@dataclass(frozen=True, slots=True)
class Pasted:
    """`{剪贴板}`: what is on the clipboard."""


@dataclass(frozen=True, slots=True)
class Caret:
    """`{光标}`: where the caret is to stand."""


@dataclass(frozen=True, slots=True)
class Break:
    """`{分段}`: here a message ends and the next begins."""


@dataclass(frozen=True, slots=True)
class Tab:
    """`{制表符}`: what stands behind it goes into the next cell of a sheet."""


@dataclass(frozen=True, slots=True)
class Remind:
    """`{提醒:24小时}`: no text, but the user is to be told of it so much later."""

    later: Offset


@dataclass(frozen=True, slots=True)
class Faulty:
    """It begins like a gap of some kind, but goes on as none: `{日期+abc}`."""

    written: str


Value = Named | Asked | Timed | Looked | Varied | Pasted | Faulty
Gap = Value | Quoted | Break | Caret | Tab | Remind


@dataclass(frozen=True, slots=True)
class Template:
    """A phrase, read: literal texts and gaps in their order."""

    parts: tuple[str | Gap, ...] = ()

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps alone."""
        return tuple(part for part in self.parts if not isinstance(part, str))

    @property
    def tabbed(self) -> bool:
        """Whether it is meant for the cells of a sheet."""
        return any("\t" in part if isinstance(part, str) else isinstance(part, Tab) for part in self.parts)
