"""A device whose clock is decades off joins, learns the time, and shows the right thing."""
import unittest

from city import CityTest, faked_clock, until


class WrongClocks(CityTest):
    def test_a_device_that_believes_it_is_1970_and_one_that_believes_it_is_2099_show_the_slogan(self):
        self.city.publish("防骗", "接到可疑电话先核实")
        eras = {"past": "@1970-01-02 00:00:00", "future": "@2099-06-01 12:00:00"}
        players = {name: self.city.start_player(name, **faked_clock(when)) for name, when in eras.items()}
        for name, player in players.items():
            player.wait_for("接到可疑电话先核实")
            until(lambda: self.city.report_of(name).get("clock_trusted"), f"{name} trusts its clock")
            self.city.wait_until_showing(name)

        for name, player in players.items():
            wall_year = eras[name][1:5]
            self.assertTrue(player.log().startswith(wall_year), "the test itself: its clock is wrong")


if __name__ == "__main__":
    unittest.main()
