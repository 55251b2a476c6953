"""Judges bills of materials by the tools of those who make the formats.

    bills_of_materials.py KIND FILE

KIND is `cyclonedx` (the JSON schema that comes with CycloneDX's library, in its strict form), `spdx` (the parser and
the validator of SPDX's tools, and where these are laxer the words of SPDX 2.3's JSON schema) or `purl` (a file of package URLs, one a line: each is read, written again, and printed
as name, version and architecture). Says every problem on standard output and ends with 1 where there is one.
"""

import json
import sys


# The parser also takes them with hyphens, which is how the specification's text, but not the schema, writes them.
PURPOSES = {
    "APPLICATION", "ARCHIVE", "CONTAINER", "DEVICE", "FILE", "FIRMWARE", "FRAMEWORK", "INSTALL", "LIBRARY",
    "OPERATING_SYSTEM", "OTHER", "SOURCE",
}  # fmt: skip


def cyclonedx(name):
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    with open(name, encoding="utf-8") as file:
        problem = JsonStrictValidator(SchemaVersion.V1_6).validate_str(file.read())
    return [str(problem)] if problem else []


def spdx(name):
    from spdx_tools.spdx.parser.error import SPDXParsingError
    from spdx_tools.spdx.parser.parse_anything import parse_file
    from spdx_tools.spdx.validation.document_validator import validate_full_spdx_document

    try:
        document = parse_file(name)
    except SPDXParsingError as error:
        return error.get_messages()
    with open(name, encoding="utf-8") as file:
        packages = json.load(file)["packages"]
    problems = [
        f"{package['name']}: the schema knows no purpose {package['primaryPackagePurpose']}"
        for package in packages
        if package.get("primaryPackagePurpose", "OTHER") not in PURPOSES
    ]
    messages = validate_full_spdx_document(document)
    return problems + [f"{message.context.spdx_id}: {message.validation_message}" for message in messages]


def purl(name):
    from packageurl import PackageURL

    problems = []
    with open(name, encoding="utf-8") as file:
        for line in file.read().splitlines():
            url = PackageURL.from_string(line)
            if url.to_string() != line:
                problems.append(f"{line} is written {url.to_string()}")
            print(url.name, url.version, url.qualifiers["arch"])
    return problems


def main():
    kind, name = sys.argv[1:]
    problems = {"cyclonedx": cyclonedx, "spdx": spdx, "purl": purl}[kind](name)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
