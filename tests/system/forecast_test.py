"""What staff are told about days to come, before anything of it is shown."""
import datetime
import unittest

from city import CityTest, until

HOURS = {"windows": [{"start": "09:00:00", "end": "11:00:00"}, {"start": "20:00:00", "end": "22:30:00"}]}
DAY = datetime.date.today() + datetime.timedelta(days=3)  # no day on which something has begun already


class Forecasts(CityTest):
    def setUp(self):
        super().setUp()
        for name in ("north", "south"):
            self.city.start_player(name)
        until(lambda: len(self.city.rows("displays")) == 2, "both players have joined")
        self.city.publish("长期", "心莫贪")  # always, everywhere
        self.long = self.city.rows("schedules")[0]

    def draft(self, **members) -> dict:
        names = ("unit_id", "program_id", "targets")
        return {name: self.long[name] for name in names} | {"name": "草稿", "times": HOURS} | members

    def check(self, draft: dict) -> dict:
        return self.city.ask("POST", "/api/v1/schedule-checks", draft | {"from": str(DAY), "days": 1})

    def test_what_a_check_promises_is_what_forecast_and_timeline_say_once_it_is_kept(self):
        promised = self.check(self.draft(priority="high"))
        self.assertEqual((promised["displays"], promised["playing"], promised["reasons"]), (2, 2, []))
        self.assertEqual(promised["minutes"], 2 * 4.5 * 60)

        kept = self.city.ask("POST", "/api/v1/schedules", self.draft(priority="high"))
        unit = self.city.root_unit()
        forecast = self.city.ask("GET", f"/api/v1/units/{unit}/forecast?from={DAY}&days=1")
        self.assertEqual(forecast["displays"], 2)
        self.assertEqual(forecast["idle"]["displays"], 0)
        [program] = forecast["programs"]  # both schedules show it, all day long
        self.assertEqual(program["days"][0]["minutes"], 2 * 24 * 60)

        midnight = datetime.datetime.combine(DAY, datetime.time(), datetime.timezone(datetime.timedelta(hours=8)))
        period = [(midnight + datetime.timedelta(days=n)).astimezone(datetime.timezone.utc) for n in (0, 1)]
        start, end = (instant.strftime("%Y-%m-%dT%H:%M:%SZ") for instant in period)
        week = self.city.ask("GET", f"/api/v1/units/{unit}/timeline?from={start}&until={end}")
        [ours] = [row for row in week["schedules"] if row["schedule_id"] == kept["id"]]
        self.assertEqual([(run["displays"], run["shown_s"]) for run in ours["runs"]], [(2, 7200.0), (2, 9000.0)])

        for display in self.city.rows("displays"):
            path = f"/api/v1/displays/{display['id']}"
            day = self.city.ask("GET", f"{path}/forecast?from={DAY}&days=1")["programs"][0]["days"][0]

            def published():
                told = self.city.ask("GET", f"{path}/timeline?from={start}&until={end}")
                return any(share.get("schedule_id") == kept["id"] for span in told["spans"] for share in span["shares"]) and told

            told = until(published, "the display's plan has the new schedule")
            self.assertEqual(day["minutes"] * 60, told["programs"][0]["shown_s"])
            self.assertEqual(day["plays"], told["programs"][0]["plays"])

    def test_a_schedule_that_is_never_shown_is_told_so_before_it_is_kept(self):
        self.city.ask("POST", "/api/v1/schedules", self.draft(name="防汛", priority="urgent", times={}))
        told = self.check(self.draft())
        self.assertEqual(told["playing"], 0)
        [reason] = told["reasons"]
        self.assertEqual((reason["code"], reason["count"], reason["by"]["schedule"]), ("outranked", 2, "防汛"))
        self.assertEqual(len(told["covered"]), 2)
        self.assertEqual(len(self.city.rows("schedules")), 2)


if __name__ == "__main__":
    unittest.main()
