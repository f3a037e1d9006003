"""What monitors see: readiness, metrics as promtool reads them, and check_marquee's exit status."""
import http.server
import json
import os
import re
import ssl
import subprocess
import tempfile
import threading
import unittest

from city import CityTest, until

TEXT = "心莫贪，防诈骗"
OK, WARNING, CRITICAL, UNKNOWN = range(4)


class Monitoring(CityTest):
    def setUp(self):
        super().setUp()
        self.city.publish("心莫贪", TEXT)
        self.player = self.city.start_player()
        self.player.wait_for(TEXT)
        self.city.wait_until_showing()

    def check(self, *arguments: str, credentials=None, environment: dict | None = None) -> tuple[int, str]:
        """Exit status and line."""
        command = [str(self.city.bin / "check_marquee"), *arguments]
        if credentials != "":
            command += ["--credentials", str(credentials or self.city.credentials)]
        done = subprocess.run(
            command, capture_output=True, text=True, env=self.city.environment | (environment or {}), timeout=30
        )
        self.assertEqual(done.stdout.count("\n"), 1, done.stdout + done.stderr)
        word = ("OK", "WARNING", "CRITICAL", "UNKNOWN")[done.returncode]
        self.assertTrue(done.stdout.startswith(f"MARQUEE {word} - "), done.stdout)
        return done.returncode, done.stdout

    def test_readiness_is_open_and_says_no_version(self):
        status, _, body = self.city.staff("GET", "/readyz", Authorization="")
        self.assertEqual((status, json.loads(body)), (200, {"ready": True, "reasons": []}))

    def test_metrics_are_what_prometheus_reads(self):
        status, headers, body = self.city.staff("GET", "/metrics")
        self.assertEqual(status, 200)
        self.assertTrue(headers["Content-Type"].startswith("text/plain; version=0.0.4"))
        judged = subprocess.run(["promtool", "check", "metrics"], input=body, capture_output=True)
        self.assertEqual((judged.returncode, judged.stdout + judged.stderr), (0, b""))
        text = body.decode()
        self.assertRegex(text, r'marquee_displays\{unit="[0-9a-f-]+",unit_name="江城",status="showing"\} 1\n')
        for name in ("process_resident_memory_bytes", "process_cpu_seconds_total", "marquee_front_requests_total"):
            self.assertRegex(text, rf"(?m)^{name} [0-9.e+]+$")
        self.assertEqual(self.city.staff("GET", "/metrics", Authorization="")[0], 401)

    def test_a_check_ends_with_the_status_of_what_it_saw(self):
        status, line = self.check()
        self.assertEqual(status, OK, line)
        self.assertRegex(line, r"\| time=[0-9.e-]+s;;;0\n$")
        self.assertEqual(self.check("-w", "0")[0], WARNING)
        self.assertEqual(self.check("-c", "0")[0], CRITICAL)
        status, line = self.check("--display", "screen")
        self.assertEqual(status, OK, line)
        self.assertRegex(line, r"frames_late=\d+c;;;0")
        self.assertRegex(line, r"contact_age_s=[0-9.e+-]+s")
        self.assertEqual(self.check("--unit", "江城")[0], OK)
        self.assertEqual(self.check("--display", "nobody's")[0], UNKNOWN)

        known = json.loads(self.city.credentials.read_text("utf-8"))
        wrong = self.city.root / "wrong.json"
        wrong.write_text(json.dumps(known | {"token": "marquee_wrong"}), "utf-8")
        os.chmod(wrong, 0o600)
        self.assertEqual(self.check("--display", "screen", credentials=wrong)[0], UNKNOWN)
        self.assertEqual(self.check(credentials=wrong)[0], OK, "the manager itself needs no token")

        os.chmod(wrong, 0o644)
        self.assertEqual(self.check(credentials=wrong)[0], UNKNOWN, "others could read the token")

        pem = self.city.root / "authority.pem"
        pem.write_text(known["tls_authority_pem"], "utf-8")
        asked = ("--manager", known["manager_url"], "--authority", str(pem))
        self.assertEqual(self.check(*asked, credentials="")[0], OK)
        self.assertEqual(self.check(*asked, "-d", "screen", credentials="", environment={"MARQUEE_TOKEN": known["token"]})[0], OK)
        foreign = subprocess.run(
            ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
             str(self.city.root / "k.pem"), "-out", str(pem), "-subj", "/CN=somebody", "-days", "2"], capture_output=True)
        self.assertEqual(foreign.returncode, 0, foreign.stderr)
        status, line = self.check(*asked, credentials="")
        self.assertEqual(status, CRITICAL, "another authority vouches for nobody here: " + line)

    def test_trouble_is_seen_a_dead_player_is_critical_and_a_dead_manager_too(self):
        self.player.kill()
        self.city.forget(self.player)
        # Offline is after 90 seconds of silence; a contact's age shows earlier.
        until(lambda: self.check("--display", "screen", "-w", "2", "-c", "3")[0] == CRITICAL, "the silence is noticed")
        self.city.manager.kill()
        self.city.forget(self.city.manager)
        self.assertEqual(self.check()[0], CRITICAL)
        self.assertEqual(self.check("--display", "screen")[0], UNKNOWN)
        self.assertEqual(self.check("--unit", "江城")[0], UNKNOWN)
        self.city.start_manager()
        status, line = self.check("--unit", "江城")
        self.assertEqual(status, CRITICAL, "a manager that has not heard a display cannot say it is well: " + line)
        self.assertTrue(re.search(r"offline=1", line))


