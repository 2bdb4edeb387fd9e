import pytest
from hypothesis import given
from hypothesis import strategies as st

from quickreply.core import validity
from quickreply.packs.moments import since, span, until


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("", "", ""),
        ("2026-11-11", "2026-11-11", "2026-11-11"),
        ("2026/1/5", "2026-01-05", "2026-01-05"),
        ("2026.11.11", "2026-11-11", "2026-11-11"),
        ("20261111", "2026-11-11", "2026-11-11"),
        ("2026年11月11日", "2026-11-11", "2026-11-11"),
        ("2026 年 11 月 11 日 23 时 59 分", "2026-11-11 23:59", "2026-11-11 23:59"),
        ("2026年11月11日（周三）20点", "2026-11-11 20:00", "2026-11-11 20:00"),
        ("２０２６／１１／１１", "2026-11-11", "2026-11-11"),
        ("2026/11/11 下午8:00", "2026-11-11 20:00", "2026-11-11 20:00"),
        ("2026-11-11 20:00:00", "2026-11-11 20:00", "2026-11-11 20:00"),
        (
            "2026-10-31 20:00 Asia/Shanghai",
            "2026-10-31 20:00 Asia/Shanghai",
            "2026-10-31 20:00 Asia/Shanghai",
        ),
        ("长期", "", ""),
    ],
)
def test_moments_as_people_write_them(written: str, begin: str, end: str):
    assert (since(written), until(written)) == (begin, end)


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("46337", "2026-11-11", "2026-11-11"),
        ("46337.0", "2026-11-11", "2026-11-11"),
        ("46337.8333333", "2026-11-11 20:00", "2026-11-11 20:00"),
        ("46337.999988", "2026-11-11 23:59", "2026-11-11"),
    ],
)
def test_days_as_a_spreadsheet_counts_them(written: str, begin: str, end: str):
    assert (since(written), until(written)) == (begin, end)


def test_nothing_of_the_last_minute_is_lost():
    assert until("2026/11/11 23:59:59") == "2026-11-11"
    assert until("2026/11/11 24:00") == "2026-11-11"
    assert until("2026/11/11 20:00:01") == "2026-11-11 20:01"
    assert since("2026/11/11 20:00:59") == "2026-11-11 20:00"
    assert until("2026/11/11 0:00") == "2026-11-11 00:00"


@pytest.mark.parametrize(
    "written",
    [
        *("11月11日", "11/11/2026", "2026-02-30", "2026/11/11 25:00", "1", "999999", "双11", "26-11-11"),
        *("9999-12-31 24:00", "2026-11-11 20:00 Asia/Nowhere", "9" * 10_000, "2026-13-01"),
    ],
)
def test_what_is_no_moment(written: str):
    with pytest.raises(ValueError, match="a day like"):
        since(written)
    with pytest.raises(ValueError, match="a day like"):
        until(written)


@pytest.mark.parametrize(
    ("written", "both"),
    [
        ("2026-11-01至2026-11-11", ("2026-11-01", "2026-11-11")),
        ("2026.11.1-2026.11.11", ("2026-11-01", "2026-11-11")),
        ("2026/11/1-11/11", ("2026-11-01", "2026-11-11")),
        ("2026年11月1日 20:00 ～ 11月11日 23:59", ("2026-11-01 20:00", "2026-11-11 23:59")),
        ("2026-11-01 - 2026-11-11", ("2026-11-01", "2026-11-11")),
        ("即日起至2026年11月11日", ("", "2026-11-11")),
        ("2026-11-01到长期", ("2026-11-01", "")),
        ("2026-11-11", ("", "2026-11-11")),
        ("长期", ("", "")),
    ],
)
def test_both_in_one_cell(written: str, both: tuple[str, str]):
    assert span(written) == both


@given(st.text("0123456789-/.:年月日时分至~ T下午点星期三", max_size=30) | st.text(max_size=20))
def test_anything_is_a_moment_or_is_refused(written: str):
    for read in (since, until):
        try:
            kept = read(written)
        except ValueError:
            continue
        assert kept == "" or validity.written(kept) == kept
    try:
        span(written)
    except ValueError:
        return
