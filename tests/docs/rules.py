"""The rules for the documentation. Each takes what it needs and yields complaints: "FILE:LINE: what"."""
import posixpath
import re
import shlex

from page import Page
from tree import PROGRAMS, Tree

TRANSLATION = ".zh-CN.md"
TRANSLATED = ("README.md", "docs/operations.md", "docs/architecture.md", "docs/protocol.md")
SETTINGS = {  # program to the section of the manual whose table tells of every option
    "marquee-manager": "Run the manager",
    "marquee-player": "Run a player",
    "marqueectl setup": "Found an organisation",
}
COMMON_OPTIONS = {"--help", "--version", "--check-config", "--print-config", "--config-dir"}


def check_links(pages: dict, tree: Tree):
    """Relative links lead to files that are there, and to headings that are on them."""
    for page in pages.values():
        for line, target in page.links:
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            name = posixpath.normpath(posixpath.join(posixpath.dirname(page.name), path)) if path else page.name
            if name not in tree.files and name not in tree.folders:
                yield f"{page.name}:{line}: the link to {target} leads nowhere"
            elif anchor and name in pages and anchor not in pages[name].anchors:
                yield f"{page.name}:{line}: {name} has no heading #{anchor}"


def check_files(page: Page, tree: Tree):
    """A file or folder of the tree that is named in inline code exists."""
    top = tree.top()
    for line, text in page.spans():
        is_path = re.fullmatch(r"[\w.…-]+(/[\w.…-]+)+/?", text) and text.split("/")[0] in top
        is_source = re.fullmatch(r"[\w/-]+\.(cpp|hpp|py|ts|mjs|vue|css|sql|yaml)", text)
        if (is_path or is_source) and not tree.has_path(text):
            yield f"{page.name}:{line}: there is no {text} in the tree"


def check_names(page: Page, tree: Tree):
    """A name in inline code (`SyncSession::publish`, `edge player_enrolled`) is a name in the sources."""
    for line, text in page.spans():
        names = re.findall(r"(?<![\w/.-])[a-z]+(?:_[a-z0-9]+)+(?![\w/.-])", text)
        if re.fullmatch(r"(?:\w+::)*[A-Z][a-z]\w*[A-Z]\w*", text) or re.fullmatch(r"\w+(?:::\w+)+", text):
            names += text.split("::")
        for name in names:
            if not tree.has_name(name):
                yield f"{page.name}:{line}: nothing is called {name}"


def check_routes(page: Page, tree: Tree):
    """A path of the manager is in openapi.yaml, with the method that is said before it."""
    routes = tree.routes()
    texts = page.spans() + [(block.line, block.text) for block in page.blocks()]
    for line, text in texts:
        for method, path in re.findall(r"(?:\b([A-Z]+) )?'?(/(?:api/v1|player/v1)/[\w/{}.-]*[\w}])", text):
            methods = [known for pattern, known in routes if re.fullmatch(pattern, path.rstrip("/"))]
            if not methods:
                yield f"{page.name}:{line}: openapi.yaml has no {path}"
            elif method and not any(method.lower() in known for known in methods):
                yield f"{page.name}:{line}: openapi.yaml has no {method} {path}"


def command_lines(page: Page):
    """(line, words) of everything on the page that looks like a command of ours."""
    texts = page.spans()
    for block in page.blocks():
        if block.language == "sh":
            joined = block.text.replace("\\\n", " ")
            texts += [(block.line, line) for line in re.split(r"\n|&&|\|\|?|;", joined)]
    for line, text in texts:
        try:
            words = shlex.split(text.replace("…", "").replace("[", " ").replace("]", " "), comments=True)
        except ValueError:
            continue
        if words[:1] == ["sudo"]:
            words = words[1:]
        name = words[0].split("/")[-1] if words else ""
        if name in (*PROGRAMS, "marqueectl"):
            yield line, [name, *words[1:]]
        elif words and words[0].startswith("scripts/"):
            yield line, words


def check_commands(page: Page, tree: Tree):
    """A script, a program's option and a command of marqueectl are known to their --help."""
    commands = tree.commands()
    for line, words in command_lines(page):
        program, said = words[0], words[1:]
        if program.startswith("scripts/"):
            if program not in tree.files:
                yield f"{page.name}:{line}: there is no {program}"
                continue
            text = (tree.root / program).read_text("utf-8")
            known = set(re.findall(r"(?<![\w-])--?[a-z][\w-]*", text))
        else:
            if program == "marqueectl":
                verb = command_in(said, commands)
                if verb is None:
                    yield f"{page.name}:{line}: marqueectl knows no command {' '.join(said)}"
                    continue
                program = f"marqueectl {verb}".strip()
            known = set(tree.options(program)) | COMMON_OPTIONS
        for option in said:
            name = option.split("=")[0]
            if re.fullmatch(r"--?[A-Za-z][\w-]*", name) and name not in known:
                yield f"{page.name}:{line}: {program} knows no option {name}"


