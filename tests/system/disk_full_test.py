"""Full disks: the manager's and a player's. Each is a small file system of its own, in a mount
namespace that the test makes for itself and that goes with it."""
import errno
import json
import os
import pathlib
import subprocess
import sys
import unittest

from city import CityTest, until

MANAGER_DISK_MIB = 320  # over what /readyz calls low
PLAYER_DISK_MIB = 96  # over the 64 that a player keeps free
OWN_MOUNTS = "MARQUEE_TEST_OWN_MOUNTS"
OLD, NEW, NEWEST = "陌生来电要提防", "多方确认防上当", "绷紧弦防诈骗"


class SmallDisk:
    """A file system of so many MiB at `folder`."""

    def __init__(self, folder: pathlib.Path, mebibytes: int):
        folder.mkdir(parents=True)
        options = f"size={mebibytes}m,mode=0700"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "marquee-test", str(folder)], check=True)
        self.ballast = folder / "ballast"

    def fill(self):
        """Until not a byte is free."""
        with open(self.ballast, "ab", buffering=0) as out:
            for size in (1 << 20, 1 << 12, 1):
                try:
                    while out.write(b"\0" * size):
                        pass
                except OSError as full:
                    if full.errno != errno.ENOSPC:
                        raise

    def make_room(self):
        self.ballast.unlink()


class FullDisks(CityTest):
    def setUp(self):
        self.managers_disk = SmallDisk(self.city.root / "manager", MANAGER_DISK_MIB)
        super().setUp()
        enrolment = self.city.enrolment_file("screen")
        self.players_disk = SmallDisk(self.city.root / "screen" / "state", PLAYER_DISK_MIB)
        self.player = self.city.start_player(enrolment=enrolment)
        self.city.publish("slogan", OLD)
        self.player.wait_for(OLD)

    def problems_of_the_manager(self) -> list[str]:
        status, _, body = self.city.staff("GET", "/readyz")
        return [] if status == 200 else json.loads(body)["reasons"]

    def write_slogan(self, text: str) -> tuple[int, dict]:
        """What the manager says to new words, in English."""
        slogan = self.city.rows("slogans")[0]
        kept = ("unit_id", "name", "style")
        body = json.dumps({key: slogan[key] for key in kept} | {"text": text}, ensure_ascii=False).encode()
        headers = {"If_Match": f'"{slogan["version"]}"', "Accept_Language": "en"}
        status, _, answer = self.city.staff("PUT", f"/api/v1/slogans/{slogan['id']}", body, **headers)
        return status, json.loads(answer)

    def test_a_manager_without_room_says_so_keeps_what_it_has_and_recovers(self):
        self.managers_disk.fill()
        until(lambda: self.write_slogan(NEW)[0] == 507, "the manager refuses to write")
        refusal = self.write_slogan(NEW)[1]
        self.assertEqual(refusal["code"], "disk_full")
        self.assertIn("free some space", refusal["detail"])
        self.assertIn("disk_low", self.problems_of_the_manager())
        self.assertTrue(self.city.healthy())

        # It can be read, it goes on hearing its players, and a player that starts anew shows the old words.
        self.player.kill()
        self.city.forget(self.player)
        self.player = self.city.start_player()
        self.player.wait_for(OLD)
        self.city.wait_until_showing()

        # Killed in that state, it starts again, with nothing lost.
        self.city.manager.kill()
        self.city.forget(self.city.manager)
        self.city.start_manager()
        self.assertEqual(self.city.rows("slogans")[0]["text"], OLD)
        self.assertIn("disk_low", self.problems_of_the_manager())

        self.managers_disk.make_room()
        self.assertEqual(self.write_slogan(NEW)[0], 200)
        self.player.wait_for(NEW)
        until(lambda: not self.problems_of_the_manager(), "the manager is ready again")

    def test_a_player_without_room_keeps_showing_says_why_and_catches_up(self):
        self.players_disk.fill()
        self.city.change("slogan", NEW)
        until(lambda: self.city.report_of("screen").get("blocked") == "disk_full", "the manager hears why")
        self.player.wait_for(OLD)

        # Killed and started again on the full disk, it still shows what it has.
        self.player.kill()
        self.city.forget(self.player)
        self.player = self.city.start_player()
        self.player.wait_for(OLD)
        self.city.change("slogan", NEWEST)
        until(lambda: self.city.report_of("screen").get("blocked") == "disk_full", "the manager hears why again")

        self.players_disk.make_room()
        self.player.wait_for(NEWEST)
        self.city.wait_until_showing()
        until(lambda: not self.city.report_of("screen").get("blocked"), "nothing blocks the player")


if __name__ == "__main__":
    if OWN_MOUNTS not in os.environ:
        own = ["unshare", "--user", "--map-root-user", "--mount", sys.executable, "-B", *sys.argv]
        os.execvpe(own[0], own, os.environ | {OWN_MOUNTS: "yes"})
    unittest.main()
