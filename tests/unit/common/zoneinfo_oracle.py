#!/usr/bin/env python3
"""Writes what Python's zoneinfo says about every installed zone, for zoneinfo_test.cpp.

Of several names for one zone only the first is asked.

Z name
U utc_seconds offset_seconds abbreviation
L local_seconds kind first second     (kind: unique, gap, fold; instants in UTC seconds)
"""
import datetime
import pathlib
import random
import sys
import zoneinfo

UTC = datetime.timezone.utc
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=UTC)
FIRST = int(datetime.datetime(1970, 1, 2, tzinfo=UTC).timestamp())
LAST = int(datetime.datetime(2100, 12, 30, tzinfo=UTC).timestamp())
STEP = 20 * 86_400


def at(zone, utc):
    return (EPOCH + datetime.timedelta(seconds=utc)).astimezone(zone)


def state(zone, utc):
    moment = at(zone, utc)
    return moment.utcoffset(), moment.tzname()


def changes(zone):
    """The seconds at which offset or name change, found by looking every 20 days and halving."""
    utc, before = FIRST, state(zone, FIRST)
    while utc + STEP <= LAST:
        after = state(zone, utc + STEP)
        if after != before:
            low, high = utc, utc + STEP
            while high - low > 1:
                middle = (low + high) // 2
                low, high = (middle, high) if state(zone, middle) == before else (low, middle)
            yield high
        utc, before = utc + STEP, after


def write_utc(out, zone, utc):
    moment = at(zone, utc)
    out.write(f"U {utc} {int(moment.utcoffset().total_seconds())} {moment.tzname()}\n")


def write_local(out, zone, local):
    wall = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=local)
    first, second = (
        int((wall.replace(tzinfo=zone, fold=fold) - EPOCH).total_seconds()) for fold in (0, 1)
    )
    kind = "unique" if first == second else "fold" if first < second else "gap"
    second = second if kind == "fold" else first
    out.write(f"L {local} {kind} {first} {second}\n")


def main():
    draw = random.Random(1)
    with pathlib.Path(sys.argv[1]).open("w") as out:
        seen = set()
        for name in sorted(zoneinfo.available_timezones()):
            content = (pathlib.Path("/usr/share/zoneinfo") / name).read_bytes()
            if content in seen:
                continue
            seen.add(content)
            zone = zoneinfo.ZoneInfo(name)
            out.write(f"Z {name}\n")
            for _ in range(20):
                write_utc(out, zone, draw.randint(FIRST, LAST))
                write_local(out, zone, draw.randint(FIRST, LAST))
            found = list(changes(zone))
            for change in draw.sample(found, min(len(found), 40)):
                write_utc(out, zone, change - 1)
                write_utc(out, zone, change)
                wall = change + int(at(zone, change).utcoffset().total_seconds())
                for step in (-5_400, -1_800, -1, 0, 1_799, 3_600):
                    write_local(out, zone, wall + step)


main()
