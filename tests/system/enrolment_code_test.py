"""A device that was told only where its manager is shows a code; somebody confirms it."""
import re
import unittest

from city import CityTest, until


class EnrolmentByCode(CityTest):
    def start_unknown(self, name: str):
        """A player that knows the manager's address and nothing else."""
        url = f"https://127.0.0.1:{self.city.players_port}"
        return self.city.start_player(name, by_code=url)

    def waiting(self, player) -> tuple[str, str]:
        """The code and the device's fingerprint it shows now."""
        said = re.findall(r"waits_for_confirmation code=(\w+) device=([0-9A-F-]+) trust=([0-9A-F-]+)", player.log())
        return said[-1][0], said[-1][1]

    def test_a_device_is_confirmed_by_its_code_and_shows_what_it_should(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        player = self.start_unknown("first")
        player.wait_for_log("waits_for_confirmation")
        until(lambda: player.seen().get("rung") == "slate", "it shows its slate")
        code, device = self.waiting(player)
        self.assertIn(device, self.city.ctl("enrol", "confirm", code))
        self.assertEqual(self.city.rows("players"), [])
        self.city.ctl("enrol", "confirm", code, "--fingerprint", device, "--name", "西站北口")
        player.wait_for("心莫贪，防诈骗")
        self.assertEqual([row["name"] for row in self.city.rows("players")], ["西站北口"])

    def test_a_device_that_was_off_when_it_was_confirmed_joins_when_it_is_back(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        player = self.start_unknown("late")
        player.wait_for_log("waits_for_confirmation")
        code, device = self.waiting(player)
        player.kill()
        self.city.forget(player)
        self.city.ctl("enrol", "confirm", code, "--fingerprint", device)
        self.start_unknown("late").wait_for("心莫贪，防诈骗")


if __name__ == "__main__":
    unittest.main()
