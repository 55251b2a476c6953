"""Checks a run's journal against its plan: RUN-FOLDER HOSTS."""
import json, os, sys

folder, hosts = sys.argv[1], int(sys.argv[2])
plan = json.load(open(os.path.join(folder, "plan.json")))
events = [json.loads(line) for line in open(os.path.join(folder, "events.jsonl"))]
planned = {slot["id"]: slot["old"]["id"] for slot in plan["slots"]}
ended = {event["slot"]: event["old"] for event in events if event.get("to") == "TerminateIntent"}
new = {}
for event in events:
    if event.get("to") in ("Launched", "Adopted"):
        new.setdefault(event["slot"], set()).add(event["new"])
print("planned", planned, "ended", ended, "new", new, "fences", sorted({event["fence"] for event in events}))
if len(planned) != hosts or ended != planned or any(len(ids) != 1 for ids in new.values()) or len(new) != hosts:
    sys.exit("the journal tells of other hosts than the plan")
