"""A player as a service: watched, started again when it ends, careful when it ends again and again."""
import pathlib
import signal
import socket
import time
import unittest

from city import CityTest, until

CRASH_STARTS = 5  # limits::crash_starts_max
SOON_SECONDS = 30  # for what takes one or two on a machine that is not busy


class ServiceManager:
    """The end of the socket on which systemd hears its services."""

    def __init__(self, folder):
        self.address = str(folder / "notify")
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.socket.bind(self.address)
        self.socket.setblocking(False)

    def heard(self) -> list[str]:
        """What was said since the last time."""
        said = []
        while True:
            try:
                said.append(self.socket.recv(4096).decode())
            except BlockingIOError:
                return said

    def wait_for(self, word: str):
        until(lambda: word in self.heard(), f"the service says {word}", SOON_SECONDS)


class Supervised(CityTest):
    def test_the_service_manager_hears_of_a_player_as_long_as_it_draws(self):
        self.city.publish("标语", "心莫贪")
        systemd = ServiceManager(self.city.root)
        self.addCleanup(systemd.socket.close)
        player = self.city.start_player(NOTIFY_SOCKET=systemd.address)
        systemd.wait_for("READY=1")
        for _ in range(3):
            systemd.wait_for("WATCHDOG=1")
        player.wait_for("心莫贪")
        player.process.send_signal(signal.SIGSTOP)
        systemd.heard()
        time.sleep(1.5)  # that nothing comes is what is tested
        self.assertEqual(systemd.heard(), [])
        player.process.send_signal(signal.SIGCONT)
        systemd.wait_for("WATCHDOG=1")
        self.assertTrue(player.running(), "a stopped process that goes on is no hang")
        self.city.forget(player)
        self.assertEqual(player.stop(), 0)
        self.assertIn("STOPPING=1", systemd.heard())

    def test_a_restart_from_afar_is_no_end_to_the_service_manager(self):
        self.city.publish("标语", "心莫贪")
        systemd = ServiceManager(self.city.root)
        self.addCleanup(systemd.socket.close)
        player = self.city.start_player(NOTIFY_SOCKET=systemd.address, WATCHDOG_USEC="3000000")
        player.wait_for("心莫贪")
        self.city.wait_until_showing()
        systemd.heard()
        self.city.ctl("restart", "screen")
        said = []
        until(lambda: said.extend(systemd.heard()) or any("READY=1" in word for word in said), "it is ready again", SOON_SECONDS)
        self.assertFalse([word for word in said if "STOPPING" in word], "systemd kills what says that it stops")
        patient = next(place for place, word in enumerate(said) if "WATCHDOG_USEC=60000000" in word)
        ready = next(place for place, word in enumerate(said) if "READY=1" in word)
        self.assertLess(patient, ready)
        self.assertIn("WATCHDOG_USEC=3000000", said[ready])
        self.assertTrue(player.running())
        name = pathlib.Path(f"/proc/{player.process.pid}/comm").read_text()
        self.assertEqual(name.strip(), "marquee-player")

    def test_a_stop_in_the_middle_of_a_restart_is_a_stop(self):
        player = self.city.start_player()
        self.city.publish("标语", "心莫贪")
        player.wait_for("心莫贪")
        self.city.wait_until_showing()
        self.city.ask("POST", f"/api/v1/displays/{self.city.rows('displays')[0]['id']}/restart", {})
        until(lambda: "restart_ordered" in player.log(), "it hears of the restart", SOON_SECONDS)
        self.city.forget(player)
        self.assertEqual(player.stop(SOON_SECONDS), 0)

    def test_a_manager_says_when_it_is_ready_and_when_it_ends(self):
        systemd = ServiceManager(self.city.root)
        self.addCleanup(systemd.socket.close)
        self.city.manager.stop()
        self.city.forget(self.city.manager)
        self.city.start_manager(NOTIFY_SOCKET=systemd.address)
        systemd.wait_for("READY=1")
        systemd.wait_for("WATCHDOG=1")
        self.city.forget(self.city.manager)
        self.assertEqual(self.city.manager.stop(), 0)
        systemd.wait_for("STOPPING=1")

    def test_content_that_ends_the_player_again_and_again_is_put_off_until_there_is_other_content(self):
        """The crash is made from outside: whatever shows these words is ended by a signal."""
        self.city.publish("标语", "坏内容")
        player = self.city.start_player()
        for start in range(CRASH_STARTS):
            player.wait_for("坏内容")
            player.process.send_signal(signal.SIGSEGV)
            player.process.wait()
            self.city.forget(player)
            player = self.city.start_player()
        until(lambda: player.seen().get("rung") == "slate", f"the slate; it shows {player.seen()}", SOON_SECONDS)
        self.assertIn("content_put_off", player.log())
        health = until(self.crash_loop, "the manager hears why", SOON_SECONDS)
        self.assertEqual(health["status"], "abnormal")
        self.assertFalse(self.city.report_of("screen")["showing"])

        # What is meant for everybody at once is shown, and better content ends it.
        self.city.change("标语", "好内容")
        player.wait_for("好内容")
        self.city.wait_until_showing()
        self.assertFalse(self.city.report_of("screen")["quarantine"])
        player.kill()
        self.city.forget(player)
        self.city.start_player().wait_for("好内容")

    def crash_loop(self):
        (row,) = [row for row in self.city.rows("displays") if row["name"] == "screen"]
        return row["health"] if row["health"]["cause"] == "crash_loop" else None

    def test_players_stopped_in_order_many_times_are_not_blamed(self):
        self.city.publish("标语", "心莫贪")
        for _ in range(CRASH_STARTS + 2):
            player = self.city.start_player()
            player.wait_for("心莫贪")
            self.city.forget(player)
            self.assertEqual(player.stop(), 0)

    def test_a_player_killed_is_right_again_within_seconds(self):
        self.city.publish("标语", "心莫贪")
        player = self.city.start_player()
        player.wait_for("心莫贪")
        took = []
        for _ in range(CRASH_STARTS - 1):
            player.kill()
            self.city.forget(player)
            began = time.monotonic()
            player = self.city.start_player()
            player.wait_for("心莫贪")
            took.append(time.monotonic() - began)
        print("right again after", ", ".join(f"{seconds:.2f} s" for seconds in took))


if __name__ == "__main__":
    unittest.main()
