#!/usr/bin/env python3
"""openapi.yaml holds together: every $ref resolves, also into the JSON Schemas and between them,
every operation has a name, a failure and its path's parameters, and every route that the manager's
sources name is described."""
import json
import pathlib
import re
import sys

import yaml

ROOT = pathlib.Path(sys.argv[1])
SCHEMAS = ROOT / "schemas"
METHODS = {"get", "put", "post", "delete", "patch"}
documents: dict[str, object] = {}
complaints: list[str] = []


class UniqueKeys(yaml.SafeLoader):
    """YAML itself lets a key be written twice and keeps the last."""


def construct_mapping(loader: yaml.SafeLoader, node: yaml.MappingNode) -> dict:
    keys = [loader.construct_object(key) for key, _ in node.value]
    complaints.extend(f"{key} is written twice near line {node.start_mark.line + 1}" for key in set(keys) if keys.count(key) > 1)
    return {loader.construct_object(key): loader.construct_object(value, deep=True) for key, value in node.value}


UniqueKeys.add_constructor(yaml.resolver.BaseResolver.DEFAULT_MAPPING_TAG, construct_mapping)


def load(name: str) -> object:
    if name not in documents:
        text = (SCHEMAS / name).read_text("utf-8")
        documents[name] = yaml.load(text, UniqueKeys) if name.endswith(".yaml") else json.loads(text)
    return documents[name]


def resolve(ref: str, name: str) -> object:
    """What `ref`, written in file `name`, points at; KeyError or FileNotFoundError when at nothing."""
    file, _, pointer = ref.partition("#")
    value = load(file or name)
    for step in pointer.split("/")[1:]:
        step = step.replace("~1", "/").replace("~0", "~")
        value = value[int(step)] if isinstance(value, list) else value[step]
    return value


def check_refs(value: object, name: str, place: str) -> int:
    count = 0
    if isinstance(value, dict):
        if isinstance(ref := value.get("$ref"), str):
            count += 1
            try:
                resolve(ref, name)
            except (KeyError, IndexError, FileNotFoundError):
                complaints.append(f"{name}{place}: {ref} points at nothing")
        for key, child in value.items():
            count += check_refs(child, name, f"{place}/{key}")
    elif isinstance(value, list):
        for index, child in enumerate(value):
            count += check_refs(child, name, f"{place}/{index}")
    return count


def parameters(node: dict) -> set[str]:
    rows = [resolve(row["$ref"], "openapi.yaml") if "$ref" in row else row for row in node.get("parameters", [])]
    return {row["name"] for row in rows if row["in"] == "path"}


def check_operations(api: dict) -> int:
    names = []
    for path, item in api["paths"].items():
        for method in METHODS & item.keys():
            operation, where = item[method], f"{method.upper()} {path}"
            names.append(operation["operationId"])
            if parameters(item) | parameters(operation) != set(re.findall(r"\{(\w+)\}", path)):
                complaints.append(f"{where}: its path and its parameters differ")
            if "default" not in operation["responses"]:
                complaints.append(f"{where}: no word about failure")
            if "summary" not in operation or not set(operation["tags"]) <= {tag["name"] for tag in api["tags"]}:
                complaints.append(f"{where}: no summary, or a tag nobody declared")
    complaints.extend(f"operationId {name} is given twice" for name in sorted(set(names)) if names.count(name) > 1)
    return len(names)


def check_routes(api: dict) -> None:
    """Route patterns in the manager's sources; a literal that ends in a slash is put together later."""
    described = {re.sub(r"\{\w+\}", "{}", path) for path in api["paths"]}
    for source in sorted([*ROOT.glob("manager/http/*.cpp"), *ROOT.glob("manager/edge/*.cpp")]):
        for path in re.findall(r'"(/(?:api|player)/v1/[^"\s]*[^"/\s])"', source.read_text("utf-8")):
            if re.sub(r"\{\w+\}", "{}", path) not in described:
                complaints.append(f"{source.name}: {path} is not in openapi.yaml")


def main() -> int:
    api = load("openapi.yaml")
    refs = check_refs(api, "openapi.yaml", "")
    for schema in sorted(SCHEMAS.glob("*.schema.json")):
        refs += check_refs(load(schema.name), schema.name, "")
    operations = check_operations(api)
    check_routes(api)
    if not str(api["openapi"]).startswith("3.1"):
        complaints.append("not OpenAPI 3.1")
    print("\n".join(complaints))
    print(f"{operations} operations, {refs} references, {len(complaints)} complaints")
    return 1 if complaints or operations < 30 or refs < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
