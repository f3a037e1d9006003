"""Test cards and names on request, over what a display shows."""
import subprocess
import unittest

from city import SIZE, CityTest, until
from picture import Picture


def pixels(picture: Picture) -> list[tuple[int, ...]]:
    return [picture.pixel(x, y) for y in range(picture.height) for x in range(picture.width)]


class Cards(CityTest):
    def screenshot(self, name: str) -> list[tuple[int, ...]]:
        file = self.city.root / f"{name}.png"
        self.city.ctl("screenshot", "screen", "--file", str(file))
        return pixels(Picture(file))

    def drawn_locally(self) -> list[tuple[int, ...]]:
        """The grid as a player draws it that has no manager."""
        file = self.city.root / "local.png"
        command = [str(self.city.bin / "marquee-player"), "--headless", "--seconds", "1", "--test-card", "grid"]
        command += ["--display", f"main={SIZE[0]}x{SIZE[1]}", "--capture", str(file)]
        subprocess.run(command, env=self.city.environment, check=True, capture_output=True, timeout=60)
        return pixels(Picture(file))

    def test_a_card_is_seen_lifted_and_the_content_is_back(self):
        player = self.city.start_player()
        self.city.publish("slogan", "心莫贪")
        player.wait_for("心莫贪")
        display = self.city.rows("displays")[0]["id"]
        path = f"/api/v1/displays/{display}/card"

        def status() -> dict:
            return self.city.rows("displays")[0]["status"]

        self.assertEqual(self.city.staff("GET", path)[0], 404)
        self.city.ctl("card", "screen", "--kind", "grid", "--minutes", "2")
        until(lambda: status()["covered"], "the player says that it is covered")
        self.assertEqual(status()["rung"], "scheduled")
        self.assertFalse(status()["showing"])
        self.assertEqual(status()["zones"], [])
        grid = self.screenshot("grid")
        self.assertEqual(grid, self.drawn_locally())

        self.city.ctl("card", "screen")  # its name instead
        until(lambda: self.screenshot("name") != grid, "another card")
        self.city.ctl("card", "screen", "--lift")
        until(lambda: not status()["covered"], "the content is back")
        player.wait_for("心莫贪")
        self.assertEqual(self.city.staff("GET", path)[0], 404)

    def test_a_card_outlives_neither_its_time_nor_its_manager(self):
        player = self.city.start_player()
        self.city.publish("slogan", "心莫贪")
        player.wait_for("心莫贪")
        slogan = player.seen()["content"]
        self.city.ctl("card", "screen", "--minutes", "1")
        until(lambda: player.seen().get("content") != slogan, "the card stands")
        self.city.forget(self.city.manager)
        self.city.manager.kill()
        player.wait_for("心莫贪", seconds=75)


if __name__ == "__main__":
    unittest.main()
