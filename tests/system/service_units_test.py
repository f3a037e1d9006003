"""The service units are such that systemd takes them, with the programs in their places."""
import os
import pathlib
import subprocess
import tempfile
import unittest

UNITS = pathlib.Path(__file__).resolve().parents[2] / "packaging/systemd"


class ServiceUnits(unittest.TestCase):
    def test_systemd_finds_nothing_wrong_with_them(self):
        programs = os.environ["MARQUEE_BIN_DIR"]
        with tempfile.TemporaryDirectory() as folder:
            for unit in sorted(UNITS.glob("*.service")):
                copy = pathlib.Path(folder) / unit.name
                copy.write_text(unit.read_text("utf-8").replace("/usr/bin", programs), "utf-8")
                done = subprocess.run(["systemd-analyze", "verify", copy], capture_output=True, text=True)
                self.assertEqual((done.returncode, done.stdout + done.stderr), (0, ""), unit.name)

    def test_every_program_of_a_unit_is_watched_and_started_again(self):
        units = sorted(UNITS.glob("*.service"))
        self.assertEqual([unit.name for unit in units], ["marquee-manager.service", "marquee-player.service"])
        for unit in units:
            said = unit.read_text("utf-8").splitlines()
            for line in ("Type=notify", "Restart=always", "NoNewPrivileges=yes", "User=marquee"):
                self.assertIn(line, said, unit.name)
            self.assertTrue(any(line.startswith("WatchdogSec=") for line in said), unit.name)


if __name__ == "__main__":
    unittest.main()
