"""How every player is started on the same work: its window over the whole screen, its sound on."""
import os
import pathlib
import shutil
import urllib.parse

from processes import Tree

NOBODY = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]


class Players:
    """Programs of one run; `programs` is where ours are built."""

    def __init__(self, programs: pathlib.Path):
        self.programs = programs

    def ours(self, screen, files: list, *options) -> Tree:
        command = [self.programs / "marquee-player", "--play",
                   "--size", f"{screen.width}x{screen.height}", *options, *files]
        return Tree(command, screen.environment, "marquee-player")

    def mpv(self, screen, film: pathlib.Path) -> Tree:
        command = ["mpv", "--no-config", "--vo=x11", "--ao=pulse", "--loop-file=inf",
                   "--no-terminal", "--no-border",
                   f"--geometry={screen.width}x{screen.height}+0+0", film]
        return Tree(command, screen.environment, "mpv")

    def vlc(self, screen, film: pathlib.Path) -> Tree:
        """VLC refuses to run as root."""
        home = screen.directory / "vlc"
        home.mkdir(exist_ok=True)
        home.chmod(0o777)
        command = [*(NOBODY if os.getuid() == 0 else []),
                   "cvlc", "--no-one-instance", "--intf", "dummy", "--vout", "xcb_x11",
                   "--aout", "pulse", "--fullscreen", "--no-video-title-show", "--no-osd",
                   "--loop", "--quiet", film]
        environment = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        return Tree(command, {**screen.environment, **environment}, "vlc")

    def chromium(self, screen, page: str) -> Tree:
        """Shows `page`, an HTML document, and nothing else."""
        home = screen.directory / "chromium"
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir()
        file = screen.directory / "page.html"
        file.write_text(page)
        command = ["chromium", *(["--no-sandbox"] if os.getuid() == 0 else []), "--kiosk",
                   "--no-first-run", "--disable-gpu", "--allow-file-access-from-files",
                   "--autoplay-policy=no-user-gesture-required", f"--user-data-dir={home}",
                   f"--window-size={screen.width},{screen.height}", "--window-position=0,0",
                   file.as_uri()]
        environment = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
        return Tree(command, {**screen.environment, **environment}, "chromium")


def film_page(film: pathlib.Path) -> str:
    source = "file://" + urllib.parse.quote(str(film))
    return f"""<!DOCTYPE html><meta charset="utf-8">
<style>html, body {{ margin: 0; background: black; overflow: hidden }}
video {{ width: 100vw; height: 100vh; display: block }}</style>
<video src="{source}" autoplay loop></video>
"""
