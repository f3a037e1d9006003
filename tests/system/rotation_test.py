"""Authorities, keys and roots that change while a player sleeps: it finds its manager again by itself."""
import subprocess
import unittest

from city import PATIENCE_SECONDS, City, CityTest, Program, faked_clock, until


def change_trust(city: City, *verbs: str):
    """While the manager is stopped, as `marqueectl trust` asks for."""
    city.manager.stop()
    city.forget(city.manager)
    for verb in verbs:
        command = [str(city.bin / "marqueectl"), "trust", verb, "--state-dir", f"{city.root}/manager"]
        subprocess.run(command, capture_output=True, env=city.environment, timeout=PATIENCE_SECONDS, check=True)


def start_unseen(city: City, **environment: str):
    """A manager that no staff can tell runs: its certificate is another authority's or another year's."""
    command = city.manager_command(city.staff_port, city.players_port)
    city.manager = Program(command, city.root / "manager.log", city.environment | environment)
    city.programs.append(city.manager)


class Rotation(CityTest):
    def test_a_player_that_slept_through_every_rotation_shows_what_is_new(self):
        city = self.city
        city.publish("slogan", "以前的话")
        player = city.start_player()
        player.wait_for("以前的话")
        city.wait_until_showing()
        player.kill()
        city.forget(player)

        change_trust(city, "add-tls-authority", "add-online-key", "replace-root")
        city.start_manager()
        city.change("slogan", "以后的话")
        change_trust(city, "retire-tls-authority", "retire-online-keys", "replace-root")
        start_unseen(city)

        player = city.start_player()
        player.wait_for_log("trust_caught_up")
        player.wait_for("以后的话")

    def test_a_player_renews_its_certificate_in_time_and_also_after_it_ended(self):
        for later in ("+260d", "+420d"):  # of 365 days: in the last third, and past the end
            with self.subTest(later=later):
                city = self.city
                name = f"screen{later[1:]}"
                player = city.start_player(name)
                player.wait_for_log("enrolled")
                player.kill()
                city.forget(player)
                city.manager.stop()
                city.forget(city.manager)
                start_unseen(city, **faked_clock(later))
                player = city.start_player(name)
                player.wait_for_log("certificate_renewed")
                key = player.state / "next-identity.pem"
                until(lambda: not key.exists(), "the next pair is the present one")
                city.manager.stop()
                city.forget(city.manager)
                player.kill()
                city.forget(player)
                city.start_manager()


if __name__ == "__main__":
    unittest.main()
