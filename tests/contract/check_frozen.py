#!/usr/bin/env python3
"""Released formats never change: every file of tests/contract/vN has the digest it was frozen with.

SHA256SUMS only grows. A new format adds files and lines; what a line names is never edited.
"""
import hashlib
import pathlib
import sys


def main() -> int:
    root = pathlib.Path(sys.argv[1]) / "tests" / "contract"
    complaints, count = [], 0
    for folder in sorted(path for path in root.glob("v*") if path.is_dir()):
        listed = dict(reversed(line.split("  ", 1)) for line in (folder / "SHA256SUMS").read_text("utf-8").splitlines())
        present = {str(path.relative_to(folder)): path for path in folder.rglob("*.json")}
        for name, digest in sorted(listed.items()):
            count += 1
            if name not in present:
                complaints.append(f"{folder.name}/{name} is gone")
            elif hashlib.sha256(present[name].read_bytes()).hexdigest() != digest:
                complaints.append(f"{folder.name}/{name} was edited")
        complaints += [f"{folder.name}/{name} is not frozen in SHA256SUMS" for name in sorted(set(present) - set(listed))]
    print("\n".join(complaints))
    print(f"{count} frozen documents, {len(complaints)} complaints")
    return 1 if complaints or count == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
