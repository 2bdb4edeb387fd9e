"""The names that mean something in a gap, Chinese and English, and what kind of value each wants."""

import re
import unicodedata
from enum import StrEnum


class Kind(StrEnum):
    """What may be answered for a gap."""

    TEXT = "text"
    NUMBER = "number"
    AMOUNT = "amount"
    DATE = "date"
    CHOICE = "choice"


KINDS = {
    "文本": Kind.TEXT,
    "数字": Kind.NUMBER,
    "金额": Kind.AMOUNT,
    "日期": Kind.DATE,
    **{str(kind): kind for kind in Kind if kind is not Kind.CHOICE},
}
"""The words for them in a gap."""

PROFILE = {
    "客服名": "agent",
    "工号": "agent_number",
    "店铺名": "shop",
    "上班时间": "opens",
    "下班时间": "closes",
    "负责人": "lead",
}
"""What belongs to the agent, with its English name."""

KEYS = {english: chinese for chinese, english in PROFILE.items()}
"""How settings call these: `profile.agent` is 客服名."""

CONSTANTS = {
    "退货地址": "return_address",
    "电话": "phone",
    "快递公司": "courier",
    "截单时间": "cutoff",
    "取件时间": "pickup_time",
    "发货时间": "ships",
    "退款时效": "refund_time",
    "处理时限": "handling_time",
    "质保期": "warranty",
    "保留天数": "kept_days",
    "券门槛": "coupon_minimum",
    "活动名": "promotion",
    "开始时间": "starts",
    "截止时间": "ends",
    "链接": "link",
}
"""What belongs to a shop, with its English name."""

_ASKED = {
    "客户昵称": "customer",
    "称谓": "salutation",
    "订单号": "order",
    "快递单号": "tracking",
    "金额": "amount",
    "退款金额": "refund",
    "优惠金额": "saving",
    "差额": "difference",
    "商品名": "product",
    "规格": "variant",
    "尺码": "size",
    "数量": "quantity",
    "收件人": "recipient",
    "手机尾号": "phone_tail",
    "收货地址": "address",
    "地区": "region",
    "预计送达": "arrival",
    "快递电话": "courier_phone",
    "原因": "reason",
    "备注内容": "remark",
}
_MORE = """
    材质 身高 体重 选项A 选项B 到货时间 券名 尾款时间 赠品 会员等级 折扣 期数 物流状态 取件码 退货单号
    处理结果 邮箱 发票类型 积分 节日 诉求 待办 方案
"""
_OTHERS = {"nickname": "客户昵称", "user_name": "客户昵称", "order_id": "订单号", "clipboard": "剪贴板"}

ASKED = frozenset((*_ASKED, *_MORE.split()))
"""What only the agent can know, of each conversation."""

LOOKUPS = {"预计送达": "地区", "快递电话": "快递公司"}
"""What a table of that name has for another value, before anybody is asked."""

CLIPBOARD = {"剪贴板", "clipboard"}
CARET = {"光标", "cursor"}
BREAK = {"分段", "segment"}
TAB = {"制表符", "tab"}

_ALIASES = {
    english: chinese for names in (PROFILE, CONSTANTS, _ASKED) for chinese, english in names.items()
} | _OTHERS

_KINDS = {
    Kind.AMOUNT: {"金额", "退款金额", "优惠金额", "差额"},
    Kind.NUMBER: {"数量", "身高", "体重", "期数", "积分"},
}
_NAME = re.compile(r"[^\W\d_][\w ·・.-]{0,29}")


def folded(name: str) -> str:
    """A name as it is compared: NFKC, case-folded, without the spaces around."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def canonical(name: str) -> str:
    """The name under which values are kept: the Chinese one of those we know, else as it is written."""
    plain = unicodedata.normalize("NFKC", name).strip()
    return _ALIASES.get(plain.casefold(), plain)


def is_name(text: str) -> bool:
    """Whether this can be the name of a gap: it begins with a letter or a Hanzi."""
    return bool(_NAME.fullmatch(text.strip()))


def means(name: str) -> bool:
    """Whether a value with this name is one that we know; a number behind it counts up: `订单号2`."""
    known = canonical(name)
    return any(
        one in PROFILE or one in CONSTANTS or one in ASKED for one in (known, known.rstrip("0123456789"))
    )


def kind_of(name: str) -> Kind:
    """What kind of answer the name wants."""
    known = canonical(name).rstrip("0123456789")
    return next((kind for kind, names in _KINDS.items() if known in names), Kind.TEXT)
