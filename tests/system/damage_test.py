"""A player whose disk altered what it holds starts, sets it aside, and recovers."""
import pathlib
import unittest

from city import CityTest


def flip(file: pathlib.Path):
    """Inverts a run of bytes in the middle of a file."""
    whole = bytearray(file.read_bytes())
    middle = len(whole) // 2
    for at in range(middle, min(middle + 16, len(whole))):
        whole[at] ^= 0xFF
    file.write_bytes(whole)


class Damage(CityTest):
    def setUp(self):
        super().setUp()
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        self.player = self.city.start_player()
        self.player.wait_for("心莫贪，防诈骗")
        self.city.wait_until_showing()

    def damage(self, *patterns: str):
        """Stops the player, flips bytes in the files of these patterns, and starts it again."""
        self.assertEqual(self.player.stop(), 0)
        self.city.forget(self.player)
        for pattern in patterns:
            files = sorted(self.player.state.glob(pattern))
            self.assertTrue(files, f"the test itself: there is no {pattern}")
            for file in files:
                flip(file)
        self.player = self.city.start_player()

    def set_aside(self) -> list[str]:
        return sorted(file.name for file in self.player.state.rglob("*.damaged-*"))

    def assert_recovered(self):
        self.player.wait_for("心莫贪，防诈骗")
        self.city.wait_until_showing()

    def test_a_damaged_active_manifest_is_replaced(self):
        (pointer,) = self.player.state.glob("displays/*/pointer")
        slot = pointer.read_text().strip()
        self.damage(f"displays/*/slot-{slot}.json")
        self.assert_recovered()
        self.assertTrue(self.set_aside()[0].startswith(f"slot-{slot}.json"))

    def test_a_damaged_pointer_is_replaced(self):
        self.damage("displays/*/pointer")
        self.assert_recovered()
        self.assertTrue(self.set_aside())

    def test_a_damaged_blob_is_fetched_again(self):
        self.damage("blobs/*/*")
        self.assert_recovered()
        self.assertTrue((self.player.state / "damaged-blob").exists(), "one is kept for people to look at")

    def test_one_damaged_copy_of_what_it_trusts_costs_nothing(self):
        self.damage("trust.json", "enrolment.json", "device.key", "enrolment-file.json")
        self.assert_recovered()
        self.assertEqual(len(self.set_aside()), 4)
        self.assertNotIn("enrolled", self.player.log(), "its twin holds the same")

    def test_both_copies_of_what_it_trusts_damaged_it_joins_again_as_the_same_device(self):
        self.damage("trust.json", "trust.json.copy")
        self.assert_recovered()
        self.assertEqual(len(self.set_aside()), 2)
        self.assertEqual(len(self.city.rows("players")), 1)


if __name__ == "__main__":
    unittest.main()