def command_in(said: list, commands: set):
    """The command these words begin with; "" for none or for a group of commands alone (`trust`);
    None for what is no command."""
    words = [word for word in said[:2] if not word.startswith("-")]
    for count in (2, 1):
        if " ".join(words[:count]) in commands:
            return " ".join(words[:count])
    is_group = len(words) == 1 and any(known.startswith(words[0] + " ") for known in commands)
    return "" if is_group or not words else None


def check_settings(page: Page, tree: Tree, program: str, table_head: str):
    """A manual's table of settings has every option of the program, no other, and the true defaults.
    The table is the one whose section's title is `table_head`."""
    rows = [row for section in page.sections if section.title == table_head for row in section.rows]
    told = {}
    for row in rows:
        for key in re.findall(r"`(?:--)?([a-z-]+)`", row[0]):
            told[key] = row[1] if len(row) > 1 else ""
    options = {name[2:]: default for name, default in tree.options(program).items() if name.startswith("--")}
    for key in sorted(set(options) - {name[2:] for name in COMMON_OPTIONS} - set(told)):
        yield f"{page.name}: \"{table_head}\" does not tell of {program} --{key}"
    for key, cell in told.items():
        default = re.fullmatch(r"`([^`]*)`", cell)
        if key not in options:
            yield f"{page.name}: \"{table_head}\" tells of --{key}, which {program} does not know"
        elif default and "…" not in default.group(1) and default.group(1) != options[key]:
            yield f"{page.name}: --{key} is {options[key]!r} by default, not {default.group(1)!r}"


def check_events(page: Page, tree: Tree, table_head: str):
    """`room event` in the table of log events: some source file says both words."""
    for section in page.sections:
        for row in section.rows if section.title == table_head else []:
            for event in re.findall(r"`([a-z_ ]+)`", row[0]):
                words = [f'"{word}"' for word in event.split()]
                if not any(all(word in text for word in words) for text in tree.product()):
                    yield f"{page.name}:{section.line}: nothing logs {event}"


def check_pair(page: Page, other: Page):
    """A translation has the sections of its original, in order; each with the same blocks of commands,
    the same inline code and as many rows in its tables."""
    ours = [section.level for section in page.sections]
    theirs = [section.level for section in other.sections]
    if ours != theirs:
        at = next((i for i, pair in enumerate(zip(ours, theirs)) if pair[0] != pair[1]), min(len(ours), len(theirs)))
        title = page.sections[at].title if at < len(ours) else "its end"
        yield f"{other.name}: other headings than {page.name} (levels {theirs} for {ours}), first at \"{title}\""
        return
    for left, right in zip(page.sections, other.sections):
        where = f"{other.name}:{right.line}: under \"{right.title}\""
        if [bare(block) for block in left.blocks] != [bare(block) for block in right.blocks]:
            yield f"{where} the fenced blocks differ from those of {page.name}"
        if len(left.rows) != len(right.rows):
            yield f"{where} the tables have {len(right.rows)} rows, in {page.name} {len(left.rows)}"
        missing = {text for _, text in left.spans} - {text for _, text in right.spans}
        extra = {text for _, text in right.spans} - {text for _, text in left.spans}
        if missing or extra:
            yield f"{where} inline code differs: missing {sorted(missing)}, extra {sorted(extra)}"


def bare(block) -> tuple:
    """A block as both languages have it: without its comments, and of plain text its names only."""
    if block.language == "text":
        return block.language, re.findall(r"[\w.{}-]+/[\w./{}-]*|[\w-]+\.[a-z]+", block.text, re.A)
    lines = [re.sub(r"(^|\s+)(#|//) .*$", "", line).rstrip() for line in block.text.splitlines()]
    return block.language, [line for line in lines if line]


def check_pairs(pages: dict):
    """Every page that is to be translated is, and both name each other."""
    for name in TRANSLATED:
        translation = name.removesuffix(".md") + TRANSLATION
        if translation not in pages:
            yield f"{name}: there is no {translation}"
            continue
        page, other = pages[name], pages[translation]
        yield from check_pair(page, other)
        for one, two in ((page, other), (other, page)):
            if posixpath.basename(two.name) not in {target for _, target in one.links}:
                yield f"{one.name}: no link to {two.name}"


def check_all(pages: dict, tree: Tree):
    yield from check_links(pages, tree)
    yield from check_pairs(pages)
    for page in pages.values():
        if page.name.startswith("docs/adr/"):
            continue  # what was so when it was decided
        for rule in (check_files, check_names, check_routes, check_commands):
            yield from rule(page, tree)
    manual = pages["docs/operations.md"]
    for program, head in SETTINGS.items():
        yield from check_settings(manual, tree, program, head)
    yield from check_events(manual, tree, "Logs")