class CannedManager(http.server.BaseHTTPRequestHandler):
    """Says whatever the test wants of the one display."""

    health: dict = {}
    hangs = threading.Event()  # never set: whoever waits for it waits for ever

    def do_GET(self):
        if self.path.startswith("/api/v1/displays?") or self.path == "/api/v1/displays":
            answer = {"items": [{"id": "d1", "title": "北口", "name": "main"}]}
        elif self.path == "/readyz":
            self.hangs.wait()
            return
        else:
            answer = {"id": "d1", "name": "北口", "health": self.health, "contact_age_s": 4.5}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Verdicts(unittest.TestCase):
    """The plugin against a manager that says what it is told to."""

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.pem, key = f"{folder.name}/c.pem", f"{folder.name}/k.pem"
        made = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "2"]
        made += ["-keyout", key, "-out", self.pem, "-subj", "/CN=m", "-addext", "subjectAltName=IP:127.0.0.1"]
        subprocess.run(made, check=True, capture_output=True)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), CannedManager)
        server.daemon_threads = True
        server.block_on_close = False
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.pem, key)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.addCleanup(server.server_close)
        self.addCleanup(server.shutdown)
        self.url = f"https://127.0.0.1:{server.server_address[1]}"

    def check(self, *arguments: str) -> tuple[int, str]:
        command = [os.environ["MARQUEE_BIN_DIR"] + "/check_marquee", "-H", self.url, "-a", self.pem, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, timeout=30)
        return done.returncode, done.stdout

    def test_each_status_word_has_its_exit_status(self):
        words = {"showing": OK, "planned_off": OK, "out_of_date": WARNING, "abnormal": WARNING, "offline": CRITICAL}
        for word, expected in (words | {"something_newer": UNKNOWN}).items():
            CannedManager.health = {"status": word, "cause": "", "sentence": "Off as planned."}
            status, line = self.check("-d", "北口")
            self.assertEqual(status, expected, line)
            self.assertIn("北口: Off as planned. | contact_age_s=4.5s;;;0", line)

    def test_a_planned_darkness_is_not_blamed_for_its_silence(self):
        CannedManager.health = {"status": "planned_off", "cause": "off_hours", "sentence": "Off as planned."}
        self.assertEqual(self.check("-d", "北口", "-w", "1", "-c", "2")[0], OK)
        CannedManager.health["status"] = "showing"
        self.assertEqual(self.check("-d", "北口", "-w", "1", "-c", "2")[0], CRITICAL)
        self.assertEqual(self.check("-d", "北口", "-w", "1", "-c", "10")[0], WARNING)

    def test_a_manager_that_never_answers_is_given_up(self):
        status, line = self.check("-t", "1")
        self.assertIn(status, (CRITICAL, UNKNOWN))
        self.assertIn("MARQUEE", line)


if __name__ == "__main__":
    unittest.main()
