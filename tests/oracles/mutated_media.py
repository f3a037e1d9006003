#!/usr/bin/env python3
"""Makes media files that are damaged in the same ways every time.

Usage: mutated_media.py FOLDER COUNT [SEED]

From small files of every container, codec and picture format that is accepted, made by ffmpeg into
FOLDER/seeds once; writes FOLDER/NNNN-how.ext and prints one line each. Equal arguments, equal files.
"""
import pathlib
import random
import subprocess
import sys

PHOTO = pathlib.Path(__file__).resolve().parents[1] / "data/media/photo_portrait_exif8.jpg"
PICTURE = ["-f", "lavfi", "-i", "testsrc=size=160x96", "-frames:v", "1"]
MOVING = ["-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25", "-t", "0.6"]
WITH_SOUND = ["-f", "lavfi", "-i", "testsrc2=size=160x96:rate=25", "-f", "lavfi", "-i", "sine=frequency=440", "-t", "0.6"]
SEEDS = {
    "photo.jpg": ["-i", str(PHOTO), "-vf", "scale=160:-2"],
    "plain.jpg": PICTURE,
    "rgb.png": PICTURE,
    "deep.png": [*PICTURE, "-pix_fmt", "rgb48be"],
    "palette.png": [*PICTURE, "-pix_fmt", "pal8"],
    "grey.png": [*PICTURE, "-pix_fmt", "gray"],
    "lossy.webp": PICTURE,
    "lossless.webp": [*PICTURE, "-lossless", "1"],
    "moving.webp": [*MOVING, "-loop", "0"],
    "moving.gif": MOVING,
    "h264.mp4": [*WITH_SOUND, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    "h264.mov": [*WITH_SOUND, "-c:v", "libx264", "-bf", "2", "-pix_fmt", "yuv420p"],
    "h264.ts": [*WITH_SOUND, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"],
    "h264.mkv": [*WITH_SOUND, "-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac", "-pix_fmt", "yuv420p"],
    "hevc.mp4": [*WITH_SOUND, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error"],
    "deep.mkv": [*MOVING, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=error", "-pix_fmt", "yuv420p10le"],
    "vp8.webm": [*WITH_SOUND, "-c:v", "libvpx", "-deadline", "realtime", "-c:a", "libvorbis"],
    "vp9.webm": [*WITH_SOUND, "-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-c:a", "libopus"],
    "av1.mkv": [*MOVING, "-c:v", "libaom-av1", "-cpu-used", "8", "-usage", "realtime"],
    "mpeg4.avi": [*WITH_SOUND, "-c:v", "mpeg4", "-c:a", "mp3"],
    "mpeg2.ts": [*WITH_SOUND, "-c:v", "mpeg2video", "-c:a", "mp2"],
    "mpeg2.mpg": [*WITH_SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "vob"],
}
HEAD_BYTES = 256  # where most of what can be lied about is


def make_seeds(folder: pathlib.Path) -> list[pathlib.Path]:
    folder.mkdir(parents=True, exist_ok=True)
    for name, arguments in SEEDS.items():
        if not (folder / name).exists():
            unfinished = folder / f"unfinished-{name}"
            exact = ["-fflags", "+bitexact", "-flags", "+bitexact"]
            subprocess.run(
                ["ffmpeg", "-nostdin", "-v", "error", "-y", *arguments, *exact, str(unfinished)], check=True, timeout=120
            )
            unfinished.rename(folder / name)
    return [folder / name for name in SEEDS]


def flipped(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.choice((1, 4, 32))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def head_changed(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.choice((1, 3, 8))):
        data[chance.randrange(min(HEAD_BYTES, len(data)))] = chance.choice((0, 1, 0x7F, 0x80, 0xFF, chance.randrange(256)))
    return data


def number_changed(chance: random.Random, data: bytearray) -> bytearray:
    for _ in range(chance.choice((1, 2, 5))):
        at = chance.randrange(max(1, len(data) - 4))
        data[at : at + 4] = chance.choice((b"\0\0\0\0", b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\1", b"\0\1\0\0"))
    return data


def cut(chance: random.Random, data: bytearray) -> bytearray:
    return data[: chance.randrange(1, len(data))]


def gap(chance: random.Random, data: bytearray) -> bytearray:
    at = chance.randrange(len(data))
    del data[at : at + chance.randrange(1, max(2, len(data) // 4))]
    return data or bytearray(b"\0")


def repeated(chance: random.Random, data: bytearray) -> bytearray:
    at = chance.randrange(len(data))
    piece = data[at : at + chance.randrange(1, max(2, len(data) // 4))]
    return data[:at] + piece * chance.choice((2, 3, 20)) + data[at:]


def noise(chance: random.Random, data: bytearray) -> bytearray:
    at = chance.randrange(len(data))
    length = min(chance.randrange(1, 2000), len(data) - at)
    data[at : at + length] = chance.randbytes(length)
    return data


def zeroed(chance: random.Random, data: bytearray) -> bytearray:
    at = chance.randrange(len(data))
    length = min(chance.randrange(1, 4000), len(data) - at)
    data[at : at + length] = bytes(length)
    return data


WAYS = (flipped, head_changed, number_changed, cut, gap, repeated, noise, zeroed)


def main() -> int:
    folder, count = pathlib.Path(sys.argv[1]), int(sys.argv[2])
    chance = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 20261122)
    seeds = make_seeds(folder / "seeds")
    for number in range(count):
        seed, way = seeds[number % len(seeds)], chance.choice(WAYS)
        data = way(chance, bytearray(seed.read_bytes()))
        if chance.random() < 0.25:  # two things at once
            data = chance.choice(WAYS)(chance, bytearray(data))
        file = folder / f"{number:04}-{seed.stem}-{way.__name__}{seed.suffix}"
        file.write_bytes(data)
        print(file)
    return 0


if __name__ == "__main__":
    sys.exit(main())
