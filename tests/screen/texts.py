"""What agents send: every kind of text that has ever come out wrong somewhere."""

ASCII = "Your parcel left today, order #2481 (2 x A4). ~!@$%^&*_+{}|\\:\"<>?`'[]; see you!"

HANZI = (
    "亲,您好!您的订单已经收到啦,我们会在今天下午五点之前为您安排发货,发出以后会有短信提醒您。"
    "仓库的同事正在仔细检查每一件商品,确认没有问题以后才会打包,请您放心。"
) * 4
HANZI = HANZI[:299] + "。"

EMOJI = "好的 😀 一家人 👨‍👩‍👧‍👦 彩虹旗 🏳️‍🌈 国旗 🇨🇳 手势 👍🏽 数字 1️⃣ 爱心 ❤️ é"

LINES = "退货步骤:\n1. 在订单里点“申请退款”\n2. 选择原因\n\n  地址:杭州市余杭区 1 号\n收到后 24 小时内退款。"

LONG = "\n".join(f"{number:05} 亲,这是很长的一段说明文字 and some English words." for number in range(2100))[
    :90_000
]
"""90,000 characters, 150 KB: more than any one request to the server takes."""

SHORT = "收到,谢谢!"
LONGER = "发货单:今天的快递已经全部交给顺丰。"

PHRASES = {
    "asc": ASCII,
    "fh": HANZI,
    "fhd": LONGER,
    "em": EMOJI,
    "dh": LINES,
    "xx": SHORT,
    "VIP": "尊敬的会员,欢迎回来!",
    "k2": "K2 款式目前有现货。",
    "long": LONG,
}
"""Code and text. `fh` is the beginning of another code, `xx` of none; `VIP` is written in capitals; no code
begins with a digit, and none with u, w or z. No syllable of pinyin begins with u.
"""

PINNED = "fh"
"""Stands first in every list; of the others the one that was used last."""

KINDS = ("asc", "fh", "em", "dh")
"""A code for each kind of text."""
