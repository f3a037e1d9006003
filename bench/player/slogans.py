"""Slogans that cost more than one line in a strip below a poster: letters of 200 pixels, four lines
at once, and 2,000 characters, whose memory must not be that of the whole strip. Frame by frame into
memory, 60 a second, with the drawing of letters in it: no window and no reference."""
import subprocess

from context import samples

IDS = ("slogan-200px-cpu", "slogan-four-cpu", "slogan-long-cpu", "slogan-long-memory")
CASES = {"slogan-200px": "text-200", "slogan-four": "four", "slogan-long": "long"}


def run(context, case: str) -> tuple:
    """Percent of a core and megabytes."""
    seconds = context.scaled(60, 2)
    text = subprocess.run([context.programs / "marquee-bench-slogans", case, str(seconds)],
                          check=True, stdout=subprocess.PIPE, text=True).stdout
    cpu, memory = text.split()
    return float(cpu), float(memory)


def measure(context, wanted):
    found = {name: samples(name, "MB" if name.endswith("memory") else "%", []) for name in wanted}
    for prefix, case in CASES.items():
        names = [name for name in wanted if name.startswith(prefix)]
        for _ in context.pairs() if names else ():
            cpu, memory = run(context, case)
            for name in names:
                found[name]["ours"].append(memory if name.endswith("memory") else cpu)
    yield from found.values()
