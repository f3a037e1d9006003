"""Two players on one program, each on its own screen: how far apart the same frame appears."""
import time

from context import at_a_new_second, samples
from screen import percentile

IDS = ("skew",)


def instants(watch, begin: float, end: float) -> dict:
    first = {}
    for event in watch.drawn():
        if event.number is not None and begin <= event.at < end:
            first.setdefault(event.number, event.at)
    return first


def skew_ms(context, film) -> float:
    with context.screen() as left, context.screen() as right, \
            left.watch(context.clips.row) as left_watch, \
            right.watch(context.clips.row) as right_watch:
        at_a_new_second()  # the same for both, so that both run the program from there
        with context.players.ours(left, [film]) as one, context.players.ours(right, [film]) as two:
            begin = max(left_watch.first_frame(one), right_watch.first_frame(two)) + 1
            seconds = context.scaled(20, 1)
            time.sleep(1 + seconds)
            one.must_live()
            two.must_live()
        shown = [instants(watch, begin, begin + seconds) for watch in (left_watch, right_watch)]
    apart = [abs(at - shown[1][number]) for number, at in shown[0].items() if number in shown[1]]
    if len(apart) < len(shown[0]) / 2:
        raise RuntimeError("the players did not show the same frames")
    return percentile(apart, 99) * 1e3


def measure(context, _wanted):
    film = context.clips.film("video", context.clips.seconds)
    yield samples(IDS[0], "ms", [skew_ms(context, film) for _ in context.pairs()])
