"""Pictures and films for system tests, made by ffmpeg, and campaigns that show them."""
import json
import subprocess

from city import SIZE, CityTest, until

LOAD_SECONDS = 120  # to make renditions on a machine that is busy
MAGENTA = "#ff00ff"


def lavfi(colour, more: str = "") -> list[str]:
    red, green, blue = colour
    return ["-f", "lavfi", "-i", f"color=c=0x{red:02x}{green:02x}{blue:02x}:size=320x180:rate=25{more}"]


class MediaCityTest(CityTest):
    def make(self, name: str, *arguments: str) -> str:
        """A file beside the campaign, made by ffmpeg."""
        folder = self.city.root / "campaign"
        folder.mkdir(exist_ok=True)
        subprocess.run(["ffmpeg", "-v", "error", "-y", *arguments, str(folder / name)], check=True, timeout=60)
        return name

    def poster(self, name: str, colour) -> str:
        return self.make(name, *lavfi(colour), "-frames:v", "1")

    def film(self, name: str, source: list[str], seconds: int) -> str:
        sound = ["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000"]
        codec = ["-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p", "-c:a", "aac"]
        return self.make(name, *source, *sound, "-t", str(seconds), *codec)

    def load(self, name: str, zones: list[dict], assets: dict[str, str], slogans: dict[str, str] | None = None, **more):
        """A campaign with one program that shows everywhere, from now on. `assets`: names and files."""
        whole = dict(zip(("width", "height"), SIZE))
        campaign = {
            "format": "campaign/1.0",
            "name": name,
            "slogans": [
                {"name": slogan, "text": text, "style": {"background": "#c81e1e", "motion": "still"}}
                for slogan, text in (slogans or {}).items()
            ],
            "assets": [{"name": asset, "file": file} for asset, file in assets.items()],
            "programs": [{"name": name, "layout": {"canvas": whole, "background": MAGENTA, "zones": zones}}],
            "schedules": [{"name": name, "program": name, "units": ["江城"]}],
        }
        file = self.city.root / "campaign" / "campaign.json"
        file.write_text(json.dumps(campaign | more, ensure_ascii=False), "utf-8")
        return self.city.ctl("load", str(file), seconds=LOAD_SECONDS)

    def digest(self, asset: str) -> str:
        """Of the rendition, which is what players get."""
        (row,) = [row for row in self.city.rows("assets") if row["name"] == asset]
        return row["rendition"]["sha256"]

    def wait_for_contents(self, player, wanted: set[str], seconds: float = 30):
        until(lambda: wanted <= set(player.contents()), f"{wanted} on {player.name}; it shows {player.seen()}", seconds)

    def zone(self, name: str, rect: tuple[int, int, int, int], **plays) -> dict:
        return {"name": name, "rect": dict(zip(("x", "y", "width", "height"), rect))} | plays
