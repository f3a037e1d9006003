"""Files that let a device join: good once, for one device, until they expire."""
import unittest

from city import CityTest, faked_clock, until


class EnrolmentFiles(CityTest):
    def assert_slate(self, player):
        """It shows its slate and runs on."""
        until(lambda: player.seen().get("rung") == "slate", f"{player.name} shows a slate")
        self.assertTrue(player.running())

    def test_a_second_device_with_the_same_file_is_refused_and_the_first_goes_on(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        file = self.city.enrolment_file("first")
        first = self.city.start_player("first", file)
        first.wait_for("心莫贪，防诈骗")

        second = self.city.start_player("second", file)
        second.wait_for_log("token_spent")
        self.assert_slate(second)
        self.assertEqual([row["name"] for row in self.city.rows("players")], ["first"])

        self.city.change("心莫贪", "第一台照常")
        first.wait_for("第一台照常")

    def test_a_file_that_has_expired_or_is_garbage_leaves_a_slate(self):
        old = self.city.enrolment_file("old")
        self.city.manager.stop()
        self.city.forget(self.city.manager)
        self.city.start_manager(**faked_clock("+3d"))
        late = self.city.start_player("late", old)

        garbage = self.city.root / "garbage.json"
        garbage.write_bytes(bytes(range(256)) * 8)
        lost = self.city.start_player("lost", garbage)
        lost.wait_for_log("enrolment_file_unusable")
        self.assert_slate(lost)

        late.wait_for_log("code=expired")
        self.assert_slate(late)
        self.assertEqual(self.city.rows("players"), [])


if __name__ == "__main__":
    unittest.main()
