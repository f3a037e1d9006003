"""A slogan that scrolls under a poster, 60 steps a second, and the same page with a CSS animation in
Chromium: CPU, how evenly the steps come, and our steps that did not come.

On a virtual machine the host may take the processor away for longer than a step, and no program can
present what it may not compute. How much it took is said beside every sample, and how many of the missed
steps fell into such a time; they count all the same."""
import html
import os
import pathlib
import threading
import time

from context import samples
from screen import FRAME_SECONDS, percentile, presents

IDS = ("slogan-cpu", "slogan-jitter", "slogan-missed")
TEXT = "文明健康 绿色环保 · 垃圾分类从我做起 · 高高兴兴出门 平平安安回家 · Mind the gap"
TICKER_SHARE = 8  # of the screen's height, as the player cuts it


def page(context, wall) -> str:
    """The poster above, the text as high as ours, as fast: one height of its band a second."""
    height = context.clips.height // TICKER_SHARE
    return f"""<!DOCTYPE html><meta charset="utf-8">
<style>html, body {{ margin: 0; background: black; overflow: hidden }}
img {{ display: block; width: 100vw; height: calc(100vh - {height}px); object-fit: contain }}
div {{ height: {height}px; overflow: hidden }}
span {{ display: inline-block; white-space: nowrap; color: white; will-change: transform;
  font: {height * 0.68:.0f}px/{height}px "Noto Sans CJK SC"; animation: pass linear infinite }}
@keyframes pass {{ from {{ transform: translateX(100vw) }} to {{ transform: translateX(-100%) }} }}
</style><img src="{wall.as_uri()}"><div><span>{html.escape(TEXT)}</span></div>
<script>const text = document.querySelector("span");
text.style.animationDuration = (innerWidth + text.offsetWidth) / {height} + "s";</script>
"""


def stolen_seconds() -> float:
    """Of all processors together, since the start of the machine (proc(5))."""
    return int(pathlib.Path("/proc/stat").read_text("ascii").split()[8]) / os.sysconf("SC_CLK_TCK")


class HostWatch:
    """When the host took a processor away, while it is open: looked up a hundred times a second."""

    def __init__(self):
        self.looks = []  # (wall seconds, stolen_seconds())
        self.over = threading.Event()
        self.thread = threading.Thread(target=self.look)

    def look(self):
        while not self.over.wait(0.01):
            self.looks.append((time.time(), stolen_seconds()))

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        self.thread.join()

    def took(self, begin: float, end: float) -> float:
        """Between two instants, to the next look on either side."""
        before = max((look for look in self.looks if look[0] <= begin), default=self.looks[0])
        after = min((look for look in self.looks if look[0] >= end), default=self.looks[-1])
        return after[1] - before[1]


def scroll(context, start) -> tuple:
    """Percent of a core, and the instants of all steps, while the text moves on."""
    with context.screen() as screen, screen.watch(context.clips.row) as watch, \
            start(screen) as tree:
        time.sleep(context.scaled(6, 3))
        with HostWatch() as host:
            cpu, begin = tree.cpu_seconds(), time.time()
            time.sleep(context.scaled(12, 1))
            used, end = tree.cpu_seconds() - cpu, time.time()
        tree.must_live()
        steps = presents([event for event in watch.drawn() if begin <= event.at < end])
    if len(steps) < 10:
        raise RuntimeError(f"{tree.name} does not move its text")
    late = [pair for pair in zip(steps, steps[1:]) if missed(pair)]
    held = sum(missed(pair) for pair in late if host.took(*pair) > 0)
    context.note(f"{tree.name} missed {missed(steps)} of {len(steps)} steps, {held} of them while the host "
                 f"took a processor away; it took {host.took(begin, end):.2f} s in all")
    return used / (end - begin) * 100, steps


def intervals(steps: list) -> list:
    return [after - before for before, after in zip(steps, steps[1:])]


def jitter_ms(steps: list) -> float:
    return percentile([abs(step - FRAME_SECONDS) for step in intervals(steps)], 99) * 1e3


def missed(steps: list) -> int:
    return sum(max(0, round(step / FRAME_SECONDS) - 1) for step in intervals(steps))


def measure(context, wanted):
    wall = context.clips.wall("wall-1.png", "photo_landscape_exif1.jpg")
    found = {"slogan-cpu": samples("slogan-cpu", "%", [], []),
             "slogan-jitter": samples("slogan-jitter", "ms", [], []),
             "slogan-missed": samples("slogan-missed", "steps", [])}
    for _ in context.pairs():
        ours, steps = scroll(
            context, lambda screen: context.players.ours(screen, [wall], "--slogan", TEXT))
        found["slogan-cpu"]["ours"].append(ours)
        found["slogan-jitter"]["ours"].append(jitter_ms(steps))
        found["slogan-missed"]["ours"].append(missed(steps))
        if wanted == ["slogan-missed"]:
            continue
        theirs, steps = scroll(
            context, lambda screen: context.players.chromium(screen, page(context, wall)))
        found["slogan-cpu"]["reference"].append(theirs)
        found["slogan-jitter"]["reference"].append(jitter_ms(steps))
    yield from (found[name] for name in wanted)
