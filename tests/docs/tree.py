"""What the documentation may speak of: files, names in the sources, routes, programs and their options."""
import pathlib
import re
import subprocess

SOURCES = (".cpp", ".hpp", ".in", ".sql", ".json", ".yaml", ".py", ".ts", ".mjs", ".vue", ".txt", ".cmake")
PROGRAMS = ("marquee-manager", "marquee-player", "marquee-render", "check_marquee")
METHODS = ("get", "put", "post", "delete", "patch", "head", "options")


class Tree:
    """`run`: answers what a program prints for its arguments; for tests of the checks themselves."""

    def __init__(self, root: pathlib.Path, run):
        self.root = root
        self.run = run
        listing = subprocess.run(
            ["git", "ls-files", "-co", "--exclude-standard"], cwd=root, capture_output=True, text=True, check=True
        )
        self.files = {name for name in listing.stdout.splitlines() if (root / name).is_file()}
        self.folders = {str(parent) for name in self.files for parent in pathlib.PurePath(name).parents} - {"."}
        self._help = {}
        self._names = None
        self._product = None

    def pages(self) -> list:
        return sorted(name for name in self.files if name.endswith(".md"))

    def top(self) -> set:
        """Names of the first level."""
        return {name.split("/")[0] for name in self.files}

    def has_path(self, path: str) -> bool:
        """A file or folder of this name, from the root or from further inside; an extension may be
        left out, and a word in capitals or `…` stands for anything."""
        pattern = re.escape(path.rstrip("/")).replace("…", r"[^\s]+")
        pattern = re.sub(r"(?:(?<![A-Za-z])[A-Z]{2,}|(?<=/v)N)(?![a-z])", r"[^/]+", pattern)
        wanted = re.compile(rf"(?:.*/)?{pattern}(?:\.\w+)*")
        return any(wanted.fullmatch(name) for name in self.files | self.folders)

    def has_name(self, name: str) -> bool:
        """An identifier of the sources, or the beginning of one up to a `_`: a family of names."""
        return name in self.names() or any(known.startswith(name + "_") for known in self.names())

    def names(self) -> set:
        if self._names is None:
            self._names = set()
            for name in self.files:
                written = name.endswith(SOURCES) or name.startswith("scripts/")
                if written and not name.startswith(("tests/docs/", "assets/")):
                    text = (self.root / name).read_text("utf-8", "replace")
                    self._names.update(re.findall(r"[A-Za-z_]\w*", text))
        return self._names

    def product(self) -> list:
        """The text of every source file of the programs."""
        if self._product is None:
            sources = sorted(name for name in self.files if name.endswith(".cpp") and not name.startswith("tests/"))
            self._product = [(self.root / name).read_text("utf-8") for name in sources]
        return self._product

    def routes(self) -> list:
        """(path as a regular expression, its methods) of openapi.yaml."""
        routes, text = [], (self.root / "schemas/openapi.yaml").read_text("utf-8")
        for line in text.splitlines():
            if found := re.match(r"  (/[^:]*):$", line):
                pattern = re.sub(r"\\\{.*?\\\}", "[^/]+", re.escape(found.group(1)))
                routes.append((pattern, set()))
            elif (found := re.match(r"    (\w+):$", line)) and routes and found.group(1) in METHODS:
                routes[-1][1].add(found.group(1))
        return routes

    def commands(self) -> set:
        """Of marqueectl: "slogan set"."""
        overview = self.run(["marqueectl", "--help"])
        return set(re.findall(r"^  ([a-z]+(?:[ -][a-z-]+)*)  +\S", overview, re.M))

    def options(self, program: str) -> dict:
        """Option to default ("" when its help names none): of a program, or of "marqueectl COMMAND"."""
        if program not in self._help:
            options = {}
            for line in self.run([*program.split(), "--help"]).splitlines():
                for option in re.findall(r"(?<![\w-])--?[A-Za-z][\w-]*", line if line.startswith("  -") else ""):
                    default = re.search(r"\[([^\]]*)\]$", line)
                    options.setdefault(option, default.group(1) if default else "")
            self._help[program] = options
        return self._help[program]
