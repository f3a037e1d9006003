"""Measures ids of the player, one line of JSON each, as soon as they are known. scripts/bench calls
it and tells what the figures mean; the lines on standard error are for the reader.

Usage: bench/player/main.py [--smoke] --bin DIR ID…
"""
import argparse
import json
import os
import pathlib
import signal
import sys

import crossfade
import film_cost
import memory
import pictures
import poster
import punctuality
import skew
import slogan
import slogans
import start
import turns
from context import Context

# What is measured together, in the order in which it is measured.
GROUPS = (film_cost, start, pictures, crossfade, memory, slogan, slogans, skew, punctuality, turns, poster)


def hang(_number, _frame) -> None:
    raise TimeoutError("the measurement hangs where the lines above say")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("ids", nargs="+", choices=[name for group in GROUPS for name in group.IDS])
    asked = parser.parse_args()
    # However it is ended, the players it started end too.
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _frame: sys.exit(128 + number))
    signal.signal(signal.SIGALRM, hang)  # several times what the longest group takes
    with Context(asked.bin.resolve(), asked.smoke) as context:
        for group in GROUPS:
            wanted = [name for name in group.IDS if name in asked.ids]
            if not wanted:
                continue
            print(f"# load {os.getloadavg()[0]:.1f} before {' '.join(wanted)}", file=sys.stderr)
            signal.alarm(180 if asked.smoke else 7200)
            for samples in group.measure(context, wanted):
                print(json.dumps(samples), flush=True)


if __name__ == "__main__":
    main()
