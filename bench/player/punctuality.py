"""A film for a minute: frames that came late or never, and how far from their instant all came. A
program given on the command line runs from the second it is given in, so every frame's instant is
known to whoever knows that second."""
import time

from clips import FRAMES_A_SECOND, seconds_of
from context import at_a_new_second, samples
from screen import FRAME_SECONDS, percentile

IDS = ("video-late", "video-deviation")


def lateness_by_due(events: list, second: float, loop: float) -> dict:
    """Seconds that each frame came after it was due, by the instant it was due."""
    lateness = {}
    for event in events:
        if event.number is not None:
            offset = event.number / FRAMES_A_SECOND
            turn = round((event.at - second - offset) / loop)
            due = second + turn * loop + offset
            lateness.setdefault(due, event.at - due)
    return lateness


def watch_film(context, film) -> dict:
    """Lateness of a minute of frames by their due instants; None of those that never came."""
    loop = seconds_of(film)
    with context.screen() as screen, screen.watch(context.clips.row) as watch:
        second = at_a_new_second()
        with context.players.ours(screen, [film]) as tree:
            watch.first_frame(tree)
            time.sleep(context.scaled(62, 3))
            tree.must_live()
        lateness = lateness_by_due(watch.drawn(), second, loop)
    begin, end = min(lateness) + context.scaled(1.5, 1), max(lateness) - 0.2
    came = {due: late for due, late in lateness.items() if begin <= due < end}
    frames = [second + turn * loop + number / FRAMES_A_SECOND
              for turn in range(int((end - second) // loop) + 1)
              for number in range(round(loop * FRAMES_A_SECOND))]
    never = [due for due in frames
             if begin <= due < end and not any(abs(due - seen) < 1e-3 for seen in came)]
    return {**came, **{due: None for due in never}}


def measure(context, wanted):
    film = context.clips.film("video", context.clips.seconds)
    found = {"video-late": samples("video-late", "frames", []),
             "video-deviation": samples("video-deviation", "ms", [])}
    for _ in context.pairs():
        lateness = list(watch_film(context, film).values())
        came = [late for late in lateness if late is not None]
        late = sum(1 for late in lateness if late is None or late > FRAME_SECONDS)
        found["video-late"]["ours"].append(late)
        found["video-deviation"]["ours"].append(percentile([abs(late) for late in came], 99) * 1e3)
        context.note(f"{len(lateness)} frames, {lateness.count(None)} never came, median "
                     f"{percentile(came, 50) * 1e3:.2f} ms after their instant")
    yield from (found[name] for name in wanted)
