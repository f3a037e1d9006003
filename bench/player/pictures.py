"""Pictures of 24 megapixels to the screen's size: ours, from the start of the sandboxed worker to
finished pixels, and SDL_image with SDL's scaling in a process that runs already."""
import re
import subprocess

from context import samples
from processes import peak_of

IDS = ("jpeg-time", "jpeg-memory", "png-time", "png-memory")
LEAST_PSNR = 42


def psnr(raw, width: int, height: int, photo) -> float:
    """Of our picture to the one that ffmpeg makes by averaging areas, in decibels."""
    graph = f"[1:v]scale={width}:{height}:flags=area+accurate_rnd+full_chroma_int+full_chroma_inp," \
            "format=gbrp[wanted];[0:v]format=gbrp[ours];[ours][wanted]psnr"
    done = subprocess.run(
        ["ffmpeg", "-nostdin", "-f", "rawvideo", "-pix_fmt", "bgr0", "-s", f"{width}x{height}",
         "-i", raw, "-i", photo, "-lavfi", graph, "-f", "null", "-"],
        check=True, stderr=subprocess.PIPE, text=True)
    found = re.search(r"PSNR .*average:([0-9.]+|inf)", done.stderr)
    return float(found.group(1))


def check_quality(context, command: list, photo, kind: str) -> None:
    raw = context.clips.directory / f"shown-{kind}.raw"
    text = subprocess.run([*map(str, command), raw], check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    _, width, height = text.split()
    quality = psnr(raw, int(width), int(height), photo)
    raw.unlink()
    context.note(f"{kind}: {quality:.1f} dB to a reference resize")
    if quality < LEAST_PSNR and not context.smoke:
        raise RuntimeError(f"{kind}: {quality:.1f} dB, at least {LEAST_PSNR} are due")


def measure(context, wanted):
    programs, clips = context.programs, context.clips
    for kind, extension in (("jpeg", "jpg"), ("png", "png")):
        names = [name for name in wanted if name.startswith(kind)]
        if not names:
            continue
        photo = clips.photograph(f"photo.{extension}", *context.scaled((6000, 4000), (1200, 800)))
        size = [photo, clips.width, clips.height]
        ours = [programs / "marquee-bench-picture", programs / "marquee-decode", *size]
        floor = [programs / "marquee-bench-picture-floor", *size]
        check_quality(context, ours, photo, kind)
        taken = {name: samples(name, "s" if name.endswith("time") else "MB", [], [])
                 for name in names}
        for pair in context.pairs(8):
            for side, command in (("ours", ours), ("reference", floor)):
                text, peak = peak_of(command)
                figures = {"s": float(text.split()[0]), "MB": peak / 1e6}
                for row in taken.values():
                    if pair > 0 or context.smoke:  # before that nothing is in memory
                        row[side].append(figures[row["unit"]])
        yield from taken.values()
