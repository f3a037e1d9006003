"""Short films in turn, each opened and decoded before its time: how long after the end of one the
first frame of the next is on the screen, turns that never came, and what memory has grown by."""
import statistics
import time

from clips import seconds_of
from context import at_a_new_second, samples
from screen import percentile

IDS = ("gap", "gap-missed", "growth")
TURN_SECONDS = 0.7
NUMBERS_OF_A_FILM = 64  # the films' frames are numbered from 0 and from 64


def steady_megabytes(tree, seconds: float) -> float:
    """Workers come and go with every turn: the middle of many looks."""
    readings = []
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        readings.append(tree.pss_bytes() / 1e6)
        time.sleep(0.13)
    return statistics.median(readings)


def gaps(events: list, begins: list) -> list:
    """Seconds from each turn's instant to its film on the screen; None where it never came.
    `begins`: (instant, film, seconds)."""
    found, place = [], 0
    for begin, film, seconds in begins:
        while place < len(events) and events[place].at < begin - seconds / 2:
            place += 1
        first = next((event for event in events[place:]
                      if event.at >= begin + seconds
                      or (event.number is not None and event.number // NUMBERS_OF_A_FILM == film)),
                     None)
        came = first is not None and first.at < begin + seconds
        found.append(first.at - begin if came else None)
    return found


def watch_turns(context, films: list) -> tuple:
    lengths = [seconds_of(film) for film in films]
    switches = context.scaled(200, 6)
    settle = context.scaled(6, 2)
    with context.screen() as screen, screen.watch(context.clips.row) as watch:
        second = at_a_new_second()
        with context.players.ours(screen, films) as tree:
            time.sleep(settle)
            looking = context.scaled(5, 0.5)
            before = steady_megabytes(tree, looking)
            time.sleep(max(0.0, switches * sum(lengths) / len(lengths) - 2 * looking))
            after = steady_megabytes(tree, looking)
            tree.must_live()
        events = watch.drawn()
    begins, instant, turn = [], second, 0
    while len(begins) < switches:
        film = turn % len(films)
        if instant >= second + settle:
            begins.append((instant, film, lengths[film]))
        instant += lengths[film]
        turn += 1
    return gaps(events, begins), after - before


def measure(context, wanted):
    films = [context.clips.film("turn-a", TURN_SECONDS, first=0),
             context.clips.film("turn-b", TURN_SECONDS, first=NUMBERS_OF_A_FILM)]
    found = {"gap": samples("gap", "ms", []), "gap-missed": samples("gap-missed", "turns", []),
             "growth": samples("growth", "MB", [])}
    for _ in context.pairs():
        seconds, grown = watch_turns(context, films)
        came = [abs(gap) for gap in seconds if gap is not None]
        if not came:
            raise RuntimeError("not one turn came")
        found["gap"]["ours"].append(percentile(came, 99) * 1e3)
        found["gap-missed"]["ours"].append(seconds.count(None))
        found["growth"]["ours"].append(grown)
        context.note(f"{len(seconds)} turns, median {percentile(came, 50) * 1e3:.2f} ms after "
                     f"their instant, at most {max(came) * 1e3:.1f}")
    yield from (found[name] for name in wanted)
