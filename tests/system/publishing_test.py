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

    def test_a_schedule_for_a_group_alone_reaches_the_displays_in_it_and_leaves_them_again(self):
        player = self.city.start_player()
        schedule = self.city.ask("GET", f"/api/v1/schedules/{self.city.publish('心莫贪', '心莫贪，防诈骗')}")
        player.wait_for("心莫贪，防诈骗")
        self.city.ask("DELETE", f"/api/v1/schedules/{schedule['id']}", version=schedule["version"])
        player.wait_for("心莫贪，防诈骗", rung="last_good")

        unit, display = self.city.root_unit(), self.city.rows("displays")[0]["id"]
        group = {"unit_id": unit, "name": "报亭", "display_ids": [display]}
        group = self.city.ask("POST", "/api/v1/groups", group)["id"]
        wanted = {"unit_id": unit, "name": "报亭", "program_id": schedule["program_id"], "targets": {"groups": [group]}}
        made = self.city.ask("POST", "/api/v1/schedules", wanted)
        player.wait_for("心莫贪，防诈骗")

        self.city.ask("DELETE", f"/api/v1/schedules/{made['id']}", version=made["version"])
        player.wait_for("心莫贪，防诈骗", rung="last_good")


if __name__ == "__main__":
    unittest.main()
