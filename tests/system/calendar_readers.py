"""Reads a calendar from standard input with Debian's python3-icalendar and python3-vobject and prints
what each of them found, as JSON: [[[uid, start, end, summary, description], …], …].

For Debian's interpreter, which sees those packages whichever python3 comes first on PATH.
"""
import datetime
import json
import sys

import icalendar
import vobject


def rows_of_icalendar(text: bytes) -> list[list[str]]:
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    return [
        [
            str(event["UID"]),
            event["DTSTART"].dt.astimezone(datetime.timezone.utc).isoformat(),
            event["DTEND"].dt.astimezone(datetime.timezone.utc).isoformat(),
            str(event["SUMMARY"]),
            str(event["DESCRIPTION"]),
        ]
        for event in events
    ]


def rows_of_vobject(text: bytes) -> list[list[str]]:
    events = getattr(vobject.readOne(text.decode()), "vevent_list", [])
    return [
        [
            event.uid.value,
            event.dtstart.value.astimezone(datetime.timezone.utc).isoformat(),
            event.dtend.value.astimezone(datetime.timezone.utc).isoformat(),
            event.summary.value,
            event.description.value,
        ]
        for event in events
    ]


given = sys.stdin.buffer.read()
json.dump([rows_of_icalendar(given), rows_of_vobject(given)], sys.stdout)
