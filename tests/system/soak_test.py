"""Weeks in small: content changes again and again, films and comics play, and neither program grows.

A short run shows that the measure works; MARQUEE_LONG=1 makes it an hour.
"""
import os
import pathlib
import time
import unittest

from city import content_of, sanitizer_told
from material import MediaCityTest, lavfi
from screen import Screen

LONG = os.environ.get("MARQUEE_LONG") == "1"
SECONDS = 3600 if LONG else 20
CHANGE_SECONDS = 1.0
# What may still be taken after the first third: in an hour of 3,600 changes next to nothing; in a short
# run caches and helpers are still starting.
GROWTH_KIB_MAX = 4096 if LONG else 32_768
SANITIZED_GROWTH_KIB_MAX = 131_072  # a sanitizer's own books grow for minutes, even told to keep little


def memory_kib(pid: int, family: bool) -> int:
    """Memory of a process that is its own, or its share of what is shared (PSS); or with its children."""
    total = 0
    for process in [pid, *(children(pid) if family else [])]:
        try:
            lines = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
        except OSError:  # a worker that has just ended
            continue
        total += sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
    return total


def children(pid: int) -> list[int]:
    found = []
    for tasks in pathlib.Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in tasks.read_text().split()]
        except OSError:
            continue
    return found


def descriptors(pid: int) -> int:
    return len(list(pathlib.Path(f"/proc/{pid}/fd").iterdir()))


class Measured:
    """The highest of several moments: what is high for a moment only is not growth."""

    def __init__(self, program, family: bool):
        self.program, self.family, self.memory, self.files = program, family, 0, 0

    def look(self):
        pid = self.program.process.pid
        self.memory = max(self.memory, memory_kib(pid, self.family))
        self.files = max(self.files, descriptors(pid))


class Soak(MediaCityTest):
    whole_families = True

    def setUp(self):
        self.city.environment |= sanitizer_told("quarantine_size_mb=1:thread_local_quarantine_size_kb=64")
        super().setUp()

    def test_a_city_whose_words_change_all_the_time_does_not_grow(self):
        player = self.city.start_player()
        self.city.publish("标语", "第 0 版")
        player.wait_for("第 0 版")
        self.soak(player, player.wait_for)

    def test_a_city_of_films_with_sound_comics_and_a_ticker_does_not_grow(self):
        """On a desktop, with a sound device that swallows what it gets. Decoders come and go with their
        items, so the programs themselves are what is measured."""
        screen = Screen(self.city.root / "xserver", 640, 480)
        screen.start()
        self.addCleanup(screen.kill)
        self.city.headless = False
        self.whole_families = False
        player = self.city.start_player(DISPLAY=screen.name, SDL_VIDEODRIVER="x11", SDL_AUDIODRIVER="dummy")
        self.show_everything()
        self.wait_for_contents(player, {content_of("第 0 版")})
        self.soak(player, lambda text: self.wait_for_contents(player, {content_of(text)}))

    def show_everything(self):
        pages = {f"第 {page} 页": self.poster(f"page{page}.png", (20 * page, 160, 60)) for page in range(1, 10)}
        films = {f"短片 {film}": self.film(f"film{film}.mp4", lavfi((30, 60, 60 * film)), 2 + film) for film in range(3)}
        fade = {"kind": "crossfade", "duration_ms": 400}
        comic = [{"asset": page, "duration_ms": 1000, "transition": fade} for page in pages]
        listed = [{"asset": film, "fit": "cover", "transition": fade} for film in films]
        zones = [
            self.zone("连环画", (0, 0, 160, 40), items=comic),
            self.zone("短片", (160, 0, 160, 40), items=[*listed, comic[0]]),
            self.zone("字", (0, 40, 320, 24), items=[{"slogan": "标语"}]),
        ]
        self.load("联播", zones, pages | films, {"标语": "第 0 版"})

    def soak(self, player, wait_for):
        programs = [self.city.manager, player]
        early = [Measured(each, self.whole_families) for each in programs]
        late = [Measured(each, self.whole_families) for each in programs]

        began, number = time.monotonic(), 0
        while (passed := time.monotonic() - began) < SECONDS:
            number += 1
            self.city.change("标语", f"第 {number} 版")
            if SECONDS / 6 < passed < SECONDS / 3:
                [each.look() for each in early]
            elif passed > SECONDS * 5 / 6:
                [each.look() for each in late]
            time.sleep(max(0.0, began + number * CHANGE_SECONDS - time.monotonic()))
        wait_for(f"第 {number} 版")
        self.city.wait_until_showing()

        self.assertGreater(number, SECONDS / CHANGE_SECONDS / 4, "too slow to say anything")
        bound = SANITIZED_GROWTH_KIB_MAX if "asan" in str(self.city.bin) else GROWTH_KIB_MAX
        for before, after in zip(early, late):
            name = before.program.name
            print(f"{name}: {before.memory} to {after.memory} KiB, {before.files} to {after.files} files, {number} changes")
            with self.subTest(name):
                self.assertGreater(before.memory, 0)
                self.assertLess(after.memory - before.memory, bound, f"{name} grows")
                self.assertLessEqual(after.files, before.files + 8, f"{name} keeps files open")  # a decoder has four


if __name__ == "__main__":
    unittest.main()
