"""Writes worker-N.yaml for each version: the image of a profile with one more layer, the folder content-N. PROFILE N..."""
import sys

text = open(sys.argv[1]).read()
image = text[text.index("image:\n"):text.index("  tests:\n")]
for version in sys.argv[2:]:
    with open(f"worker-{version}.yaml", "w") as file:
        file.write("apiVersion: basalt/v1\nkind: Profile\nmetadata: {name: swarm}\nextends: [swarm.yaml]\n"
                   + image + f"    - directory: {{path: content-{version}}}\n")
