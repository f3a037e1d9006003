"""An X server without a monitor, and what is on its screen, read from outside the player."""
import ctypes
import mmap
import os
import pathlib
import signal
import struct
import subprocess

from city import die_with_the_test, until

XWD_HEADER_WORDS = 25  # XWDFile.h; big-endian


class Screen:
    """Xvfb on a display number that nobody uses; it can be killed and started again under the same."""

    def __init__(self, folder: pathlib.Path, width: int, height: int):
        self.folder, self.size = folder, (width, height)
        folder.mkdir(exist_ok=True)
        self.process, self.number = None, self.free_number()

    @staticmethod
    def free_number() -> int:
        number = 100 + os.getpid() % 400
        while pathlib.Path(f"/tmp/.X{number}-lock").exists() or pathlib.Path(f"/tmp/.X11-unix/X{number}").exists():
            number += 1
        return number

    @property
    def name(self) -> str:
        return f":{self.number}"

    def start(self):
        width, height = self.size
        command = ["Xvfb", self.name, "-screen", "0", f"{width}x{height}x24", "-fbdir", str(self.folder), "-nolisten", "tcp"]
        with open(self.folder / "xvfb.log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, preexec_fn=die_with_the_test)
        until(self.accepts, "the X server answers")

    def accepts(self) -> bool:
        return subprocess.run(["xdpyinfo", "-display", self.name], capture_output=True).returncode == 0

    def kill(self):
        """As a crash: nothing is tidied up but what would keep the next one from starting."""
        if self.process is not None:
            self.process.send_signal(signal.SIGCONT)
            self.process.kill()
            self.process.wait()
        self.process = None
        for left in (f"/tmp/.X{self.number}-lock", f"/tmp/.X11-unix/X{self.number}"):
            pathlib.Path(left).unlink(missing_ok=True)

    def pixel(self, x: int, y: int) -> tuple[int, int, int]:
        """Of the server's own memory, without asking it."""
        with open(self.folder / "Xvfb_screen0", "rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as memory:
            head = struct.unpack(f">{XWD_HEADER_WORDS}I", memory[: 4 * XWD_HEADER_WORDS])
            header_bytes, line_bytes, colours = head[0], head[12], head[19]
            at = header_bytes + colours * 12 + y * line_bytes + x * 4
            blue, green, red = memory[at : at + 3]
            return red, green, blue


class Client:
    """Another program on that screen, by Xlib and RandR."""

    def __init__(self, screen: Screen):
        self.x, self.randr = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXrandr.so.2")
        for function in (self.x.XOpenDisplay, self.randr.XRRGetScreenResourcesCurrent):
            function.restype = ctypes.c_void_p
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(screen.name.encode()))
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def windows(self) -> list[int]:
        """The windows on the screen that are seen, and have an area worth the name."""
        root, parent, count = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_uint()
        children = ctypes.POINTER(ctypes.c_ulong)()
        self.x.XQueryTree(
            self.display, self.root, ctypes.byref(root), ctypes.byref(parent), ctypes.byref(children), ctypes.byref(count)
        )
        return [children[i] for i in range(count.value) if self.width_of(children[i]) > 10]

    def width_of(self, window: int) -> int:
        root, place = ctypes.c_ulong(), [ctypes.c_uint() for _ in range(6)]
        self.x.XGetGeometry(self.display, ctypes.c_ulong(window), ctypes.byref(root), *map(ctypes.byref, place))
        return place[2].value

    def destroy(self, window: int):
        self.x.XDestroyWindow(self.display, ctypes.c_ulong(window))
        self.x.XSync(self.display, 0)

    def cut_off(self, window: int):
        """As xkill does: the server closes the connection of whoever made the window."""
        self.x.XKillClient(self.display, ctypes.c_ulong(window))
        self.x.XSync(self.display, 0)

    def resize(self, window: int, width: int, height: int):
        self.x.XResizeWindow(self.display, ctypes.c_ulong(window), width, height)
        self.x.XSync(self.display, 0)

    def cover(self) -> int:
        """A black window over everything."""
        window = self.x.XCreateSimpleWindow(self.display, self.root, 0, 0, 4000, 4000, 0, 0, 0)
        self.x.XMapRaised(self.display, ctypes.c_ulong(window))
        self.x.XSync(self.display, 0)
        return window

    def set_size(self, width: int, height: int):
        """The monitor goes dark, and the screen gets another size under everything that is on it."""
        resources = self.randr.XRRGetScreenResourcesCurrent(self.display, self.root)
        crtc = ctypes.cast(resources, ctypes.POINTER(ctypes.POINTER(ctypes.c_ulong)))[3][0]
        none, upright = ctypes.c_ulong(0), ctypes.c_ushort(1)
        self.randr.XRRSetCrtcConfig(
            self.display, ctypes.c_void_p(resources), ctypes.c_ulong(crtc), none, 0, 0, none, upright, None, 0
        )
        self.randr.XRRSetScreenSize(self.display, self.root, width, height, width // 4, height // 4)
        self.x.XSync(self.display, 0)
