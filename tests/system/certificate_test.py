"""The organisation's own certificate on the staff port, made by openssl as an authority would."""
import json
import pathlib
import ssl
import subprocess
import unittest

from city import CityTest, until

OURS = "the certificate of the organisation"


class Certificates(CityTest):
    def setUp(self):
        self.authority = self.make("authority", "/CN=Organisation CA", "-x509", "-days", "30")
        self.chain, self.key = self.city.root / "staff.pem", self.city.root / "staff.key"
        options = ["--staff-certificate", str(self.chain), "--staff-key", str(self.key)]
        self.city.manager_options += options

    def openssl(self, *words: str):
        subprocess.run(["openssl", *words], check=True, capture_output=True)

    def make(self, name: str, subject: str, *more: str) -> pathlib.Path:
        """A certificate, or with other words a request for one, and NAME.key beside it."""
        file = self.city.root / f"{name}.pem"
        key = ["-newkey", "rsa:2048", "-nodes", "-keyout", str(file.with_suffix(".key"))]
        self.openssl("req", *key, "-subj", subject, "-out", str(file), *more)
        return file

    def sign(self, days: int):
        """A new certificate for this machine where the manager looks for it."""
        request = self.make("request", f"/CN={OURS}")
        extensions = self.city.root / "extensions"
        extensions.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\n")
        signer = ["-CA", str(self.authority), "-CAkey", str(self.authority.with_suffix(".key"))]
        self.openssl(
            "x509", "-req", "-in", str(request), *signer, "-CAcreateserial", "-days", str(days),
            "-extfile", str(extensions), "-out", str(self.chain),
        )
        request.with_suffix(".key").replace(self.key)

    def shown(self) -> str:
        """The subject on the staff port."""
        text = ssl.get_server_certificate(("localhost", self.city.staff_port))
        asked = ["openssl", "x509", "-noout", "-subject"]
        return subprocess.run(asked, input=text, text=True, check=True, capture_output=True).stdout

    def test_staff_see_it_players_do_not_need_it_and_marqueectl_believes_what_it_is_told(self):
        self.sign(days=5)
        self.start_unheard()
        until(lambda: OURS in self.shown(), "the organisation's certificate is shown")
        refused = subprocess.run(
            [str(self.city.bin / "marqueectl"), "status", "--credentials", str(self.city.credentials)],
            capture_output=True, text=True, env=self.city.environment,
        )
        self.assertEqual(refused.returncode, 1)
        self.assertIn("tls_refused", refused.stderr)

        credentials = json.loads(self.city.credentials.read_text("utf-8"))
        credentials["tls_authority_pem"] += self.authority.read_text()
        self.city.credentials.write_text(json.dumps(credentials), "utf-8")
        player = self.city.start_player()
        self.city.publish("slogan", "心莫贪")
        player.wait_for("心莫贪")

    def test_one_that_is_of_no_use_is_logged_and_the_managers_own_is_shown(self):
        self.sign(days=5)
        self.key.write_bytes((self.city.root / "authority.key").read_bytes())
        super().setUp()
        self.assertNotIn(OURS, self.shown())
        self.assertIn("staff_certificate_unusable", self.city.manager.log())
        self.city.ctl("status")

    def start_unheard(self):
        """Starts the manager although city.py, which trusts its authority alone, cannot hear it."""
        self.city.healthy = lambda: "listening" in self.city.manager.log()
        super().setUp()


if __name__ == "__main__":
    unittest.main()
