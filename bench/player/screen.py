"""A screen without a monitor, sound without a loudspeaker, and the watcher that tells what a viewer
would see."""
import dataclasses
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

from processes import end

FRAME_SECONDS = 1 / 60


@dataclasses.dataclass(frozen=True)
class Drawn:
    """A rectangle of the screen changed. `at`: wall seconds. `number`: of the frame that was on
    screen then; None when none was readable."""
    at: float
    x: int
    y: int
    width: int
    height: int
    number: int | None


@dataclasses.dataclass(frozen=True)
class Row:
    """Where a clip's frame number lies on the screen: see watch.cpp."""
    cell: int
    left: int = 0
    top: int = 0
    bits: int = 11


class Watch:
    """Runs marquee-bench-watch while it is open."""

    def __init__(self, screen, row: Row):
        self.file = screen.directory / "watched"
        words = [screen.programs / "marquee-bench-watch", row.left, row.top, row.cell, row.bits]
        self.process = subprocess.Popen(
            [str(word) for word in words], env={**os.environ, **screen.environment},
            stdout=self.file.open("w"),
            start_new_session=True)
        time.sleep(0.3)  # until it listens

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()

    def drawn(self) -> list:
        lines = self.file.read_text().split("\n")[:-1]
        events = []
        for line in lines:
            at, x, y, width, height, number = (int(word) for word in line.split())
            events.append(Drawn(at / 1e6, x, y, width, height, number if number >= 0 else None))
        return events

    def first_frame(self, tree, seconds_max: float = 30) -> float:
        """When the first frame with a number was on screen."""
        deadline = time.monotonic() + seconds_max
        while time.monotonic() < deadline:
            for event in self.drawn():
                if event.number is not None:
                    return event.at
            tree.must_live()
            time.sleep(0.02)
        raise RuntimeError(f"{tree.name} shows nothing: {' '.join(tree.command)}")


class Screen:
    """An X server of its own, with a window manager where one is asked for."""

    def __init__(self, programs: pathlib.Path, width: int, height: int, sound: "Sound"):
        self.programs, self.width, self.height = programs, width, height
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="marquee-bench-"))
        self.directory.chmod(0o755)
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", f"{width}x{height}x24",
             "-nolisten", "tcp", "-noreset", "-ac"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)  # a session of its own is scheduled like the players'
        os.close(writing)
        with os.fdopen(reading) as number:
            display = number.readline().strip()
        if not display:
            raise RuntimeError("Xvfb does not start")
        self.environment = {"DISPLAY": f":{display}", **sound.environment}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.server)
        shutil.rmtree(self.directory, ignore_errors=True)

    def watch(self, row: Row) -> Watch:
        return Watch(self, row)


class Sound:
    """A PulseAudio server whose only loudspeaker throws away what it plays, at its time."""

    def __init__(self):
        self.directory = pathlib.Path(tempfile.mkdtemp(prefix="marquee-bench-sound-"))
        self.directory.chmod(0o755)
        socket = self.directory / "native"
        home = {"HOME": str(self.directory), "XDG_RUNTIME_DIR": str(self.directory)}
        self.server = subprocess.Popen(
            ["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
             "-L", "module-null-sink",
             "-L", f"module-native-protocol-unix socket={socket} auth-anonymous=1"],
            env={**os.environ, **home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True)
        self.environment = {"PULSE_SERVER": f"unix:{socket}"}
        for _ in range(100):
            if socket.exists():
                socket.chmod(0o777)
                return
            time.sleep(0.05)
        raise RuntimeError("PulseAudio does not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        end(self.server)
        shutil.rmtree(self.directory, ignore_errors=True)


def presents(events: list, apart: float = 0.004) -> list:
    """The instants at which something new appeared: what is drawn at once is one picture."""
    instants = []
    for event in events:
        if not instants or event.at - instants[-1] > apart:
            instants.append(event.at)
    return instants


def percentile(values: list, percent: int) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]
