"""The pixels of a PNG, with the reader of scripts/picture."""
import importlib.machinery
import importlib.util
import pathlib
import struct
import zlib

_path = pathlib.Path(__file__).resolve().parents[2] / "scripts" / "picture"
_loader = importlib.machinery.SourceFileLoader("picture_script", str(_path))
_script = importlib.util.module_from_spec(importlib.util.spec_from_loader(_loader.name, _loader))
_loader.exec_module(_script)


class Picture:
    """8-bit and not interlaced, which is what --capture writes."""

    def __init__(self, file: pathlib.Path):
        parts = list(_script.chunks(file.read_bytes()))
        self.width, self.height, _, colour = struct.unpack(">IIBB", parts[0][1][:10])
        self.step = _script.CHANNELS[colour]
        raw = zlib.decompress(b"".join(body for name, body in parts if name == b"IDAT"))
        line = self.width * self.step
        self.rows, above = [], bytes(line)
        for y in range(self.height):
            at = y * (line + 1)
            above = _script.unfilter(raw[at], bytearray(raw[at + 1 : at + 1 + line]), above, self.step)
            self.rows.append(above)

    def pixel(self, x: int, y: int) -> tuple[int, ...]:
        return tuple(self.rows[y][x * self.step : x * self.step + 3])
