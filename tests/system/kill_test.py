"""A player without power at any moment of a change stands, when it is back, on something published."""
import os
import random
import time
import unittest

from city import CityTest, content_of, until

ROUNDS = 200 if os.environ.get("MARQUEE_LONG") == "1" else 20
CHANGE_SECONDS = 0.3  # from the start of a player to the activation of what was published meanwhile


class Killed(CityTest):
    def test_killed_at_random_moments_of_changes_it_never_shows_what_was_not_published(self):
        seed = random.randrange(2**32)
        moments = random.Random(seed)
        self.city.publish("标语", "第 0 版")
        published = {content_of("第 0 版")}
        player = self.city.start_player()
        player.wait_for("第 0 版")
        for number in range(1, ROUNDS + 1):
            self.lose_power(player)
            text = f"第 {number} 版"
            published.add(content_of(text))
            self.city.change("标语", text)

            # It calls at once and takes up the change; the moment is what is tested, so this sleeps.
            player = self.city.start_player()
            time.sleep(moments.uniform(0, CHANGE_SECONDS))
            self.lose_power(player)

            player = self.city.start_player()
            seen = until(player.seen, f"a picture after kill {number} (seed {seed})")
            self.assertEqual(seen["rung"], "scheduled", f"after kill {number} (seed {seed})")
            self.assertIn(seen.get("content"), published, f"after kill {number} (seed {seed})")
        player.wait_for(text)
        self.city.wait_until_showing()
        self.assertFalse(self.city.report_of("screen")["quarantine"], f"nothing was left damaged (seed {seed})")

    def lose_power(self, player):
        player.kill()
        self.city.forget(player)


if __name__ == "__main__":
    unittest.main()
