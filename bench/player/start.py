"""From the start of a program to the first picture of a film on the screen."""
from context import at_a_new_second, samples
from peers import film_page

IDS = ("first-frame-mpv", "first-frame-chromium")


def seconds_to_first_frame(context, start) -> float:
    with context.screen() as screen, screen.watch(context.clips.row) as watch:
        at_a_new_second()
        with start(screen) as tree:
            return watch.first_frame(tree) - tree.started_at


def measure(context, wanted):
    film = context.clips.film("video", context.clips.seconds)
    players = context.players
    references = {
        "first-frame-mpv": lambda screen: players.mpv(screen, film),
        "first-frame-chromium": lambda screen: players.chromium(screen, film_page(film)),
    }
    found = {name: samples(name, "s", [], []) for name in wanted}
    for pair in context.pairs(8):
        for name in wanted:
            ours = seconds_to_first_frame(context, lambda screen: players.ours(screen, [film]))
            reference = seconds_to_first_frame(context, references[name])
            if pair > 0 or context.smoke:  # before that the files are not in memory
                found[name]["ours"].append(ours)
                found[name]["reference"].append(reference)
    yield from found.values()
