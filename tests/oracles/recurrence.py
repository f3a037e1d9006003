#!/usr/bin/env python3
"""Draws random recurrences and writes what python-dateutil makes of them, for recurrence_oracle_test.cpp.

Usage: recurrence.py FILE

2,000 of them; 20,000 with MARQUEE_LONG=1, which begin with those.

One recurrence a line, fields separated by `|`: DTSTART, RRULE, RDATE, EXDATE, the last day that was looked
at, the days found up to then. Dates as RFC 5545 writes them. Every run draws the same.

The oracle is asked without COUNT and with an UNTIL; COUNT is applied to what it answers.
"""
import datetime
import os
import random
import sys

from dateutil import rrule

WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
# How far to look, in days, so that a rule of each frequency shows what it does.
REACH = {"DAILY": 300, "WEEKLY": 800, "MONTHLY": 2_000, "YEARLY": 6_000}


def compact(day):
    return day.strftime("%Y%m%d").rjust(8, "0")


def some(draw, values, most):
    return sorted(draw.sample(values, draw.randint(1, min(most, len(values)))))


def signed(draw, high, most):
    values = list(range(1, high + 1)) + list(range(-high, 0))
    return some(draw, values, most)


def joined(values):
    return ",".join(str(value) for value in values)


def draw_weekdays(draw, frequency, months):
    days = some(draw, WEEKDAYS, 5)
    if frequency in ("DAILY", "WEEKLY") or draw.random() < 0.4:
        return days
    high = 5 if frequency == "MONTHLY" or months else 53
    # Never both FR and 2TU in one list: dateutil and rrule take what is both instead of either.
    return [f"{draw.choice([-1, 1]) * draw.randint(1, high)}{day}" for day in days]


def draw_rule(draw):
    frequency = draw.choice(list(REACH))
    parts = {"FREQ": frequency}
    if draw.random() < 0.6:
        parts["INTERVAL"] = draw.choice([2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 26, 52, 100])
    if draw.random() < 0.35:
        parts["BYMONTH"] = joined(some(draw, list(range(1, 13)), 6))
    if draw.random() < 0.35 and frequency != "WEEKLY":
        parts["BYMONTHDAY"] = joined(signed(draw, 31, 8))
    if draw.random() < 0.5:
        parts["BYDAY"] = joined(draw_weekdays(draw, frequency, "BYMONTH" in parts))
    if draw.random() < 0.3 and any(name in parts for name in ("BYMONTH", "BYMONTHDAY", "BYDAY")):
        high = {"DAILY": 2, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 366}[frequency]
        parts["BYSETPOS"] = joined(signed(draw, draw.choice([2, 5, high]) if high > 5 else high, 4))
    if draw.random() < 0.4:
        parts["WKST"] = draw.choice(WEEKDAYS)
    return parts


def start_of_week(day, parts):
    return day - datetime.timedelta((day.weekday() - WEEKDAYS.index(parts.get("WKST", "MO"))) % 7)


def expand(parts, start, last):
    """What dateutil finds from `start` to `last`, both included."""
    text = ";".join(f"{name}={value}" for name, value in parts.items())
    begin = start
    if parts["FREQ"] == "WEEKLY" and "BYSETPOS" in parts:
        # dateutil counts positions in DTSTART's week from DTSTART on, in every other from the first
        # day of the week; RFC 5545 knows one kind of week. Beginning with the week mends it.
        begin = start_of_week(start, parts)
        if "BYDAY" not in parts:
            text += f";BYDAY={WEEKDAYS[start.weekday()]}"
    datetime.MAXYEAR = last.year  # else dateutil looks for what never happens until 9999
    rule = rrule.rrulestr(text + f";UNTIL={compact(last)}", dtstart=midnight(begin))
    return [day.date() for day in rule if day.date() >= start]


def midnight(day):
    return datetime.datetime(day.year, day.month, day.day)


def draw_line(draw):
    parts = draw_rule(draw)
    start = datetime.date(1900, 1, 1) + datetime.timedelta(draw.randrange(0, 100_000))
    reach = REACH[parts["FREQ"]] * min(int(parts.get("INTERVAL", 1)), 4)
    last = min(start + datetime.timedelta(reach), datetime.date(2199, 12, 31))
    days = expand(parts, start, last)
    ending = draw.random()
    if ending < 0.3 and days:
        parts["COUNT"] = draw.randint(1, min(len(days), 40))
        days = days[: parts["COUNT"]]
    elif ending < 0.5:
        until = start + datetime.timedelta(draw.randint(0, reach))
        parts["UNTIL"] = compact(until)
        days = [day for day in days if day <= until]
    extra, without = set(), set()
    if draw.random() < 0.2:
        extra = {start + datetime.timedelta(draw.randint(0, (last - start).days)) for _ in range(3)}
    if draw.random() < 0.3:
        pool = days[:20] + sorted(extra) + [start]
        without = set(draw.sample(pool, draw.randint(1, min(4, len(pool)))))
    found = sorted((set(days) | extra) - without)
    rule = ";".join(f"{name}={value}" for name, value in parts.items())
    fields = [compact(start), rule, joined(map(compact, sorted(extra))),
              joined(map(compact, sorted(without))), compact(last), joined(map(compact, found))]
    return "|".join(fields)


def main():
    count = 20_000 if os.environ.get("MARQUEE_LONG") == "1" else 2_000
    draw = random.Random(20_261_122)
    with open(sys.argv[1], "w", encoding="ascii") as out:
        for _ in range(count):
            out.write(draw_line(draw) + "\n")


main()
