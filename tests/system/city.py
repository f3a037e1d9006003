"""A small city for system tests: one manager and its players, each a process of its own.

Everything lies in one temporary directory. The programs come from the folder named by the environment
variable MARQUEE_BIN_DIR. Waiting is always for something to become true, with a deadline.
"""
import ctypes
import hashlib
import json
import os
import pathlib
import random
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.error
import urllib.request

from picture import Picture

SIZE = (320, 64)
PATIENCE_SECONDS = 30  # for what takes about one on a machine that is not busy
LOG_TAIL_BYTES = 6000
PR_SET_PDEATHSIG = 1  # prctl(2)


def until(condition, what: str, seconds: float = PATIENCE_SECONDS):
    """The first true value of condition(); fails the test when there is none in time."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        if time.monotonic() > deadline:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.05)


def content_of(text: str) -> str:
    """How a player names the content of a slogan."""
    return hashlib.sha256(text.encode()).hexdigest()


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on, below those the kernel gives to outgoing connections: a player that
    calls a manager that is away must not be given the manager's port, and so reach itself."""
    ports = []
    while len(ports) < count:
        port = random.randint(20_000, 32_000)
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
        if port not in ports:
            ports.append(port)
    return ports


def sanitizer_told(option: str) -> dict[str, str]:
    """The environment in which AddressSanitizer obeys one option more."""
    return {"ASAN_OPTIONS": ":".join(filter(None, (os.environ.get("ASAN_OPTIONS"), option)))}


def faked_clock(when: str) -> dict[str, str]:
    """What makes a process believe it is `when`, as the program faketime would start it; its
    monotonic clock stays true."""
    asked = ["faketime", "-m", "--exclude-monotonic", "-f", when, "env"]
    lines = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.splitlines()
    told = dict(line.split("=", 1) for line in lines if "=" in line)
    # FAKETIME_SHARED is left out: it names memory that went with that process.
    fake = {name: told[name] for name in ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC")}
    # AddressSanitizer wants to be loaded first, and need not be.
    return fake | {"NO_FAKE_STAT": "1"} | sanitizer_told("verify_asan_link_order=0")


def die_with_the_test():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Program:
    """A running program; its output is appended to a log of its name."""

    def __init__(self, command: list[str], log: pathlib.Path, environment: dict[str, str]):
        self.name, self.log_file = log.stem, log
        self.log_from = log.stat().st_size if log.exists() else 0
        with open(log, "ab") as out:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=environment, preexec_fn=die_with_the_test
            )

    def running(self) -> bool:
        return self.process.poll() is None

    def log(self) -> str:
        """What it said since this start."""
        with open(self.log_file, "rb") as file:
            file.seek(self.log_from)
            return file.read().decode(errors="replace")

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self, seconds: float = 10) -> int:
        """Asks it to end; its exit status, which is that of SIGKILL when it took too long."""
        self.process.terminate()
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            return self.process.returncode


class Player(Program):
    """A player with one display, and what is on it."""

    def __init__(self, command: list[str], folder: pathlib.Path, environment: dict[str, str]):
        self.state = folder / "state"
        self.sidecar = folder / "screen.png.txt"
        self.sidecar.unlink(missing_ok=True)  # what an earlier start showed says nothing about this one
        super().__init__(command, folder / f"{folder.name}.log", environment)

    def seen(self) -> dict[str, str]:
        """What the last capture says: `at`, `rung`, and `content` when a program is on; {} before the
        first."""
        try:
            lines = self.sidecar.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return {}
        seen = dict(line.split(" ", 1) for line in lines)
        zone = seen.get("zone", "").split(" ")
        if "content" in zone:
            seen["content"] = zone[zone.index("content") + 1]
        return seen

    def contents(self) -> list[str]:
        """What each zone showed at the last capture, in their order."""
        try:
            lines = self.sidecar.read_text("utf-8").splitlines()
        except FileNotFoundError:
            return []
        zones = [line.split(" ") for line in lines if line.startswith("zone ")]
        return [zone[zone.index("content") + 1] for zone in zones if "content" in zone]

    def picture(self) -> Picture:
        """The last capture."""
        return Picture(self.sidecar.with_suffix(""))

    def workers(self) -> list[int]:
        """Its decoders that run."""
        found = []
        for thread in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                try:
                    program = os.readlink(f"/proc/{child}/exe").rpartition("/")[2]
                    if program in ("marquee-decode", "marquee-decode-picture"):
                        found.append(int(child))
                except OSError:  # it has just ended
                    pass
        return found

    def wait_for(self, text: str, rung: str = "scheduled", seconds: float = PATIENCE_SECONDS):
        wanted = {"rung": rung, "content": content_of(text)}
        try:
            until(lambda: self.seen() | wanted == self.seen(), f"{self.name} shows {text!r}", seconds)
        except AssertionError as failure:
            raise AssertionError(f"{failure}; it shows {self.seen()}") from None

    def wait_for_log(self, words: str):
        until(lambda: words in self.log(), f"{self.name} logs {words!r}")


