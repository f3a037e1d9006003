"""Clips and pictures of the sizes that are measured, made once from tests/data/media."""
import os
import pathlib
import subprocess

from screen import Row

MEDIA = pathlib.Path(__file__).resolve().parents[2] / "tests/data/media"
FRAMES_A_SECOND = 30
SOUND_RATE = 48_000


def run_ffmpeg(arguments: list, made: pathlib.Path) -> pathlib.Path:
    """`made` appears whole or not at all."""
    if not made.exists():
        made.parent.mkdir(parents=True, exist_ok=True)
        fresh = made.with_name("new-" + made.name)
        subprocess.run(["ffmpeg", "-v", "error", "-nostdin", "-y", *map(str, arguments), fresh],
                       check=True)
        os.replace(fresh, made)
    return made


def number_row(row: Row, first: int) -> str:
    """Filters that write the frame's number, counted from `first`, as watch.cpp reads it."""
    n = f"(n+{first})"
    bits = [f"mod(floor({n}/{1 << bit}),2)" for bit in range(row.bits)]
    cells = ["1", "0", "1", "0", *bits, f"mod({'+'.join(bits)},2)"]
    boxes = [f"drawbox=0:0:{len(cells) * row.cell}:{row.cell}:black:fill"]
    boxes += [f"drawbox={place * row.cell}:0:{row.cell}:{row.cell}:white:fill:enable='{white}'"
              for place, white in enumerate(cells) if white != "0"]
    return ",".join(boxes)


def seconds_of(film: pathlib.Path) -> float:
    """As the player takes it: the container's word, whole milliseconds."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", film],
        check=True, stdout=subprocess.PIPE, text=True)
    return int(float(done.stdout) * 1000) / 1000


class Clips:
    """`directory` keeps what was made from one run to the next."""

    def __init__(self, directory: pathlib.Path, smoke: bool):
        self.directory = directory / ("smoke" if smoke else "full")
        self.width, self.height = (960, 540) if smoke else (1920, 1080)
        self.seconds = 6 if smoke else 60
        self.row = Row(cell=self.width // 80)  # on the screen, which every clip fills

    def film(self, name: str, seconds: float, width: int = 0, first: int = 0) -> pathlib.Path:
        """H.264 with AAC at 30 frames a second, its frames numbered from `first`. The pictures come
        faster than they were taken, so that each is another one."""
        width = width or self.width
        height = width * 9 // 16
        row = Row(cell=self.row.cell * width // self.width, bits=self.row.bits)
        frames = round(seconds * FRAMES_A_SECOND)
        source = MEDIA / "big_buck_bunny_720p.mp4"
        picture = f"settb=1/{FRAMES_A_SECOND},setpts=N,fps={FRAMES_A_SECOND}," \
                  f"scale={width}:{height}:flags=bicubic,{number_row(row, first)},format=yuv420p"
        samples = round(seconds * SOUND_RATE)
        sound = f"aresample={SOUND_RATE},aformat=channel_layouts=stereo,apad,atrim=end_sample={samples}"
        return run_ffmpeg(
            ["-stream_loop", "-1", "-i", source, "-stream_loop", "-1", "-i", source,
             "-filter_complex", f"[0:v]{picture}[v];[1:a]{sound}[a]", "-map", "[v]", "-map", "[a]",
             "-frames:v", frames, "-c:v", "libx264", "-preset", "veryfast", "-crf", "20",
             "-g", "60", "-bf", "2", "-colorspace", "bt709", "-c:a", "aac", "-b:a", "128k",
             "-movflags", "+faststart"],
            self.directory / f"{name}.mp4")

    def photograph(self, name: str, width: int, height: int) -> pathlib.Path:
        """Four photographs in one, as large as a camera's and, being enlarged a little, as sharp as
        what comes from a colour sensor; JPEG or PNG by its name."""
        tile = f"scale={width // 2}:{height // 2}:flags=lanczos,tile=2x2"
        return run_ffmpeg(
            ["-loop", "1", "-i", MEDIA / "photo_landscape_exif1.jpg", "-vf", tile,
             "-frames:v", "1", "-q:v", "3"], self.directory / name)

    def wall(self, name: str, photo: str) -> pathlib.Path:
        """A photograph that fills the screen without being scaled."""
        cut = f"scale={self.width}:{self.height}:force_original_aspect_ratio=increase," \
              f"crop={self.width}:{self.height}"
        return run_ffmpeg(["-i", MEDIA / photo, "-vf", cut, "-frames:v", "1"],
                          self.directory / name)
