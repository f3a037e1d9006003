"""What was shown and when, delivered exactly once: the manager's sums against the player's own journal."""
import random
import unittest
from datetime import datetime, timedelta, timezone

from city import CityTest, until

TEXT = "心莫贪，防诈骗"
MARK_SECONDS = 6  # a player marks its life every five seconds


def now() -> datetime:
    return datetime.now(timezone.utc)


def rfc3339(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


class Reporting(CityTest):
    def setUp(self):
        super().setUp()
        self.began = now()
        self.city.publish("心莫贪", TEXT)
        self.player = self.city.start_player()
        self.player.wait_for(TEXT)
        self.city.wait_until_showing()
        self.display = self.city.rows("displays")[0]["id"]

    def journal(self, kind: str):
        return self.player.state / "journals" / self.display / kind

    def acknowledged(self, kind: str) -> int:
        mark = self.journal(kind) / "acknowledged"
        return int(mark.read_text()) if mark.exists() else 0

    def written(self, kind: str) -> int:
        """The number of the last record on the player's disk."""
        last = self.acknowledged(kind)
        for file in self.journal(kind).glob(f"*.{kind}"):
            last = max(last, int(file.stem) + file.read_bytes().count(b"\n") - 1)
        return last

    def uptime(self, since: datetime, end: datetime) -> dict:
        return self.city.ask("GET", f"/api/v1/displays/{self.display}/uptime?from={rfc3339(since)}&until={rfc3339(end)}")

    def plays(self) -> int:
        lines = self.city.ask("GET", f"/api/v1/reports/plays?from={rfc3339(self.began)}")["items"]
        self.assertLessEqual({line["item_name"] for line in lines}, {"心莫贪"})
        return sum(line["plays"] for line in lines)

    def wait_told(self, moment: datetime):
        """Until the player has reported what was before that moment."""
        told = lambda: now() > moment and self.uptime(moment - timedelta(seconds=1), moment)["running"]["unknown_s"] == 0
        until(told, f"the player reports what was until {moment}")

    def kill(self, program):
        program.kill()
        self.city.forget(program)

    def check_exact(self):
        """Every moment is counted once, for each measure."""
        report = self.uptime(self.began, now())
        totals = []
        for measure in ("reachable", "running", "showing"):
            stretches = [row for row in report["intervals"] if row["measure"] == measure]
            for before, after in zip(stretches, stretches[1:]):
                self.assertEqual(before["until"], after["from"], f"{measure} has a hole or counts twice")
            totals.append(sum(report[measure][f"{word}_s"] for word in ("up", "down", "unknown", "planned_off")))
        self.assertAlmostEqual(min(totals), max(totals), places=5)

    def test_an_outage_of_the_manager_leaves_no_hole_and_a_killed_player_was_down(self):
        self.wait_told(now())
        self.kill(self.city.manager)
        gone = now()
        until(lambda: self.written("plays") >= self.acknowledged("plays") + 2, "plays are kept while the manager is away")
        until(lambda: now() - gone > timedelta(seconds=MARK_SECONDS + 2), "some time passes")
        killed = now()
        self.kill(self.player)
        until(lambda: now() - killed > timedelta(seconds=2), "the player is dead for a while")
        self.player = self.city.start_player()
        self.player.wait_for(TEXT)
        back = now()
        self.city.start_manager()
        self.wait_told(back)
        self.check_exact()

        safe = self.uptime(gone, killed - timedelta(seconds=MARK_SECONDS))
        self.assertEqual((safe["running"]["down_s"], safe["running"]["unknown_s"]), (0, 0))
        self.assertEqual((safe["showing"]["down_s"], safe["showing"]["unknown_s"]), (0, 0))
        self.assertEqual(safe["reachable"]["down_s"], 0)
        self.assertGreater(safe["reachable"]["unknown_s"], 0, "nobody can say whom an absent manager would have heard")
        crash = self.uptime(killed - timedelta(seconds=MARK_SECONDS), back)
        self.assertGreaterEqual(crash["running"]["down_s"], 2)
        self.assertEqual(crash["running"]["unknown_s"], 0)

    def test_deliveries_cut_short_by_kills_lose_nothing_and_double_nothing(self):
        for victim in ("manager", "player", "manager"):
            before = self.written("plays")
            until(lambda: self.written("plays") > before, "a play ends")
            until(lambda: random.random() < 0.05, "a moment near a delivery")
            if victim == "manager":
                self.kill(self.city.manager)
                self.city.start_manager()
            else:
                self.kill(self.player)
                self.player = self.city.start_player()
                self.player.wait_for(TEXT)
        self.assertEqual(self.player.stop(), 0)
        self.city.forget(self.player)
        written = self.written("plays")
        self.assertGreaterEqual(written, 3)
        self.player = self.city.start_player()
        self.player.wait_for(TEXT)  # before it runs, nothing of it can hear that it shall stop
        until(lambda: self.acknowledged("plays") >= written, "everything is delivered")
        self.assertEqual(self.player.stop(), 0)
        self.city.forget(self.player)
        # Numbers have no gap on the player, so as many plays as the highest number are exactly all.
        self.assertEqual(self.plays(), self.acknowledged("plays"))
        self.check_exact()


if __name__ == "__main__":
    unittest.main()
