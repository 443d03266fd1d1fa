#!/usr/bin/python3
"""Check reports in JSON, one a line on standard input, against the published schema.

usage: check_report.py SCHEMA < reports.jsonl

Exit code 0 when every line holds, 1 when one does not (said on standard error), 77 without the jsonschema module.
"""
import json
import sys


def refuse_constant(word):
    """NaN and Infinity are no JSON, though Python would read them."""
    raise ValueError(f"{word} is not JSON")


def refuse_twins(pairs):
    """An object that says the same key twice says nothing."""
    names = [name for name, _ in pairs]
    if len(names) != len(set(names)):
        raise ValueError(f"a key stands twice in {names}")
    return dict(pairs)


def parse_report(line):
    """One report, read more strictly than Python does by itself. `line` is bytes: they must be UTF-8."""
    return json.loads(line.decode("utf-8"), parse_constant=refuse_constant, object_pairs_hook=refuse_twins)


def load_validator(schema_path):
    """A validator for the schema, which is itself checked first."""
    import jsonschema

    with open(schema_path, encoding="utf-8") as file:
        schema = json.load(file)
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def main():
    try:
        validator = load_validator(sys.argv[1])
    except ImportError:
        return 77
    n_lines = n_bad = 0
    for line in sys.stdin.buffer:
        n_lines += 1
        try:
            errors = [f"{error.json_path}: {error.message}" for error in validator.iter_errors(parse_report(line))]
        except ValueError as error:
            errors = [str(error)]
        n_bad += bool(errors)
        for error in errors[:5]:
            print(f"report {n_lines}: {error[:300]}", file=sys.stderr)
    return 0 if n_lines > 0 and n_bad == 0 else 1


if __name__ == "__main__":
    sys.exit(main())
