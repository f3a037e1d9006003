"""A Markdown page, taken apart as far as the checks of documentation need it (CommonMark with tables)."""
import dataclasses
import pathlib
import re

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")
FENCE = re.compile(r"(```+|~~~+)\s*([\w+-]*)")
SPAN = re.compile(r"(?<!`)(`+)(?!`)(.+?)(?<!`)\1(?!`)", re.S)
LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")


@dataclasses.dataclass
class Block:
    """A fenced block."""

    line: int
    language: str  # of the fence; "" for none
    text: str


@dataclasses.dataclass
class Section:
    """A heading with what stands under it, up to the next heading."""

    line: int
    level: int
    title: str
    spans: list  # (line, text) of every piece of inline code
    blocks: list
    rows: list  # cells of every table row but the rules under heads


class Page:
    def __init__(self, name: str, text: str):
        self.name = name
        self.sections = []
        self.links = []  # (line, target)
        self.anchors = set()
        self._read(text)

    @classmethod
    def load(cls, root: pathlib.Path, name: str) -> "Page":
        return cls(name, (root / name).read_text("utf-8"))

    def spans(self) -> list:
        return [span for section in self.sections for span in section.spans]

    def blocks(self) -> list:
        return [block for section in self.sections for block in section.blocks]

    def _read(self, text: str) -> None:
        self._begin(1, 0, "")
        prose, began, block, fence = [], 1, None, ""
        for number, line in enumerate(text.splitlines(), 1):
            mark = FENCE.match(line.strip())
            if block is not None:
                if mark and mark.group(1).startswith(fence) and not mark.group(2):
                    self.sections[-1].blocks.append(block)
                    block = None
                    began = number + 1
                else:
                    block.text += line + "\n"
            elif mark:
                self._prose(prose, began)
                prose, block, fence = [], Block(number, mark.group(2), ""), mark.group(1)
            elif head := HEADING.match(line):
                self._prose(prose, began)
                prose, began = [], number + 1
                self._begin(number, len(head.group(1)), head.group(2))
                self._prose([head.group(2)], number)
            else:
                prose.append(line)
        self._prose(prose, began)

    def _begin(self, line: int, level: int, title: str) -> None:
        self.sections.append(Section(line, level, title, [], [], []))
        if level:
            self.anchors.add(self._free_anchor(anchor_of(title)))

    def _free_anchor(self, anchor: str) -> str:
        count, free = 0, anchor
        while free in self.anchors:
            count += 1
            free = f"{anchor}-{count}"
        return free

    def _prose(self, lines: list, began: int) -> None:
        """Links and inline code of a stretch without fences; lines may break inside both."""
        text = "\n".join(lines)
        section = self.sections[-1]
        for found in SPAN.finditer(text):
            inner = re.sub(r"\s*\n\s*", " ", found.group(2)).strip()
            section.spans.append((began + text.count("\n", 0, found.start()), inner))
        plain = SPAN.sub(lambda found: re.sub(r"[^\n]", "x", found.group(0)), text)
        for found in LINK.finditer(plain):
            self.links.append((began + plain.count("\n", 0, found.start()), found.group(1)))
        for line in lines:
            if line.startswith("|") and not re.fullmatch(r"[|:\- ]+", line):
                cells = re.split(r"(?<!\\)\|", line.strip().strip("|"))
                section.rows.append([cell.strip() for cell in cells])


def anchor_of(title: str) -> str:
    """As GitHub makes them: lower case, no punctuation, spaces to hyphens."""
    plain = re.sub(r"[`*]|\[([^\]]*)\]\([^)]*\)", r"\1", title).lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
