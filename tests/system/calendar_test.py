"""Calendar programs subscribe to what is planned, and their dates come back in."""
import base64
import json
import pathlib
import subprocess
import unittest

from city import CityTest, until

READERS = pathlib.Path(__file__).with_name("calendar_readers.py")
NAME = "心莫贪; 防诈骗, 一看就懂\\二听就会，" + "三思而后行" * 12  # everything that has to be escaped or folded
SAMPLES = "/usr/lib/python3/dist-packages/icalendar/tests"  # written by other people's programs


def basic(token: str) -> str:
    return "Basic " + base64.b64encode(f"calendar:{token}".encode()).decode()


class Calendars(CityTest):
    def test_readers_of_other_people_agree_on_a_feed(self):
        self.city.start_player()
        until(lambda: self.city.rows("displays"), "the player has joined")
        schedule = self.city.ask("GET", f"/api/v1/schedules/{self.city.publish(NAME, '防诈骗')}")
        wanted = {name: schedule[name] for name in ("unit_id", "name", "program_id", "targets")}
        wanted["times"] = {"windows": [{"start": "09:00:00", "end": "18:00:00"}]}
        self.city.ask("PUT", f"/api/v1/schedules/{schedule['id']}", wanted, schedule["version"])

        path = f"/api/v1/displays/{self.city.rows('displays')[0]['id']}/calendar.ics"
        token = json.loads(self.city.credentials.read_text("utf-8"))["token"]
        self.assertEqual(self.city.staff("GET", path, Authorization=basic("marquee_no"))[0], 401)

        def feed():
            status, headers, text = self.city.staff("GET", path, Authorization=basic(token))
            self.assertEqual(status, 200)
            return text.count(b"BEGIN:VEVENT") == 60 and (headers, text)

        headers, text = until(feed, "the feed has sixty days")
        self.assertEqual(self.city.staff("GET", path, If_None_Match=headers["ETag"])[0], 304)
        done = subprocess.run(["/usr/bin/python3", READERS], input=text, capture_output=True, check=True)
        by_icalendar, by_vobject = json.loads(done.stdout)
        self.assertEqual(by_icalendar, by_vobject)
        self.assertEqual(len({row[0] for row in by_icalendar}), 60)
        for _, start, end, summary, description in by_icalendar:
            self.assertRegex(start, "T01:00:00.00:00$")
            self.assertRegex(end, "T10:00:00.00:00$")
            self.assertEqual(summary, NAME)
            self.assertIn(f"节目：{NAME}\n", description)

    def test_calendars_that_other_programs_wrote_are_read_or_refused_by_name(self):
        expected = {
            "encoding.ics": (["2010-10-10"], set()),
            "issue_112_missing_tzinfo_on_exdate.ics": (["2013-09-07"], set()),
            "issue_53_parsing_failure.ics": (["2012-07-12", "2012-09-11", "2012-11-13"], set()),
            "multiple.ics": (["2003-05-01", "2003-12-25"], {"DTSTART"}),  # one of them is torn apart
            "recurrence.ics": (["2012-03-27"], {"EXDATE"}),  # one leaves out hours it never has
            "timezone_same_start.ics": (["2017-02-24"], set()),
            "timezoned.ics": (["2012-02-13"], set()),
            "x_location.ics": (["2016-10-28"], set()),
        }
        for name, (starts, parts) in expected.items():
            text = pathlib.Path(SAMPLES, name).read_bytes()
            status, _, answer = self.city.staff(
                "POST", "/api/v1/calendar-imports", text, Content_Type="text/calendar"
            )
            self.assertEqual(status, 200, name)
            read = json.loads(answer)
            days = [event["days"] for event in read["events"]]
            found = [day["dates"]["first"] if "dates" in day else day["recurrence"]["start"] for day in days]
            self.assertEqual(found, starts, name)
            self.assertEqual({finding["part"] for finding in read["findings"]}, parts, name)


if __name__ == "__main__":
    unittest.main()
