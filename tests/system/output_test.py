"""The desktop comes late, goes, hangs and changes under a player; what it should show comes back.

The picture is judged by the X server's own memory, never by what the player says of itself.
"""
import signal
import time
import unittest

from city import SIZE, CityTest, until
from screen import Client, Screen

RED, BLUE = (200, 30, 30), (30, 60, 200)
WIDTH, HEIGHT = 640, 480
WATCHDOG_SECONDS = 30  # for what takes one or two on a machine that is not busy


def near(pixel, colour) -> bool:
    return all(abs(a - b) <= 6 for a, b in zip(pixel, colour))


class Supervisor:
    """What systemd does with Restart=always: whoever ended is started again at once."""

    def __init__(self, city, **environment):
        self.city, self.environment, self.starts = city, environment, 0
        self.start()

    def start(self):
        self.player = self.city.start_player(**self.environment)
        self.city.forget(self.player)
        self.starts += 1

    def attend(self):
        if not self.player.running():
            self.ended = self.player.process.returncode
            self.start()

    def stop(self):
        self.player.kill()


class Output(CityTest):
    def setUp(self):
        super().setUp()
        self.screen = Screen(self.city.root / "xserver", WIDTH, HEIGHT)
        self.addCleanup(self.screen.kill)
        self.environment = {"DISPLAY": self.screen.name, "SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy"}
        self.city.headless = False
        self.publish(RED)

    def publish(self, colour):
        red, green, blue = colour
        unit = self.city.root_unit()
        text = f"#{red:02x}{green:02x}{blue:02x}"
        style = {"text": text, "background": text, "motion": "still"}
        slogan = self.city.ask("POST", "/api/v1/slogans", {"unit_id": unit, "name": text, "text": "防诈骗", "style": style})
        whole = dict(zip(("width", "height"), SIZE))
        zone = {"name": "all", "rect": {"x": 0, "y": 0} | whole,
                "playlist": {"items": [{"slogan_id": slogan["id"], "duration_ms": 5000}]}}
        layout = {"canvas": whole, "background": "#000000", "zones": [zone]}
        program = self.city.ask("POST", "/api/v1/programs", {"unit_id": unit, "name": text, "layout": layout})
        self.city.ask("POST", f"/api/v1/programs/{program['id']}/submit", version=program["version"])
        schedule = {"unit_id": unit, "name": text, "program_id": program["id"], "targets": {"units": [unit], "displays": []}}
        self.city.ask("POST", "/api/v1/schedules", schedule)

    def wait_for(self, colour, what: str, seconds: float = WATCHDOG_SECONDS) -> float:
        """Until the glass has that colour in its corners and its middle; how long that took."""
        began = time.monotonic()
        width, height = SIZE
        places = [(2, 2), (width // 2, height // 2), (width - 3, height - 3)]

        def is_there():
            try:
                return all(near(self.screen.pixel(x, y), colour) for x, y in places)
            except (OSError, ValueError):  # the server is not up yet
                return False

        until(is_there, what, seconds)
        return time.monotonic() - began

    def wait_for_cause(self, cause: str):
        def told():
            rows = [row for row in self.city.rows("displays") if row["name"] == "screen"]
            return rows and rows[0]["health"]["cause"] == cause

        until(told, f"the console says {cause or 'that it shows'}")

    def test_a_player_that_starts_before_its_desktop_says_so_and_shows_when_it_comes(self):
        player = self.city.start_player(**self.environment)
        player.wait_for_log("sink_failed")
        self.wait_for_cause("output_lost")
        self.assertFalse(self.city.report_of("screen")["showing"])
        self.assertEqual(player.seen(), {}, "nothing was presented")
        self.screen.start()
        print(f"shown {self.wait_for(RED, 'the picture'):.2f} s after the desktop came")
        self.wait_for_cause("")
        self.city.wait_until_showing()

    def test_an_x_server_killed_and_started_again_gets_the_picture_back(self):
        self.screen.start()
        player = self.city.start_player(**self.environment)
        self.wait_for(RED, "the picture")
        self.city.wait_until_showing()
        for turn in range(3):
            self.screen.kill()
            player.wait_for_log("sink_failed")
            self.wait_for_cause("output_lost")
            self.assertFalse(self.city.report_of("screen")["showing"])
            self.screen.start()
            print(f"shown {self.wait_for(RED, 'the picture again'):.2f} s after the desktop came back")
            self.wait_for_cause("")
        self.assertTrue(player.running())
        self.assertEqual(player.log().count("sink_failed"), 3, "each loss is told once")
        self.assertEqual(player.log().count("output_back"), 3)

    def test_content_that_changed_while_there_was_no_output_is_what_comes_back(self):
        self.screen.start()
        player = self.city.start_player(**self.environment)
        self.wait_for(RED, "the picture")
        self.screen.kill()
        player.wait_for_log("sink_failed")
        (schedule,) = self.city.rows("schedules")
        self.city.ask("DELETE", f"/api/v1/schedules/{schedule['id']}", version=schedule["version"])
        self.publish(BLUE)
        until(lambda: player.log().count("manifest_activated") >= 2, "the new content arrives all the same")
        self.screen.start()
        self.wait_for(BLUE, "the new picture")

    def test_a_window_destroyed_cut_off_or_resized_by_others_comes_back(self):
        self.screen.start()
        player = self.city.start_player(**self.environment)
        self.wait_for(RED, "the picture")
        client = Client(self.screen)
        (window,) = client.windows()
        client.destroy(window)
        until(lambda: not near(self.screen.pixel(2, 2), RED), "the window is gone")
        self.wait_for(RED, "the picture in another window")
        (window,) = client.windows()
        client.cut_off(window)
        until(lambda: not near(self.screen.pixel(2, 2), RED), "that window is gone too")
        self.wait_for(RED, "the picture in a third window")
        (window,) = client.windows()
        client.resize(window, 100, 20)
        client.resize(window, *SIZE)
        self.wait_for(RED, "the picture in a window of its size")
        cover = client.cover()
        until(lambda: not near(self.screen.pixel(2, 2), RED), "it is covered")
        client.destroy(cover)
        self.wait_for(RED, "the picture that was covered")
        self.assertTrue(player.running())

    def test_a_screen_whose_mode_changes_keeps_the_picture(self):
        self.screen.start()
        player = self.city.start_player(**self.environment)
        self.wait_for(RED, "the picture")
        client = Client(self.screen)
        client.set_size(200, 50)
        client.set_size(WIDTH, HEIGHT)
        self.wait_for(RED, "the picture at its old size")
        self.assertTrue(player.running())

    def test_a_desktop_that_hangs_ends_the_player_which_is_right_again_soon_after(self):
        self.screen.start()
        supervisor = Supervisor(self.city, **self.environment)
        self.addCleanup(supervisor.stop)
        self.wait_for(RED, "the picture")
        first = supervisor.player
        # A moving picture would be stuck at once; a still one is when it is drawn anew.
        self.screen.process.send_signal(signal.SIGSTOP)
        began = time.monotonic()
        (schedule,) = self.city.rows("schedules")
        self.city.ask("DELETE", f"/api/v1/schedules/{schedule['id']}", version=schedule["version"])
        self.publish(BLUE)
        until(lambda: not first.running(), "the player noticed", WATCHDOG_SECONDS)
        self.assertEqual(first.process.returncode, -signal.SIGABRT)
        self.assertIn("render_stuck", first.log())
        self.assertIn("in_output=yes", first.log())
        print(f"noticed {time.monotonic() - began:.2f} s after the desktop was stopped")
        supervisor.attend()
        # It waits for the desktop, with its network; nobody is ended again for that.
        until(lambda: self.city.report_of("screen").get("reachable"), "it is in contact")
        self.screen.process.send_signal(signal.SIGCONT)
        print(f"right {self.wait_for(BLUE, 'the picture'):.2f} s after the desktop went on")
        self.assertEqual(supervisor.starts, 2)
        self.assertNotIn("content_put_off", supervisor.player.log())

    def test_a_player_killed_is_right_again_at_once(self):
        self.screen.start()
        took = []
        player = self.city.start_player(**self.environment)
        self.wait_for(RED, "the picture")
        for _ in range(3):
            player.kill()
            self.city.forget(player)
            until(lambda: not near(self.screen.pixel(2, 2), RED), "its window is gone")
            player = self.city.start_player(**self.environment)
            took.append(self.wait_for(RED, "the picture"))
        print("right again after", ", ".join(f"{seconds:.2f} s" for seconds in took))


if __name__ == "__main__":
    unittest.main()
