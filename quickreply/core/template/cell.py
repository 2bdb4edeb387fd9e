"""What is filled into a phrase for a sheet: it must stay in its cell, and be shown there as it is."""

import re

_ENDS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
"""What ends a cell or a row."""

_FORMULA = re.compile(r"[=@＝＠]|[+\-](?![\d\s.,()-]*$)")
"""How a cell begins that a sheet would calculate; a phone number or an amount may have its sign."""


def in_a_cell(value: str) -> str:
    """The value on one line, without TABs; a blank stands before what a sheet would take for a formula."""
    line = _ENDS.sub(" ", value).strip()
    return f" {line}" if _FORMULA.match(line) else line
