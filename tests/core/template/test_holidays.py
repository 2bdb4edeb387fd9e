from datetime import date

from quickreply.core.template.holidays import calendar


def test_the_table_of_holidays_makes_the_calendar():
    worked = calendar({"节假日": {"2026-10-01": "休", "2026-10-10": " 班 ", "国庆": "休", "2026-10-12": "?"}})

    assert not worked.works(date(2026, 10, 1))
    assert worked.works(date(2026, 10, 10))  # a Saturday
    assert worked.works(date(2026, 10, 12))
