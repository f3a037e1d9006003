"""What staff publish is what stands on the display."""
import unittest

from city import CityTest


class Publishing(CityTest):
    def test_a_slogan_its_change_and_its_end_reach_the_display(self):
        player = self.city.start_player()
        schedule = self.city.publish("心莫贪", "心莫贪，防诈骗")
        player.wait_for("心莫贪，防诈骗")
        self.city.wait_until_showing()

        self.city.change("心莫贪", "陌生来电要提防")
        player.wait_for("陌生来电要提防")
        self.city.wait_until_showing()

        version = self.city.ask("GET", f"/api/v1/schedules/{schedule}")["version"]
        self.city.ask("DELETE", f"/api/v1/schedules/{schedule}", version=version)
        player.wait_for("陌生来电要提防", rung="last_good")


if __name__ == "__main__":
    unittest.main()
