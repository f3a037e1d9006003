"""Yesterday's backup is restored under running players, and all of them follow."""
import shutil
import subprocess
import unittest

from city import CityTest, until


class Restore(CityTest):
    def setUp(self):
        super().setUp()
        self.passphrase = self.city.root / "passphrase"
        self.passphrase.write_text("four words in a row\n")
        self.backup = self.city.root / "city.backup"
        self.state = self.city.root / "manager"

    def run_ctl(self, *arguments: str) -> str:
        """A command that needs the state directory only."""
        command = [str(self.city.bin / "marqueectl"), *arguments, "--passphrase-file", str(self.passphrase)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.city.environment, timeout=60)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def back_up(self):
        self.run_ctl("backup", str(self.backup), "--state-dir", str(self.state))

    def lose_the_manager(self):
        """Its machine burns down."""
        self.city.manager.kill()
        self.city.forget(self.city.manager)
        shutil.move(self.state, self.city.root / "lost")

    def restore(self) -> str:
        said = self.run_ctl("restore", str(self.backup), "--state-dir", str(self.state))
        self.city.start_manager()
        return said

    def test_players_follow_the_restored_manager(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        first, second = self.city.start_player("first"), self.city.start_player("second")
        for player in (first, second):
            player.wait_for("心莫贪，防诈骗")
        self.back_up()

        # What happens after the backup is lost with the manager, but on the screens it is.
        for text in ("陌生来电要提防", "多方确认防上当", "擦亮眼，绷紧弦"):
            self.city.change("心莫贪", text)
            first.wait_for(text)
            second.wait_for(text)
        self.lose_the_manager()
        self.assertIn("epoch 2", self.restore())

        for player in (first, second):
            player.wait_for("心莫贪，防诈骗")
        for name in ("first", "second"):
            self.city.wait_until_showing(name)
        # And it is a manager like any other from then on.
        self.city.change("心莫贪", "防诈骗")
        first.wait_for("防诈骗")
        second.wait_for("防诈骗")

    def test_a_player_enrolled_after_the_backup_is_told_so_and_can_join_again(self):
        self.city.publish("心莫贪", "心莫贪，防诈骗")
        self.back_up()
        late = self.city.start_player("late")
        late.wait_for("心莫贪，防诈骗")
        self.lose_the_manager()
        self.restore()

        # It is a stranger to the restored manager: both say so, and the screen plays on.
        late.wait_for_log("code=not_signed_in")
        until(lambda: "enrolled after the backup" in self.city.manager.log(), "the manager says why")
        late.wait_for("心莫贪，防诈骗")

        # With a new file and no state it joins as a new player.
        self.assertEqual(late.stop(), 0)
        self.city.forget(late)
        shutil.rmtree(late.state)
        again = self.city.start_player("late", self.city.enrolment_file("late"))
        again.wait_for("心莫贪，防诈骗")
        self.city.wait_until_showing("late")

    def test_a_backup_is_whole_while_staff_write(self):
        for number in range(8):
            self.city.publish(f"标语{number}", f"防诈骗{number}")
        self.back_up()
        for number in range(8, 12):
            self.city.publish(f"标语{number}", f"防诈骗{number}")
        self.lose_the_manager()
        self.restore()
        self.assertEqual(len(self.city.rows("slogans")), 8)
        self.assertEqual(len(self.city.rows("programs")), 8)


if __name__ == "__main__":
    unittest.main()
