"""Writes the generated inputs of the benchmark: one Butane file and one profile with the same files and units.

The same bytes at every run: texts come from a counter, not from a clock or a random source.
usage: generate.py FOLDER FILES UNITS
"""

import pathlib
import sys

WORDS = "address cache client default enabled host interval key limit log max memory name path port proxy".split()


def text(seed: int, lines: int) -> list[str]:
    """Lines like those of a configuration file: `word.word = number`."""
    state, result = seed, []
    for _ in range(lines):
        # The linear congruential generator of Numerical Recipes.
        state = (state * 1664525 + 1013904223) % 2**32
        first, second = WORDS[state >> 28], WORDS[state >> 24 & 15]
        result.append(f"{first}.{second} = {state >> 8 & 0xFFFF}")
    return result


def file(index: int) -> str:
    """From 1 to 60 lines of content: 20 bytes to 1.5 KB."""
    lines = "".join(f"          {line}\n" for line in text(index, 1 + index * 7 % 60))
    return f"""\
    - path: /etc/generated/group-{index % 40:02}/file-{index:04}.conf
      mode: {("0644", "0600", "0755")[index % 3]}
      overwrite: true
      contents:
        inline: |
{lines}"""


def unit(index: int) -> str:
    """A service with an [Install] section; every fifth has a drop-in."""
    dropin = f"""\
      dropins:
        - name: 10-limits.conf
          contents: |
            [Service]
            LimitNOFILE={1024 + index}
""" if index % 5 == 0 else ""
    return f"""\
    - name: generated-{index:03}.service
      enabled: true
      contents: |
        [Unit]
        Description=Generated service {index}
        After=network-online.target
        Wants=network-online.target

        [Service]
        ExecStart=/usr/bin/generated --number {index} --config /etc/generated/group-{index % 40:02}/file-{index:04}.conf
        Restart=on-failure
        RestartSec=5

        [Install]
        WantedBy=multi-user.target
{dropin}"""


BUTANE = "variant: fcos\nversion: 1.5.0\n"
# 16,384 bytes cannot hold this host: the prefix lets its Ignition go to S3, as a real one of this size would.
PROFILE = """\
apiVersion: basalt/v1
kind: Profile
metadata: {name: generated}
target: {os: fcos, architecture: x86_64, platform: aws}
instance: {user_data_prefix: "s3://example-bucket/hosts"}
"""


def main() -> None:
    folder, files, units = pathlib.Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    body = "storage:\n  files:\n" + "".join(map(file, range(files)))
    body += "systemd:\n  units:\n" + "".join(map(unit, range(units)))
    (folder / "butane.yaml").write_text(BUTANE + body)
    (folder / "profile.yaml").write_text(PROFILE + body)


main()
