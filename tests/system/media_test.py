"""Pictures and films from a file on somebody's disk to the glass."""
import json
import os
import random
import signal
import time
import unittest

from city import SIZE, content_of, until
from material import MediaCityTest, lavfi

KILLS = 50
FILMS = 5  # at once, each in a zone of its own
FILM_SECONDS = 30
GREEN, BLUE, RED = (20, 160, 60), (30, 60, 200), (200, 30, 30)


def near(pixel, colour) -> bool:
    return all(abs(a - b) <= 12 for a, b in zip(pixel, colour))  # films lose a little


class Media(MediaCityTest):
    def test_a_film_and_a_poster_above_a_slogan_below(self):
        player = self.city.start_player()
        files = {"海报": self.poster("poster.png", GREEN), "短片": self.film("film.mp4", lavfi(BLUE), 4)}
        items = [{"asset": "短片", "fit": "stretch"}, {"asset": "海报", "fit": "stretch", "duration_ms": 4000}]
        zones = [
            self.zone("上", (0, 0, 320, 40), playlist="轮播"),
            self.zone("下", (0, 40, 320, 24), items=[{"slogan": "标语"}]),
        ]
        said = self.load(
            "联播", zones, files, {"标语": "心莫贪"}, playlists=[{"name": "轮播", "items": items}]
        )
        self.assertIn("1 slogans, 2 assets, 1 playlists, 1 programs, 1 schedules", said)
        for asset, colour in (("短片", BLUE), ("海报", GREEN)):
            wanted = {self.digest(asset), content_of("心莫贪")}
            self.wait_for_contents(player, wanted)
            # The picture is of the same moment as its text; the next one may replace both meanwhile.
            until(lambda: near(player.picture().pixel(160, 20), colour), f"the colour of {asset}")
            self.assertTrue(near(player.picture().pixel(2, 62), RED))
        self.city.wait_until_showing()

        # What is there already is not sent again, and what is shown stays in the library.
        self.assertIn("loaded 0 slogans, 0 assets, 0 playlists, 0 programs, 0 schedules", self.load(
            "联播", zones, files, {"标语": "心莫贪"}, playlists=[{"name": "轮播", "items": items}]
        ))
        (asset,) = [row for row in self.city.rows("assets") if row["name"] == "海报"]
        status, _, body = self.city.staff("DELETE", f"/api/v1/assets/{asset['id']}", If_Match=f'"{asset["version"]}"')
        self.assertEqual((status, json.loads(body)["code"]), (409, "wrong_state"))

    def test_a_film_too_large_for_the_players_disk_is_said_so_and_what_was_shown_stays(self):
        player = self.city.start_player(MARQUEE_MEDIA_LIMIT="1")
        whole = (0, 0, *SIZE)
        small = {"海报": self.poster("poster.png", GREEN)}
        self.load("海报", [self.zone("all", whole, items=[{"asset": "海报"}])], small)
        self.wait_for_contents(player, {self.digest("海报")})
        noise = ["-f", "lavfi", "-i", "nullsrc=size=640x360:rate=25,geq=random(1)*255:128:128"]
        large = {"大片": self.film("noise.mp4", noise, 3)}
        self.load("大片", [self.zone("all", whole, items=[{"asset": "大片"}])], large)
        until(lambda: self.city.report_of("screen").get("blocked") == "disk_full", "the manager hears why")
        self.assertEqual(player.contents(), [self.digest("海报")])
        self.assertEqual(player.seen()["rung"], "scheduled")

        (schedule,) = [row for row in self.city.rows("schedules") if row["name"] == "大片"]
        self.city.ask("DELETE", f"/api/v1/schedules/{schedule['id']}", version=schedule["version"])
        self.city.wait_until_showing()

    def test_decode_workers_killed_fifty_times_leave_no_frame_without_its_item(self):
        seed = random.randrange(2**32)
        moments = random.Random(seed)
        stats = self.city.root / "stats.json"
        player = self.city.start_player(MARQUEE_STATS=str(stats))
        files, zones = {"海报": self.poster("poster.png", GREEN)}, []
        for number in range(FILMS):
            source = ["-f", "lavfi", "-i", f"testsrc2=size=160x90:rate=25,hue=h={number * 60}"]
            files[f"短片 {number}"] = self.film(f"film{number}.mp4", source, FILM_SECONDS)
            items = [{"asset": f"短片 {number}"}, {"asset": "海报", "duration_ms": 2000}]
            zones.append(self.zone(f"z{number}", (number * 64, 0, 64, 40), items=items))
        zones.append(self.zone("字", (0, 40, 320, 24), items=[{"slogan": "标语"}]))
        self.load("联播", zones, files, {"标语": "第 0 轮"})
        self.wait_for_contents(player, {content_of("第 0 轮")})

        killed = turn = 0
        while killed < KILLS:
            # A new revision: films that were set aside are tried again.
            turn += 1
            self.city.change("标语", f"第 {turn} 轮")
            until(lambda: len(player.workers()) > 0, "a decoder works")
            time.sleep(moments.uniform(0, 1.5))  # before its first frame, or while it plays
            for worker in player.workers():
                try:
                    os.kill(worker, signal.SIGKILL)
                    killed += 1
                except ProcessLookupError:  # the poster was drawn and its decoder ended
                    pass
                time.sleep(moments.uniform(0, 0.05))
            seen = player.seen()
            self.assertEqual(seen["rung"], "scheduled", f"after {killed} kills (seed {seed})")
            self.assertEqual(len(player.contents()), len(zones), f"after {killed} kills (seed {seed})")
            self.assertNotIn("0" * 64, player.contents())
        self.wait_for_contents(player, {content_of(f"第 {turn} 轮")})
        self.city.wait_until_showing()
        until(lambda: self.city.report_of("screen")["quarantine"], "a film whose decoder died is told")

        self.city.forget(player)
        self.assertEqual(player.stop(), 0)
        counted = json.loads(stats.read_text("utf-8"))
        self.assertEqual(counted["frames_without_item"], 0, f"of {counted} (seed {seed})")
        self.assertGreater(counted["frames"], KILLS)
        self.assertGreaterEqual(counted["quarantined"], FILMS)


if __name__ == "__main__":
    unittest.main()
