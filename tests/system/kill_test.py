"""Without power at any moment of a change, a player stands, when it is back, on something published,
and a manager publishes to the end what it has acknowledged."""
import base64
import contextlib
import json
import os
import random
import sqlite3
import threading
import time
import unittest
import uuid

from city import City, CityTest, content_of, until

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
        # With power the whole machine starts again, which no player counts as its own crash.
        (player.state / "starts").unlink(missing_ok=True)


class Editor(threading.Thread):
    """Moves the end of a daypart as fast as it can until the manager is gone. `answered` is what the
    manager acknowledged last, `asked` what it was asked last."""

    def __init__(self, city: City, daypart: str, minute: int):
        super().__init__()
        self.city, self.path = city, f"/api/v1/dayparts/{daypart}"
        self.answered = self.asked = minute

    def run(self):
        with contextlib.suppress(OSError):
            while True:
                self.asked += 1
                status, headers, row = self.city.staff("GET", self.path)
                body = json.loads(row)
                wanted = {"unit_id": body["unit_id"], "name": body["name"], "windows": hours(self.asked)}
                sent = json.dumps(wanted).encode()
                status, *_ = self.city.staff("PUT", self.path, sent, If_Match=headers["ETag"])
                if status != 200:
                    return
                self.answered = self.asked


def hours(minute: int) -> list[dict]:
    return [{"start": "06:00:00", "end": f"{12 + minute // 60:02}:{minute % 60:02}:00"}]


class ManagerKilled(CityTest):
    DISPLAYS = 1_000  # several batches of the publisher

    def test_killed_at_random_moments_of_publishing_it_publishes_what_it_acknowledged(self):
        seed = random.randrange(2**32)
        moments = random.Random(seed)
        daypart = self.city_with_a_daypart()
        generations: dict[str, int] = {}
        minute = 0
        for number in range(1, max(5, ROUNDS // 4) + 1):
            editor = Editor(self.city, daypart, minute)
            editor.start()
            until(lambda: editor.answered > minute, "a change is acknowledged")
            time.sleep(moments.uniform(0, 0.5))
            self.city.manager.kill()
            self.city.forget(self.city.manager)
            editor.join()

            self.city.start_manager()
            after = f"after kill {number} (seed {seed})"
            minute = self.minute_of(self.city.ask("GET", f"/api/v1/dayparts/{daypart}")["windows"])
            self.assertIn(minute, (editor.answered, editor.asked), after)
            until(lambda: self.ends() == {minute}, f"every display is told so {after}")
            for display, generation in self.wanted():
                self.assertGreaterEqual(generation, generations.get(display, 1), after)
                generations[display] = generation
        self.assertEqual(len(generations), self.DISPLAYS)

    def city_with_a_daypart(self) -> str:
        """A schedule by a daypart on a thousand displays: one that joined, and its likes."""
        player = self.city.start_player()
        schedule = self.city.ask("GET", f"/api/v1/schedules/{self.city.publish('标语', '防诈骗')}")
        unit = self.city.root_unit()
        daypart = self.city.ask("POST", "/api/v1/dayparts", {"unit_id": unit, "name": "时段", "windows": hours(0)})["id"]
        wanted = {name: schedule[name] for name in ("unit_id", "name", "program_id", "targets")}
        self.city.ask("PUT", f"/api/v1/schedules/{schedule['id']}", wanted | {"daypart_id": daypart}, schedule["version"])
        until(lambda: self.city.rows("displays"), "the player has joined")
        for program in (player, self.city.manager):
            program.stop()
            self.city.forget(program)
        with contextlib.closing(self.database()) as database, database:
            (columns,) = (
                ", ".join(row[1] for row in database.execute("PRAGMA table_info(displays)") if row[1] not in ("id", "name")),
            )
            for number in range(1, self.DISPLAYS):
                database.execute(
                    f"INSERT INTO displays (id, name, {columns}) SELECT ?, ?, {columns} FROM displays WHERE name = 'screen'",
                    (str(uuid.UUID(int=(0x7 << 76) | (0x8 << 60) | number)), f"screen {number}"),
                )
        self.city.start_manager()
        return daypart

    def database(self) -> sqlite3.Connection:
        return sqlite3.connect(self.city.root / "manager/marquee.sqlite", timeout=20)

    def wanted(self) -> list[tuple[str, int]]:
        with contextlib.closing(self.database()) as database:
            return database.execute("SELECT display_id, generation FROM wanted_manifests").fetchall()

    def ends(self) -> set[int | None]:
        """When the daypart ends by the manifest that each display shall fetch now; None of none."""
        with contextlib.closing(self.database()) as database:
            rows = database.execute(
                "SELECT w.envelope_sha256 FROM displays d LEFT JOIN wanted_manifests w ON w.display_id = d.id"
            ).fetchall()
        return {self.end_in(digest) for (digest,) in rows}

    def end_in(self, digest: str | None) -> int | None:
        if digest is None:
            return None
        blob = self.city.root / "manager/blobs" / digest[:2] / digest[2:]
        manifest = json.loads(base64.b64decode(json.loads(blob.read_bytes())["payload"]))
        (schedule,) = manifest["schedules"]
        return self.minute_of(schedule["times"]["windows"])

    @staticmethod
    def minute_of(windows: list[dict]) -> int:
        hour, minute, *_ = map(int, windows[0]["end"].split(":"))
        return (hour - 12) * 60 + minute


if __name__ == "__main__":
    unittest.main()
