"""CPU of one frame of a crossfade over the whole screen: ours, with everything the player does
meanwhile, and SDL's software renderer in a loop of its own."""
import os
import subprocess
import time

from context import at_a_new_second, samples
from screen import presents

IDS = ("crossfade-cpu",)
TURN_SECONDS = 4  # each is one crossfade, in which every frame differs from the one before


def our_ms_of_frame(context, walls) -> float:
    options = ["--item-time", f"{TURN_SECONDS}s", "--transition", "crossfade",
               "--transition-time", f"{TURN_SECONDS}s"]
    with context.screen() as screen, screen.watch(context.clips.row) as watch:
        second = at_a_new_second()
        with context.players.ours(screen, walls, *options) as tree:
            # The first picture does not fade, and early in a turn the next picture is decoded.
            time.sleep(max(0.0, second + TURN_SECONDS + 1.2 - time.time()))
            cpu, begin = tree.cpu_seconds(), time.time()
            time.sleep(context.scaled(2.5, 1))
            used, end = tree.cpu_seconds() - cpu, time.time()
            tree.must_live()
        frames = presents([event for event in watch.drawn() if begin <= event.at < end])
    if len(frames) < (end - begin) * 60 * 0.9:
        context.note(f"{len(frames)} frames of a crossfade in {end - begin:.1f} s")
    return used / max(1, len(frames)) * 1e3


def floor_ms_of_frame(context) -> float:
    with context.screen() as screen:
        done = subprocess.run(
            [context.programs / "marquee-bench-crossfade-floor", str(context.scaled(120, 10))],
            check=True, stdout=subprocess.PIPE, text=True, timeout=60,
            env={**os.environ, **screen.environment}, start_new_session=True)
    return float(done.stdout)


def measure(context, _wanted):
    walls = [context.clips.wall("wall-1.png", "photo_landscape_exif1.jpg"),
             context.clips.wall("wall-2.png", "photo_portrait_exif8.jpg")]
    row = samples(IDS[0], "ms", [], [])
    for _ in context.pairs():
        row["ours"].append(our_ms_of_frame(context, walls))
        row["reference"].append(floor_ms_of_frame(context))
    yield row
