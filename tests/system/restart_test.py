"""A player that people restart from afar: in order, once, and what it showed is back."""
import pathlib
import unittest

from city import CityTest, until


class Restart(CityTest):
    def test_the_same_process_begins_anew_and_shows_what_it_showed(self):
        player = self.city.start_player()
        self.city.publish("slogan", "心莫贪")
        player.wait_for("心莫贪")
        process = player.process.pid
        display = self.city.rows("displays")[0]["id"]
        path = f"/api/v1/displays/{display}/restart"
        self.assertEqual(self.city.staff("GET", path)[0], 404)

        self.city.ctl("restart", "screen")
        self.assertEqual(self.city.ask("GET", path)["state"], "restarted")
        player.wait_for("心莫贪")
        self.assertIsNone(player.process.poll())
        command = pathlib.Path(f"/proc/{process}/cmdline").read_bytes()
        self.assertIn(b"marquee-player", command)

        self.city.ctl("restart", "screen")  # and once more
        player.wait_for("心莫贪")
        self.assertIsNone(player.process.poll())

    def test_a_player_that_is_away_is_not_asked(self):
        player = self.city.start_player()
        until(lambda: self.city.report_of("screen").get("reachable"), "the player is heard of")
        self.city.forget(player)
        player.stop()
        until(lambda: not self.city.report_of("screen")["reachable"], "it is missed", 60)
        display = self.city.rows("displays")[0]["id"]
        self.assertEqual(self.city.staff("POST", f"/api/v1/displays/{display}/restart")[0], 409)


if __name__ == "__main__":
    unittest.main()
