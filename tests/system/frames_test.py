"""The player as an operator runs it shows each frame of a film at its time."""
import datetime
import json
import os
import pathlib
import subprocess
import tempfile
import time
import unittest

from picture import Picture

BIN = pathlib.Path(os.environ["MARQUEE_BIN_DIR"])
BITS, BLOCK = 8, 16  # the number of each frame, in white blocks for 1, lowest bit first
RATE, FRAMES = 25, 50
SECONDS = 8


def numbered_film(file: pathlib.Path) -> None:
    number = "geq=lum=if(mod(floor(N/pow(2\\,floor(X/16)))\\,2)\\,235\\,16):cb=128:cr=128"
    source = f"color=black:size={BITS * BLOCK}x{BLOCK}:rate={RATE},{number}"
    codec = ["-frames:v", str(FRAMES), "-c:v", "libx264", "-preset", "veryfast", "-pix_fmt", "yuv420p"]
    subprocess.run(["ffmpeg", "-v", "error", "-f", "lavfi", "-i", source, *codec, str(file)], check=True, timeout=60)


def number_on(picture: Picture) -> int:
    lit = (picture.pixel(bit * BLOCK + BLOCK // 2, BLOCK // 2)[0] > 128 for bit in range(BITS))
    return sum(1 << bit for bit, on in enumerate(lit) if on)


def microseconds(text: str) -> int:
    stamp = datetime.datetime.fromisoformat(text.split("\n", 1)[0].removeprefix("at ").replace("Z", "+00:00"))
    return round(stamp.timestamp() * 1_000_000)


class Frames(unittest.TestCase):
    def test_what_was_captured_is_the_frame_of_its_instant(self):
        with tempfile.TemporaryDirectory() as folder:
            root = pathlib.Path(folder)
            film, capture, stats = root / "numbers.mp4", root / "screen.png", root / "stats.json"
            numbered_film(film)
            command = [BIN / "marquee-player", "--play", film, "--headless", "--size", f"{BITS * BLOCK}x{BLOCK}"]
            command += ["--seconds", str(SECONDS), "--capture", capture, "--stats", stats]
            player = subprocess.Popen([str(part) for part in command])
            seen, last = [], ""
            words = pathlib.Path(f"{capture}.txt")
            while player.poll() is None:
                text = words.read_text("utf-8") if words.exists() else ""
                if text != last:  # the picture came before it, and the next one is a second away
                    last = text
                    seen.append((microseconds(text), number_on(Picture(capture))))
                time.sleep(0.02)
            self.assertEqual(player.returncode, 0)
            told = json.loads(stats.read_text())

        self.assertGreaterEqual(len(seen), 4, "a capture a second")
        frame_us, film_us = 1_000_000 // RATE, 1_000_000 // RATE * FRAMES
        # When each film would have begun for this frame to be due at this instant: always the same.
        starts = [(at - number * frame_us) % film_us for at, number in seen]
        for start in starts:
            apart = abs(start - starts[-1])
            self.assertLess(min(apart, film_us - apart), frame_us, f"{seen}")
        self.assertEqual(told["quarantined"], 0)
        self.assertEqual(told["frames_without_item"], 0)
        wanted = RATE * SECONDS
        # It runs from the beginning of the second it was started in, and caught up with what was past then.
        self.assertLessEqual(told["frames"], wanted + RATE)
        self.assertGreater(told["frames"] + told["missed"], wanted * 0.8)


if __name__ == "__main__":
    unittest.main()
