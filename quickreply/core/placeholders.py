"""The gaps in phrases that have a name: `{客户昵称}`, and how other programs write them."""

import re

_NAMES = """
    客服名 工号 店铺名 上班时间 下班时间 负责人 今天 时间 日期 星期 时段 退货地址 电话 快递公司 截单时间
    发货时间 退款时效 处理时限 质保期 券门槛 活动名 开始时间 截止时间 链接 客户昵称 订单号 快递单号 金额
    退款金额 商品名 规格 尺码 收件人 手机尾号 收货地址 地区 预计送达 快递电话 原因 诉求 待办 方案 光标 分段
    剪贴板 NICKNAME
"""
KNOWN = frozenset(_NAMES.split())
"""Names that mean something."""

_GAP = re.compile(
    r"\{\{\s*([^{}\n]{1,30}?)\s*\}\}|#?\{\s*([^{}\n]{1,30}?)\s*\}|%([A-Z][A-Z_]{2,29})%|｛([^｛｝\n]{1,30})｝"
)


def unknown(text: str) -> tuple[str, ...]:
    """The names of gaps in the text that mean nothing, each once."""
    if "{" not in text and "%" not in text and "｛" not in text:
        return ()
    names = (next(filter(None, found), "") for found in _GAP.findall(text))
    return tuple(dict.fromkeys(name for name in names if name and name not in KNOWN))
