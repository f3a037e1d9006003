"""The documentation says what is so, in both languages. The first class breaks every rule once on a
small tree of its own; the second holds the rules against this tree and its programs.

MARQUEE_BIN_DIR names the folder of the programs whose --help is read."""
import os
import pathlib
import subprocess
import tempfile
import unittest

import rules
from page import Page, anchor_of
from tree import Tree

ROOT = pathlib.Path(__file__).resolve().parents[2]

FILES = {
    "README.md": "read by the rules as other pages, made by each test",
    "player/sync/session.hpp": "class SyncSession { void publish(); };  // token_spent",
    "player/sync/session.cpp": 'log.info("sync", "enrolled");',
    "player/main.cpp": 'log.info("app", "stopping");',
    "scripts/demo": "#!/bin/sh\n# Usage: scripts/demo [--smoke]\n",
    "docs/guide.md": "# Guide\n\n## Run it\n",
    "schemas/openapi.yaml": "paths:\n  /api/v1/units/{id}:\n    get:\n    patch:\n",
    "tests/contract/v1/a.json": "{}",
}
HELP = {
    "marqueectl --help": "Commands:\n  slogan set                   changes words\n  load       loads a file\n",
    "marqueectl slogan set --help": "  --text TEXT  the new words\n  --help       print this and exit\n",
    "marqueectl load --help": "  --help  print this and exit\n",
    "marquee-player --help": "  --size TEXT  pixels [1920x1080]\n  --help       print this and exit\n\n(--some-key as …)\n",
}