class City:
    def __init__(self):
        self.bin = pathlib.Path(os.environ["MARQUEE_BIN_DIR"])
        self.root = pathlib.Path(tempfile.mkdtemp(prefix="marquee-city-"))
        self.credentials = self.root / "credentials.json"
        self.staff_port, self.players_port = free_ports(2)
        self.headless = True  # players draw without a desktop
        self.manager_options: list[str] = []  # beside those that every manager here has
        self.programs: list[Program] = []
        self.contact_interval = "1s"
        self.manager: Program | None = None
        (self.root / "no-settings").mkdir()
        self.environment = {name: value for name, value in os.environ.items() if not name.startswith("MARQUEE_")}
        self.environment |= {"MARQUEE_CONFIG_DIR": str(self.root / "no-settings"), "LANG": "C.UTF-8"}

    # Programs

    def manager_command(self, staff_port: int, players_port: int) -> list[str]:
        state = ["--state-dir", f"{self.root}/manager", "--address", "127.0.0.1", "--contact-interval", self.contact_interval]
        ports = ["--staff-port", str(staff_port), "--players-port", str(players_port)]
        return [str(self.bin / "marquee-manager"), *state, *ports, *self.manager_options]

    def start_manager(self, **environment: str):
        """Founds the organisation the first time."""
        if not self.credentials.exists():
            url = f"https://127.0.0.1:{self.staff_port}"
            self.ctl("setup", "--state-dir", f"{self.root}/manager", "--organisation", "江城", "--manager-url", url)
        command = self.manager_command(self.staff_port, self.players_port)
        self.manager = Program(command, self.root / "manager.log", self.environment | environment)
        self.programs.append(self.manager)
        until(lambda: not self.manager.running() or self.healthy(), "the manager answers")
        if not self.manager.running():
            raise AssertionError("the manager ended at its start")

    def enrolment_file(self, name: str) -> pathlib.Path:
        file = self.root / f"{name}.enrolment.json"
        self.ctl("enrol", "--file", str(file))
        return file

    def start_player(
        self, name: str = "screen", enrolment: pathlib.Path | None = None, by_code: str = "", **environment: str
    ) -> Player:
        """A new device joins with a file of its own unless one is given, or `by_code` the manager's
        address alone; a known one goes on."""
        folder = self.root / name
        if enrolment is None and not by_code and not folder.exists():
            enrolment = self.enrolment_file(name)
        folder.mkdir(exist_ok=True)
        command = [str(self.bin / "marquee-player"), *(["--headless"] if self.headless else [])]
        command += ["--state-dir", str(folder / "state")]
        command += ["--device-name", name, "--display", f"{name}={SIZE[0]}x{SIZE[1]}"]
        command += ["--capture", str(folder / "screen.png"), "--report-interval", "1s"]
        if by_code:
            command += ["--manager", by_code]
        if enrolment is not None:
            command += ["--enrolment", str(enrolment)]
        player = Player(command, folder, self.environment | environment)
        self.programs.append(player)
        return player

    def forget(self, program: Program):
        """It is meant to have ended."""
        self.programs.remove(program)

    def check_running(self):
        for program in self.programs:
            if not program.running():
                raise AssertionError(f"{program.name} ended by itself with {program.process.returncode}")

    # Talking to the manager

    def ctl(self, *arguments: str, seconds: float = PATIENCE_SECONDS) -> str:
        command = [str(self.bin / "marqueectl"), *arguments, "--credentials", str(self.credentials)]
        done = subprocess.run(command, capture_output=True, text=True, env=self.environment, timeout=seconds)
        if done.returncode != 0:
            raise AssertionError(f"marqueectl {' '.join(arguments)}: {done.stderr}")
        return done.stdout

    def ask(self, method: str, path: str, body: dict | None = None, version: int | None = None):
        """The JSON that `marqueectl request` prints; None when the answer is empty."""
        options = [] if version is None else ["--if-match", f'"{version}"']
        if body is not None:
            file = self.root / "body.json"
            file.write_text(json.dumps(body, ensure_ascii=False), "utf-8")
            options += ["--body", str(file)]
        answer = self.ctl("request", method, path, *options)
        return json.loads(answer) if answer.strip() else None

    def staff(self, method: str, path: str, body: bytes | None = None, **headers: str):
        """One request over TLS as any client makes it: status, headers, body."""
        known = json.loads(self.credentials.read_text("utf-8"))
        trust = ssl.create_default_context(cadata=known["tls_authority_pem"])
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        named = {"Authorization": f"Bearer {known['token']}", "Content-Type": "application/json"} | named
        request = urllib.request.Request(known["manager_url"] + path, body, named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=10, context=trust) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refused:
            with refused:
                return refused.code, refused.headers, refused.read()

    def healthy(self) -> bool:
        try:
            return self.staff("GET", "/healthz")[0] == 200
        except OSError:
            return False

    def rows(self, kind: str) -> list[dict]:
        return self.ask("GET", f"/api/v1/{kind}?limit=200")["items"]

    def root_unit(self) -> str:
        return self.ask("GET", "/api/v1/organisation")["root_unit_id"]

    def report_of(self, name: str) -> dict:
        """What the manager last heard of a display; {} of one that is unknown."""
        found = [row["status"] for row in self.rows("displays") if row["name"] == name]
        return found[0] if found else {}

    def wait_until_showing(self, name: str = "screen"):
        until(lambda: self.report_of(name).get("showing"), f"the manager hears that {name} shows what it should")

    # Content

    def publish(self, name: str, text: str) -> str:
        """A slogan that scrolls on every display from now on; the id of its schedule."""
        unit = self.root_unit()
        style = {"text": "#ffffff", "background": "#8c1515", "motion": "scroll_left", "speed_pixels_per_second": 60}
        slogan = self.ask("POST", "/api/v1/slogans", {"unit_id": unit, "name": name, "text": text, "style": style})
        whole = dict(zip(("width", "height"), SIZE))
        items = [{"slogan_id": slogan["id"], "duration_ms": 5000}]
        zone = {"name": "all", "rect": {"x": 0, "y": 0} | whole, "playlist": {"items": items}}
        layout = {"canvas": whole, "background": "#000000", "zones": [zone]}
        program = self.ask("POST", "/api/v1/programs", {"unit_id": unit, "name": name, "layout": layout})
        self.ask("POST", f"/api/v1/programs/{program['id']}/submit", version=program["version"])
        targets = {"units": [unit], "displays": []}
        schedule = {"unit_id": unit, "name": name, "program_id": program["id"], "targets": targets}
        return self.ask("POST", "/api/v1/schedules", schedule)["id"]

    def change(self, name: str, text: str):
        """New words for a slogan."""
        self.ctl("slogan", "set", name, "--text", text)

    # The end

    def print_logs(self):
        for log in sorted(self.root.rglob("*.log")):
            said = log.read_bytes()[-LOG_TAIL_BYTES:].decode(errors="replace")
            print(f"--- {log.name}\n{said}", file=sys.stderr)

    def close(self):
        for program in self.programs:
            program.kill()
        shutil.rmtree(self.root, ignore_errors=True)


class CityTest(unittest.TestCase):
    """A test with a city of its own, in which a manager runs. Nothing of it outlives the test; the
    logs are printed when it fails."""

    city: City

    def setUp(self):
        self.city.start_manager()
        self.addCleanup(self.city.check_running)

    def run(self, result=None):
        result = self.defaultTestResult() if result is None else result
        troubles_before = len(result.failures) + len(result.errors)
        self.city = City()
        try:
            super().run(result)
            if len(result.failures) + len(result.errors) > troubles_before:
                self.city.print_logs()
        finally:
            self.city.close()
        return result
