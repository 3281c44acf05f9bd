"""Dates and hours as Swedish minutes write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samsyn.council.reading.understand.dates import (
    WEEKDAYS,
    find_dates,
    find_range,
    find_time,
    next_weekday,
    strip_times,
)

SWEDISH = ["januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti"]
SWEDISH += ["september", "oktober", "november", "december"]
LONG = dict(enumerate(SWEDISH, 1))
FORMS = [
    lambda d: d.isoformat(),
    lambda d: f"{d:%Y%m%d}",
    lambda d: f"{d.day}.{d.month}.{d.year}",
    lambda d: f"{d.day}/{d.month} {d.year}",
    lambda d: f"{d.day} {LONG[d.month]} {d.year}",
    lambda d: f"den {d.day} {LONG[d.month].upper()} {d.year}",
    lambda d: f"{WEEKDAYS[d.weekday()]} den {d.day}:e {LONG[d.month]} {d.year}",
    lambda d: f"{d.day} {LONG[d.month][:3]} {d.year}",
    lambda d: f"{d.year} - {d.month:02d} - {d.day:02d}",
]
DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2039, 12, 31))


@given(
    DAYS, st.sampled_from(FORMS), st.sampled_from(["{}", "Sammanträde {}", "Mötet hölls {}, i sal 3", "({})"])
)
def test_a_written_date_comes_back(day, form, around):
    found = find_dates(around.format(form(day)))
    assert [one.date for one in found] == [day]
    assert not found[0].year_inferred


@given(DAYS, st.integers(0, 360))
def test_a_date_without_year_is_the_next_one_and_says_so(near, ahead):
    day = near + dt.timedelta(days=ahead)
    if (day.month, day.day) == (2, 29):
        return
    found = find_dates(f"Nästa möte den {day.day} {LONG[day.month]}", near, ahead=True)
    assert [(one.date, one.year_inferred) for one in found] == [(day, True)]


@pytest.mark.parametrize(
    "text", ["2024-13-01", "31.2.2024", "30 februari 2023", "§ 12", "dnr 2024/118", "kl. 9.30", "1,5", ""]
)
def test_what_is_no_date(text):
    assert find_dates(text) == []


def test_without_a_meeting_day_no_year_is_guessed():
    assert find_dates("den 4 maj") == []


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("kl. 15.00-16.30", ("15:00", "16:30")),
        ("Kl 9-12", ("09:00", "12:00")),
        ("kl 9-12", ("09:00", "12:00")),
        ("13:00 – ca 15:45", ("13:00", "15:45")),
        ("klockan 8.15 till 10.00", ("08:15", "10:00")),
        ("08.30--16.20", ("08:30", "16:20")),
        ("2024-05-06", None),
        ("§ 15-20", None),
    ],
)
def test_hours(text, hours):
    assert find_range(text) == hours


def test_one_hour_is_not_taken_from_a_date():
    assert find_time("Den 6.5.2024 kl. 9.05") == "09:05"
    assert find_time("kl 9") == "09:00"
    assert find_time("6.5.2024") is None


def test_hours_are_taken_out_of_a_place():
    assert strip_times("Sessionssalen kl. 9.00-12.00").strip() == "Sessionssalen"


def test_next_weekday():
    assert next_weekday("Nästa torsdag.", dt.date(2020, 8, 20)) == dt.date(2020, 8, 27)
    assert next_weekday("Snart", dt.date(2020, 8, 20)) is None