class Rules(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        root = pathlib.Path(folder.name)
        for name, text in FILES.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(text, "utf-8")
        subprocess.run(["git", "init", "-q", root], check=True)
        self.tree = Tree(root, lambda words: HELP.get(" ".join(words), ""))

    def found_by(self, rule, text: str, *more) -> list:
        return list(rule(Page("README.md", text), self.tree, *more))

    def check(self, rule, good: str, bad: dict, *more):
        """`good` passes; every text of `bad` is complained about once, with these words."""
        self.assertEqual(self.found_by(rule, good, *more), [])
        for text, words in bad.items():
            found = self.found_by(rule, text, *more)
            self.assertEqual(len(found), 1, f"{text!r}: {found}")
            self.assertIn(words, found[0])

    def test_a_link_leads_to_a_file_and_to_a_heading_that_are_there(self):
        guide = Page.load(self.tree.root, "docs/guide.md")

        def rule(page, tree):
            return rules.check_links({"README.md": page, "docs/guide.md": guide}, tree)

        self.check(
            rule,
            "# Top\n[a](docs/guide.md#run-it) [b](https://example.org/x) [c](#top) [d](docs) `[no](link)`",
            {
                "[a](docs/gone.md)": "leads nowhere",
                "[a\nb](docs/guide.md#walk-it)": "no heading #walk-it",
                "[a](#bottom)": "no heading #bottom",
                "![picture](docs/images/gone.png)": "leads nowhere",
            },
        )

    def test_a_file_in_inline_code_exists(self):
        self.check(
            rules.check_files,
            "`player/sync/session.hpp`, `sync/session.hpp`, `player/sync`, `player/sync/session`, `session.hpp`,"
            " `tests/contract/vN/`, `/etc/marquee/x.json`, `blobs/ab/cdef…`",
            {
                "`player/sync/gone.hpp`": "no player/sync/gone.hpp",
                "`gone.cpp`": "no gone.cpp",
                "`schemas/gone/`": "no schemas/gone/",
            },
        )

    def test_a_name_in_inline_code_is_a_name_in_the_sources(self):
        self.check(
            rules.check_names,
            "`SyncSession::publish`, `SyncSession`, `token_spent`, `code=token_spent`, `Plain`, `/x/some_path.txt`",
            {
                "`SyncSession::retract`": "called retract",
                "`SyncSeance`": "called SyncSeance",
                "`edge token_lost`": "called token_lost",
            },
        )

    def test_a_route_is_in_openapi_with_its_method(self):
        self.check(
            rules.check_routes,
            "`PATCH /api/v1/units/{id}`, `/api/v1/units/ID`\n```sh\nmarqueectl request GET '/api/v1/units/ID?x=1'\n```",
            {
                "`GET /api/v1/nobody`": "no /api/v1/nobody",
                "`DELETE /api/v1/units/{id}`": "no DELETE /api/v1/units/{id}",
            },
        )

    def test_a_command_and_its_options_are_known(self):
        self.check(
            rules.check_commands,
            "`scripts/demo --smoke`, `marqueectl slogan`, `marqueectl`\n\n"
            "```sh\nsudo marqueectl slogan set a --text 'b c'  # --not an option\nmarquee-player --size=1x1\n```",
            {
                "`scripts/dance`": "no scripts/dance",
                "`scripts/demo --smoky`": "no option --smoky",
                "`marqueectl slogan burn`": "no command slogan burn",
                "```sh\nmarqueectl load x --quickly\n```": "no option --quickly",
                "```sh\nbuild/marquee-player \\\n  --sice 1x1\n```": "no option --sice",
                "`marquee-player --some-key`": "no option --some-key",
            },
        )

    def test_a_table_of_settings_is_whole_and_has_the_true_defaults(self):
        table = "## Settings\n| setting | default | |\n| --- | --- | --- |\n"
        self.check(
            rules.check_settings,
            table + "| `size` | `1920x1080` | pixels |\n",
            {
                table: "does not tell of marquee-player --size",
                table + "| `size` | `640x64` | pixels |\n": "'1920x1080' by default, not '640x64'",
                table + "| `size`, `shape` | | pixels |\n": "tells of --shape",
            },
            "marquee-player",
            "Settings",
        )

    def test_an_event_of_the_log_is_logged_by_the_room_it_is_said_to_be_from(self):
        table = "# Logs\n| event | from |\n| --- | --- |\n"
        self.check(
            rules.check_events,
            table + "| `sync enrolled`, `stopping` | player |\n",
            {
                table + "| `app enrolled` | player |\n": "nothing logs app enrolled",
                table + "| `sync enroled` | player |\n": "nothing logs sync enroled",
            },
            "Logs",
        )

    def test_a_translation_has_the_sections_commands_rows_and_code_of_its_original(self):
        original = Page("a.md", "# A\n`x`\n## B\n| `k` | v |\n| --- | --- |\n```sh\nrun  # now\n```\n")
        good = "# 甲\n`x`\n## 乙\n| `k` | 值 |\n| --- | --- |\n```sh\nrun  # 现在\n```\n"
        self.assertEqual(list(rules.check_pair(original, Page("a.zh-CN.md", good))), [])
        broken = {
            good.replace("## 乙", "### 乙"): "other headings",
            good.split("##")[0]: "other headings",
            good.replace("run ", "walk "): "fenced blocks differ",
            good.replace("```sh", "```"): "fenced blocks differ",
            good.replace("| `k` | 值 |\n", "| `k` | 值 |\n| 多 | 余 |\n"): "tables have 2 rows",
            good.replace("`x`", "`y`"): "missing ['x'], extra ['y']",
        }
        for text, words in broken.items():
            found = list(rules.check_pair(original, Page("a.zh-CN.md", text)))
            self.assertEqual(len(found), 1, f"{text!r}: {found}")
            self.assertIn(words, found[0])

    def test_every_page_that_is_to_be_translated_is_and_both_name_each_other(self):
        def pages(**changed):
            made = {}
            for name in rules.TRANSLATED:
                other = name.removesuffix(".md") + rules.TRANSLATION
                for one, two in ((name, other), (other, name)):
                    made[one] = Page(one, changed.get(one, f"[x]({two.split('/')[-1]})"))
            return made

        self.assertEqual(list(rules.check_pairs(pages())), [])
        missing = pages()
        del missing["docs/protocol.zh-CN.md"]
        self.assertEqual(list(rules.check_pairs(missing)), ["docs/protocol.md: there is no docs/protocol.zh-CN.md"])
        silent = pages(**{"docs/protocol.zh-CN.md": "没有链接"})
        self.assertEqual(list(rules.check_pairs(silent)), ["docs/protocol.zh-CN.md: no link to docs/protocol.md"])

    def test_anchors_are_those_that_github_makes(self):
        self.assertEqual(anchor_of("What to do when …"), "what-to-do-when-")
        self.assertEqual(anchor_of("`a_b` and **C**: D/e"), "a_b-and-c-de")
        self.assertEqual(anchor_of("用屏上的登记码"), "用屏上的登记码")
        self.assertEqual(Page("a.md", "# A\n# A\n").anchors, {"a", "a-1"})


def ask_program(words: list) -> str:
    program = pathlib.Path(os.environ["MARQUEE_BIN_DIR"]) / words[0]
    said = subprocess.run([program, *words[1:]], capture_output=True, text=True, timeout=30).stdout
    assert said, f"{' '.join(words)} says nothing"  # monitoring plugins help with another status than 0
    return said


class Documentation(unittest.TestCase):
    def test_everything_it_says_that_can_be_checked_is_so(self):
        tree = Tree(ROOT, ask_program)
        pages = {name: Page.load(ROOT, name) for name in tree.pages()}
        found = list(rules.check_all(pages, tree))
        self.assertEqual(found, [], "\n" + "\n".join(found))


if __name__ == "__main__":
    unittest.main()
