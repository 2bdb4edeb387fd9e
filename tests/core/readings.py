"""How a few Hanzi are read, without a dictionary."""

from collections.abc import Sequence

KNOWN = {
    "退": "tui",
    "货": "huo",
    "貨": "huo",
    "流": "liu",
    "程": "cheng",
    "追": "zhui",
    "回": "hui",
    "售": "shou",
    "行": "xing hang heng",
    "长": "chang zhang",
    "重": "zhong chong",
    "绿": "lv",
    "略": "lve",
    "女": "nv",
    "后": "hou",
    "运": "yun",
    "费": "fei",
    "银": "yin",
    "安": "an",
    "西": "xi",
    "先": "xian",
    "发": "fa",
}


class FewReadings:
    """`Readings` of a table; what is not in it has none."""

    def of(self, hanzi: str) -> Sequence[Sequence[str]]:
        return [KNOWN.get(one, "").split() for one in hanzi]
