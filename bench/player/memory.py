"""Memory of all processes that one film needs, and of a film with the next one open and decoded,
beside mpv's for one film: proportional set size, so that what is shared counts once."""
import statistics
import time

from context import samples

IDS = ("memory-one", "memory-preroll")


def megabytes(context, start) -> float:
    with context.screen() as screen, screen.watch(context.clips.row) as watch, \
            start(screen) as tree:
        watch.first_frame(tree)
        time.sleep(context.scaled(5, 0.5))
        readings = []
        for _ in range(5):
            readings.append(tree.pss_bytes() / 1e6)
            time.sleep(0.2)
        tree.must_live()
    return statistics.median(readings)


def measure(context, wanted):
    film = context.clips.film("video", context.clips.seconds)
    players = context.players
    # The second film is the first one's size: open and decoded from the first one's start on.
    other = context.clips.film("video-next", context.scaled(20, 3))
    played = {"memory-one": [film], "memory-preroll": [film, other]}
    found = {name: samples(name, "MB", [], []) for name in wanted}
    for _ in context.pairs():
        for name in wanted:
            found[name]["ours"].append(
                megabytes(context, lambda screen: players.ours(screen, played[name])))
            found[name]["reference"].append(
                megabytes(context, lambda screen: players.mpv(screen, film)))
    yield from found.values()
