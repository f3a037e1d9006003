"""What every measurement works with: programs, clips, screens, and how much is measured."""
import pathlib
import sys
import time

from clips import Clips
from peers import Players
from screen import Screen, Sound

ROOT = pathlib.Path(__file__).resolve().parents[2]


class Context:
    """One run of the bench. `smoke` only shows that everything runs: its figures mean nothing."""

    def __init__(self, programs: pathlib.Path, smoke: bool):
        self.programs, self.smoke = programs, smoke
        self.clips = Clips(ROOT / "build/bench-clips", smoke)
        self.players = Players(programs)
        self.sound = Sound()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.sound.__exit__()

    def screen(self) -> Screen:
        return Screen(self.programs, self.clips.width, self.clips.height, self.sound)

    def pairs(self, least: int = 5) -> range:
        return range(1 if self.smoke else least)

    def scaled(self, full, small):
        return small if self.smoke else full

    def note(self, text: str) -> None:
        print(f"# {text}", file=sys.stderr, flush=True)


def samples(name: str, unit: str, ours: list, reference: list | None = None) -> dict:
    return {"id": name, "unit": unit, "ours": ours, "reference": reference or []}


def at_a_new_second() -> float:
    """Waits for one: a program given on the command line runs from the second it is given in.
    Returns that second."""
    now = time.time()
    second = int(now) + 1.0
    time.sleep(second + 0.02 - now)
    return second
