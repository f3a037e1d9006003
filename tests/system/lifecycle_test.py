"""Managers and players that end, in order or not, and start again."""
import subprocess
import threading
import time
import unittest

from city import City, CityTest, free_ports, until


class Writer(threading.Thread):
    """Adds slogans as fast as it can until the manager is gone; `kept` are those it was told of."""

    def __init__(self, city: City):
        super().__init__()
        self.city, self.unit, self.kept = city, city.root_unit(), []

    def run(self):
        style = '{"text":"#ffffff","background":"#000000","motion":"still"}'
        try:
            while True:
                name = f"slogan {len(self.kept)}"
                body = f'{{"unit_id":"{self.unit}","name":"{name}","text":"{name}","style":{style}}}'
                status, _, _ = self.city.staff("POST", "/api/v1/slogans", body.encode())
                if status != 201:
                    return
                self.kept.append(name)
        except OSError:
            return


class Lifecycle(CityTest):
    def test_a_manager_killed_while_it_writes_loses_nothing_and_the_screen_plays_on(self):
        city = self.city
        city.publish("心莫贪", "心莫贪，防诈骗")
        player = city.start_player()
        player.wait_for("心莫贪，防诈骗")
        city.wait_until_showing()
        schedules, trail = city.rows("schedules"), city.rows("audit")

        writer = Writer(city)
        writer.start()
        until(lambda: len(writer.kept) >= 10, "ten slogans are added")
        city.manager.kill()
        city.forget(city.manager)
        writer.join()

        # Captures of a moving slogan are made once a second: two more are seconds without a manager.
        for _ in range(2):
            last = player.seen()["at"]
            until(lambda: player.seen().get("at", last) != last, "frames follow without a manager")
        player.wait_for("心莫贪，防诈骗")

        city.start_manager()
        until(lambda: city.report_of("screen").get("reachable"), "the player is reachable again")
        city.wait_until_showing()
        self.assertEqual(city.rows("schedules"), schedules)
        names = [row["name"] for row in city.rows("slogans")]
        self.assertEqual([name for name in writer.kept if name not in names], [], "an answered change is lost")
        now = city.rows("audit")
        self.assertEqual(now[: len(trail)], trail)
        self.assertEqual([row["number"] for row in now], list(range(1, len(now) + 1)))
        for before, after in zip(now, now[1:]):
            self.assertEqual(after["previous_sha256"], before["sha256"])
        added = sum(row["action"] == "slogan.create" for row in now)
        self.assertEqual(added, len(names), "a row and its entry in the trail are written together")

    def test_a_player_killed_and_started_without_a_manager_plays_from_its_disk_within_seconds(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        player = self.city.start_player()
        player.wait_for("心莫贪，防诈骗")
        self.city.wait_until_showing()
        for program in (player, self.city.manager):
            program.kill()
            self.city.forget(program)

        self.city.start_player().wait_for("心莫贪，防诈骗", seconds=8)

    def test_a_second_manager_or_player_on_the_same_state_is_refused_as_busy(self):
        player = self.city.start_player()
        player.wait_for_log("enrolled")

        ports = free_ports(2)
        second = subprocess.run(
            self.city.manager_command(*ports), capture_output=True, text=True, env=self.city.environment, timeout=20
        )
        self.assertEqual(second.returncode, 1)
        self.assertIn("busy", second.stdout + second.stderr)

        rival = self.city.start_player()
        self.assertEqual(rival.process.wait(20), 1)
        self.assertIn("busy", rival.log())
        self.city.forget(rival)

    def test_sigterm_ends_manager_and_player_in_order(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        player = self.city.start_player()
        player.wait_for("心莫贪，防诈骗")
        for program in (player, self.city.manager):
            began = time.monotonic()
            self.assertEqual(program.stop(), 0, f"{program.name}, after {time.monotonic() - began:.1f} s")
            self.city.forget(program)


if __name__ == "__main__":
    unittest.main()
