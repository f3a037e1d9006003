"""How soon a connected player shows what was published, and that polling alone still gets there."""
import json
import select
import socket
import statistics
import threading
import time
import unittest

from city import CityTest, until

SHOWN_WITHIN_SECONDS = 2  # the requirement, on the median of three
CONTACT_INTERVAL = "10s"  # so slow that only a hint can meet it


class Channel(CityTest):
    def setUp(self):
        self.city.contact_interval = CONTACT_INTERVAL
        super().setUp()

    def test_a_connected_player_shows_what_was_published_at_once(self):
        player = self.city.start_player()
        player.wait_for_log("channel_open")
        self.city.publish("first", "心莫贪")
        player.wait_for("心莫贪")
        took = []
        for words in ("擦亮眼", "绷紧弦", "防诈骗"):
            changed = time.monotonic()
            self.city.change("first", words)
            player.wait_for(words)
            took.append(time.monotonic() - changed)
        self.assertLess(statistics.median(took), SHOWN_WITHIN_SECONDS, took)

    def test_a_manager_that_restarts_is_found_again(self):
        player = self.city.start_player()
        player.wait_for_log("channel_open")
        self.city.publish("first", "心莫贪")
        player.wait_for("心莫贪")
        self.city.manager.stop()
        self.city.forget(self.city.manager)
        self.city.start_manager()
        until(lambda: player.log().count("channel_open") == 2, "the channel opens again")
        self.city.change("first", "擦亮眼")
        player.wait_for("擦亮眼")
        self.city.wait_until_showing()


class Door:
    """Stands before the players' port and lets one connection in at a time. A player contacts its
    manager before it opens a channel and keeps that connection, so the channel stays outside."""

    def __init__(self, to_port: int):
        self.to_port = to_port
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.inside: threading.Thread | None = None
        self.turned_away = 0
        threading.Thread(target=self.keep, daemon=True).start()

    def keep(self):
        while True:
            try:
                visitor, _ = self.listener.accept()
            except OSError:
                return
            if self.inside is not None and self.inside.is_alive():
                self.turned_away += 1
                visitor.close()
            else:
                self.inside = threading.Thread(target=self.attend, args=(visitor,), daemon=True)
                self.inside.start()

    def attend(self, visitor: socket.socket):
        with visitor, socket.create_connection(("127.0.0.1", self.to_port)) as host:
            while True:
                for speaker in select.select([visitor, host], [], [])[0]:
                    said = speaker.recv(65536)
                    if not said:
                        return
                    (host if speaker is visitor else visitor).sendall(said)


class WithoutChannel(CityTest):
    def test_polling_alone_gets_there(self):
        door = Door(self.city.players_port)
        self.addCleanup(door.listener.close)
        enrolment = self.city.enrolment_file("screen")
        terms = json.loads(enrolment.read_text("utf-8"))
        terms["manager_url"] = f"https://127.0.0.1:{door.port}"
        enrolment.write_text(json.dumps(terms), "utf-8")
        player = self.city.start_player(enrolment=enrolment)
        self.city.publish("first", "心莫贪")
        player.wait_for("心莫贪")
        until(lambda: door.turned_away > 0, "the player tries to open a channel")
        self.city.change("first", "擦亮眼")
        player.wait_for("擦亮眼")
        self.city.wait_until_showing()
        self.assertNotIn("channel_open", player.log())


if __name__ == "__main__":
    unittest.main()
