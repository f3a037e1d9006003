"""Weeks in small: content changes again and again, and neither program grows.

A short run shows that the measure works; MARQUEE_LONG=1 makes it an hour.
"""
import os
import pathlib
import time
import unittest

from city import CityTest, sanitizer_told

LONG = os.environ.get("MARQUEE_LONG") == "1"
SECONDS = 3600 if LONG else 20
CHANGE_SECONDS = 1.0
# What may still be taken after the first third: in an hour of 3,600 changes next to nothing; in a short
# run caches and helpers are still starting.
GROWTH_KIB_MAX = 4096 if LONG else 32_768
SANITIZED_GROWTH_KIB_MAX = 131_072  # a sanitizer's own books grow for minutes, even told to keep little


def memory_kib(pid: int) -> int:
    """Memory of a process that is its own, or its share of what is shared (PSS), with its children."""
    total = 0
    for process in [pid, *children(pid)]:
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

    def __init__(self, program):
        self.program, self.memory, self.files = program, 0, 0

    def look(self):
        pid = self.program.process.pid
        self.memory = max(self.memory, memory_kib(pid))
        self.files = max(self.files, descriptors(pid))


class Soak(CityTest):
    def setUp(self):
        self.city.environment |= sanitizer_told("quarantine_size_mb=1:thread_local_quarantine_size_kb=64")
        super().setUp()

    def test_a_city_whose_words_change_all_the_time_does_not_grow(self):
        player = self.city.start_player()
        self.city.publish("标语", "第 0 版")
        player.wait_for("第 0 版")
        programs = [self.city.manager, player]
        early, late = [Measured(each) for each in programs], [Measured(each) for each in programs]

        began, number = time.monotonic(), 0
        while (passed := time.monotonic() - began) < SECONDS:
            number += 1
            self.city.change("标语", f"第 {number} 版")
            if SECONDS / 6 < passed < SECONDS / 3:
                [each.look() for each in early]
            elif passed > SECONDS * 5 / 6:
                [each.look() for each in late]
            time.sleep(max(0.0, began + number * CHANGE_SECONDS - time.monotonic()))
        player.wait_for(f"第 {number} 版")
        self.city.wait_until_showing()

        self.assertGreater(number, SECONDS / CHANGE_SECONDS / 4, "too slow to say anything")
        bound = SANITIZED_GROWTH_KIB_MAX if "asan" in str(self.city.bin) else GROWTH_KIB_MAX
        for before, after in zip(early, late):
            name = before.program.name
            print(f"{name}: {before.memory} to {after.memory} KiB, {before.files} to {after.files} files, {number} changes")
            self.assertGreater(before.memory, 0)
            self.assertLess(after.memory - before.memory, bound, f"{name} grows")
            self.assertLessEqual(after.files, before.files + 4, f"{name} keeps files open")


if __name__ == "__main__":
    unittest.main()
