"""A picture of what stands on a display, on request."""
import struct
import unittest

from city import SIZE, CityTest, until


class Screenshots(CityTest):
    def test_a_picture_of_the_display_comes_on_request(self):
        player = self.city.start_player()
        self.city.publish("slogan", "心莫贪")
        player.wait_for("心莫贪")
        display = self.city.rows("displays")[0]["id"]
        path = f"/api/v1/displays/{display}/screenshots"
        self.assertEqual(self.city.staff("GET", f"{path}/latest")[0], 404)
        self.assertEqual(self.city.staff("POST", path)[0], 202)
        until(lambda: self.city.staff("GET", f"{path}/latest")[0] == 200, "the picture comes")
        _, headers, png = self.city.staff("GET", f"{path}/latest")
        self.assertEqual(headers["Content-Type"], "image/png")
        self.assertIn("GMT", headers["Last-Modified"])
        self.assertEqual(png[:8], b"\x89PNG\r\n\x1a\n")
        self.assertEqual(struct.unpack(">II", png[16:24]), SIZE)
        self.assertGreater(len(png), 200)  # more than one colour: the words move on it

        file = self.city.root / "now.png"
        self.city.ctl("screenshot", "screen", "--file", str(file))
        self.assertEqual(struct.unpack(">II", file.read_bytes()[16:24]), SIZE)
        _, newer, _ = self.city.staff("GET", f"{path}/latest")
        self.assertNotEqual(newer["ETag"], headers["ETag"])


if __name__ == "__main__":
    unittest.main()
