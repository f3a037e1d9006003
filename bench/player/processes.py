"""What a player's processes cost, told by the kernel: the same way for every player."""
import os
import pathlib
import signal
import subprocess
import time

TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")


class Fields:
    """The numbers of /proc/PID/stat that matter here."""

    def __init__(self, stat: str):
        values = stat.rpartition(")")[2].split()
        self.parent, self.session = int(values[1]), int(values[3])
        # Own and reaped children's, user and system.
        self.cpu_seconds = sum(int(value) for value in values[11:15]) / TICKS_A_SECOND


def all_processes() -> dict:
    found = {}
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                found[int(entry.name)] = Fields((entry / "stat").read_text())
            except (FileNotFoundError, ProcessLookupError):
                pass  # it ended meanwhile
    return found


class Tree:
    """A program and all it started, each in its own session, so that nobody gets away."""

    def __init__(self, command: list, environment: dict, name: str):
        self.name = name
        self.command = [str(word) for word in command]
        self.started_at = time.time()
        self.root = subprocess.Popen(
            self.command, env={**os.environ, **environment}, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def members(self) -> dict:
        known = all_processes()
        mine = {}
        for identity, fields in known.items():
            ancestor = identity
            while ancestor in known and ancestor != self.root.pid:
                ancestor = known[ancestor].parent
            if ancestor == self.root.pid or fields.session == self.root.pid:
                mine[identity] = fields
        return mine

    def cpu_seconds(self) -> float:
        """User and system, of all that live and all that were reaped."""
        return sum(fields.cpu_seconds for fields in self.members().values())

    def pss_bytes(self) -> int:
        total = 0
        for identity in self.members():
            try:
                for line in pathlib.Path(f"/proc/{identity}/smaps_rollup").read_text().splitlines():
                    if line.startswith("Pss:"):
                        total += int(line.split()[1]) * 1024
            except (FileNotFoundError, ProcessLookupError):
                pass
        return total

    def must_live(self) -> None:
        if self.root.poll() is not None:
            raise RuntimeError(f"{self.name} ended: {' '.join(self.command)}")

    def stop(self) -> None:
        rest = list(self.members())
        self.root.terminate()
        try:
            self.root.wait(5)
        except subprocess.TimeoutExpired:
            pass
        for identity in rest:
            try:
                os.kill(identity, signal.SIGKILL)
            except ProcessLookupError:
                pass
        self.root.wait()


def end(server: subprocess.Popen) -> None:
    """Asks a server to end and sees to it that it does. One that is asked just before it goes to
    sleep may miss it: an X server then wakes ten minutes later."""
    server.terminate()
    try:
        server.wait(5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def cpu_of(command: list, environment: dict | None = None) -> float:
    """CPU seconds of a program that runs to its end."""
    before = os.times()
    subprocess.run([str(word) for word in command], check=True, stdin=subprocess.DEVNULL,
                   stdout=subprocess.DEVNULL, env={**os.environ, **(environment or {})},
                   start_new_session=True)
    after = os.times()
    return (after.children_user - before.children_user
            + after.children_system - before.children_system)


def peak_of(command: list) -> tuple:
    """What a program prints, and the most memory it or a process it waited for had, in bytes."""
    reading, writing = os.pipe()
    identity = os.posix_spawn(
        str(command[0]), [str(word) for word in command], os.environ, setsid=True,
        file_actions=[(os.POSIX_SPAWN_DUP2, writing, 1), (os.POSIX_SPAWN_CLOSE, reading)])
    os.close(writing)
    with os.fdopen(reading) as output:
        text = output.read()
    _, status, used = os.wait4(identity, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise RuntimeError(f"failed: {' '.join(str(word) for word in command)}")
    return text, used.ru_maxrss * 1024
