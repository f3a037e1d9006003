"""CPU of a film that plays: ours, bare decoding, VLC, mpv and Chromium in turn, all showing the same
numbered frames on a screen of the same size, with sound."""
import time

from context import samples
from peers import film_page
from processes import cpu_of

IDS = ("video-1080p-cpu", "video-upscale-cpu", "video-vlc-cpu", "video-mpv-cpu",
       "video-chromium-cpu")
SETTLE_SECONDS = 3


def steady_cpu(context, start) -> float:
    """Percent of a core while the film runs on. `start` makes the player's processes on a screen."""
    seconds = context.scaled(15, 1)
    with context.screen() as screen, screen.watch(context.clips.row) as watch, \
            start(screen) as tree:
        watch.first_frame(tree)
        time.sleep(context.scaled(SETTLE_SECONDS, 0.5))
        cpu, begin = tree.cpu_seconds(), time.time()
        time.sleep(seconds)
        used, end = tree.cpu_seconds() - cpu, time.time()
        tree.must_live()
        shown = {event.number for event in watch.drawn() if begin <= event.at < end}
    wanted = round((end - begin) * 30)
    if len(shown) < wanted * 0.97:
        context.note(f"{tree.name} showed {len(shown)} of {wanted} frames: it did less work")
    return used / (end - begin) * 100


def floor_cpu(context, film, *filters) -> float:
    """The same seconds decoded by ffmpeg with one thread, thrown away, in percent of a core."""
    seconds = context.scaled(15, 1)
    return cpu_of(["ffmpeg", "-v", "error", "-nostdin", "-threads", "1", "-filter_threads", "1",
                   "-i", film, "-t", seconds, *filters, "-f", "null", "-"]) / seconds * 100


def measure(context, wanted):
    film = context.clips.film("video", context.clips.seconds)
    small = context.clips.film("video-small", context.clips.seconds, context.clips.width * 2 // 3)
    size = f"{context.clips.width}:{context.clips.height}"
    upscale = ["-vf", f"scale={size}:flags=fast_bilinear,format=bgr0"]
    players = context.players
    references = {
        "video-1080p-cpu": lambda: floor_cpu(context, film),
        "video-vlc-cpu": lambda: steady_cpu(context, lambda screen: players.vlc(screen, film)),
        "video-mpv-cpu": lambda: steady_cpu(context, lambda screen: players.mpv(screen, film)),
        "video-chromium-cpu": lambda: steady_cpu(
            context, lambda screen: players.chromium(screen, film_page(film))),
    }
    full_size = [name for name in wanted if name in references]
    found = {name: samples(name, "%", [], []) for name in wanted}
    for _ in context.pairs():
        if full_size:
            ours = steady_cpu(context, lambda screen: players.ours(screen, [film]))
        for name in full_size:
            found[name]["ours"].append(ours)
            found[name]["reference"].append(references[name]())
        if "video-upscale-cpu" in wanted:
            found["video-upscale-cpu"]["ours"].append(
                steady_cpu(context, lambda screen: players.ours(screen, [small])))
            found["video-upscale-cpu"]["reference"].append(floor_cpu(context, small, *upscale))
    yield from found.values()
