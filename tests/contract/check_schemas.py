#!/usr/bin/env python3
"""The examples against the JSON Schemas, by a validator that is not ours.

Valid examples must pass. Invalid ones must be refused, unless schemas/examples/semantic-only.txt
names them: a schema cannot say what they break. The list holds nothing that a schema does refuse.
"""
import json
import pathlib
import sys

import jsonschema

ROOT = pathlib.Path(sys.argv[1])
SCHEMAS = {path.name: json.loads(path.read_text("utf-8")) for path in (ROOT / "schemas").glob("*.schema.json")}
STORE = {schema["$id"]: schema for schema in SCHEMAS.values()}


def validator(kind: str) -> jsonschema.Draft202012Validator:
    schema = SCHEMAS[kind + ".schema.json"]
    return jsonschema.Draft202012Validator(schema, resolver=jsonschema.RefResolver.from_schema(schema, store=STORE))


def refused(path: pathlib.Path) -> str:
    """Why the schema refuses the file; empty when it accepts it."""
    try:
        document = json.loads(path.read_text("utf-8"))
    except ValueError as error:
        return f"not JSON: {error}"
    error = jsonschema.exceptions.best_match(validator(path.parent.name).iter_errors(document))
    return f"{error.json_path}: {error.message[:200]}" if error else ""


def main() -> int:
    complaints = []
    for name, schema in sorted(SCHEMAS.items()):
        jsonschema.Draft202012Validator.check_schema(schema)
        if schema["$id"] != "https://marquee.example/schemas/" + name:
            complaints.append(f"{name}: its $id is {schema['$id']}")
    examples = ROOT / "schemas" / "examples"
    lines = (examples / "semantic-only.txt").read_text("utf-8").splitlines()
    semantic = {line for line in lines if line and not line.startswith("#")}
    files = sorted(examples.glob("*/*.json")) + sorted((ROOT / "tests" / "contract").glob("v*/*/*.json"))
    for path in files:
        name, why = f"{path.parent.name}/{path.name}", refused(path)
        if path.name.startswith("valid-"):
            if why:
                complaints.append(f"{name} should pass: {why}")
        elif not why and name not in semantic:
            complaints.append(f"{name} should be refused")
        elif why and name in semantic:
            complaints.append(f"{name} is listed as semantic only, yet: {why}")
        semantic.discard(name)
    complaints += [f"{name} is listed and does not exist" for name in sorted(semantic)]
    print("\n".join(complaints))
    print(f"{len(SCHEMAS)} schemas, {len(files)} examples, {len(complaints)} complaints")
    return 1 if complaints or len(files) < 100 else 0


if __name__ == "__main__":
    sys.exit(main())
