"""A poster that stands still: what is drawn after it is shown, and what it costs to do nothing."""
import time

from context import samples

IDS = ("poster-presents", "poster-idle")


def measure(context, wanted):
    picture = context.clips.wall("wall-1.png", "photo_landscape_exif1.jpg")
    seconds = context.scaled(60, 2)
    found = {"poster-presents": samples("poster-presents", "presents", []),
             "poster-idle": samples("poster-idle", "%", [])}
    for _ in context.pairs():
        with context.screen() as screen, screen.watch(context.clips.row) as watch, \
                context.players.ours(screen, [picture]) as tree:
            time.sleep(context.scaled(4, 2))
            shown = len(watch.drawn())
            cpu, begin = tree.cpu_seconds(), time.time()
            time.sleep(seconds)
            used, end = tree.cpu_seconds() - cpu, time.time()
            tree.must_live()
            if shown == 0:
                raise RuntimeError("the poster was never shown")
            found["poster-presents"]["ours"].append(len(watch.drawn()) - shown)
            found["poster-idle"]["ours"].append(used / (end - begin) * 100)
    yield from (found[name] for name in wanted)
