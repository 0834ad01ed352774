"""Judges the form of TOML files by the JSON Schemas.

Reads from standard input a JSON object: `schemas`, kind → JSON Schema, and `files`, an array of {kind, text}.
Writes a JSON array: for each file `null` if it is valid, else why it is not.
"""

import datetime
import json
import sys
import tomllib

import jsonschema


def plain(value):
    """TOML's dates have no type in JSON: editors' tools give them as strings."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def main():
    job = json.load(sys.stdin)
    validators = {}
    for kind, schema in job["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)
        validators[kind] = jsonschema.Draft202012Validator(schema)
    verdicts = []
    for file in job["files"]:
        try:
            tree = plain(tomllib.loads(file["text"]))
        except tomllib.TOMLDecodeError as error:
            verdicts.append(f"not TOML: {error}")
            continue
        error = next(validators[file["kind"]].iter_errors(tree), None)
        verdicts.append(None if error is None else f"{error.json_path}: {error.message}"[:300])
    json.dump(verdicts, sys.stdout)


main()
