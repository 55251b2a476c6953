"""The parts of STS, EC2 and EBS direct that one upload needs, each block answered after LATENCY milliseconds. Prints its port.

It keeps no bytes and checks no signatures: what is measured is the client. Blocks are counted; GET /count says how many
came, how many bytes they had, and the processor seconds that this endpoint itself took.
"""
import asyncio
import json
import re
import resource
import sys
import urllib.parse

LATENCY = float(sys.argv[1]) / 1000
OWNER = "123456789012"
state = {"blocks": 0, "bytes": 0, "images": {}, "snapshots": {}}


def chosen(form, entries):
    """The entries that pass the filters of a form; each has its attributes beside its tags."""
    number = 1
    while name := form.get(f"Filter.{number}.Name"):
        prefix = f"Filter.{number}.Value."
        values = [value for key, value in form.items() if key.startswith(prefix)]
        entries = {id: entry for id, entry in entries.items()
                   if (entry["tags"].get(name[4:]) if name.startswith("tag:") else {"snapshot-id": id}.get(name, entry.get(name)))
                   in values}
        number += 1
    return entries.items()


def tags(form, prefix):
    """The tags of a form's first specification of a resource type."""
    for number in range(1, 9):
        if form.get(f"TagSpecification.{number}.ResourceType") == prefix:
            start = f"TagSpecification.{number}.Tag."
            count = sum(key.startswith(start) and key.endswith(".Key") for key in form)
            return {form[f"{start}{i}.Key"]: form.get(f"{start}{i}.Value", "") for i in range(1, count + 1)}
    return {}


def xml(name, body=""):
    return f"<{name}Response>{body}</{name}Response>".encode()


def tag_set(entries):
    return "<tagSet>" + "".join(f"<item><key>{k}</key><value>{v}</value></item>" for k, v in entries.items()) + "</tagSet>"


def query(form):
    action = form["Action"]
    if action == "GetCallerIdentity":
        return xml(action, f"<GetCallerIdentityResult><Account>{OWNER}</Account></GetCallerIdentityResult>")
    if action == "DescribeSnapshots":
        items = "".join(f"<item><snapshotId>{id}</snapshotId><status>{snapshot['state']}</status>{tag_set(snapshot['tags'])}</item>"
                        for id, snapshot in chosen(form, state["snapshots"]))
        return xml(action, f"<snapshotSet>{items}</snapshotSet>")
    if action == "RegisterImage":
        image = f"ami-{len(state['images']) + 1}"
        state["images"][image] = {"tags": tags(form, "image"), "name": form["Name"],
                                  "snapshot": form["BlockDeviceMapping.1.Ebs.SnapshotId"]}
        return xml(action, f"<imageId>{image}</imageId>")
    if action == "DescribeImages":
        items = "".join(
            f"<item><imageId>{id}</imageId><imageState>available</imageState><blockDeviceMapping><item><ebs><snapshotId>"
            f"{image['snapshot']}</snapshotId></ebs></item></blockDeviceMapping>{tag_set(image['tags'])}</item>"
            for id, image in chosen(form, state["images"]))
        return xml(action, f"<imagesSet>{items}</imagesSet>")
    return xml(action)


def direct(method, path, headers, body):
    if method == "POST" and path == "/snapshots":
        wish = json.loads(body)
        snapshot = f"snap-{len(state['snapshots']) + 1}"
        state["snapshots"][snapshot] = {"state": "pending", "blocks": 0,
                                        "tags": {tag["Key"]: tag["Value"] for tag in wish.get("Tags", [])}}
        return 201, {"SnapshotId": snapshot, "Status": "pending", "BlockSize": 524288, "VolumeSize": wish["VolumeSize"]}
    if method == "POST" and path.startswith("/snapshots/completion/"):
        snapshot = state["snapshots"][path.rsplit("/", 1)[1]]
        assert int(headers["x-amz-changedblockscount"]) == snapshot["blocks"], "blocks are missing"
        snapshot["state"] = "completed"
        return 202, {"Status": "completed"}
    raise ValueError(path)


async def serve(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            method, path, _ = head.split(" ", 2)
            headers = {name.lower(): value.strip() for name, value in re.findall(r"(?m)^([^:\r\n]+):([^\r\n]*)", head)}
            if headers.get("expect"):
                writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
            length, extra, status, answer = int(headers.get("content-length", 0)), "", 200, b"{}"
            body = await reader.readexactly(length)
            if method == "PUT":
                await asyncio.sleep(LATENCY)
                state["blocks"] += 1
                state["bytes"] += length
                state["snapshots"][path.split("/")[2]]["blocks"] += 1
                status = 201
                extra = f"x-amz-Checksum: {headers['x-amz-checksum']}\r\nx-amz-Checksum-Algorithm: SHA256\r\n"
            elif path == "/count":
                used = resource.getrusage(resource.RUSAGE_SELF)
                answer = json.dumps({"blocks": state["blocks"], "bytes": state["bytes"],
                                     "seconds": used.ru_utime + used.ru_stime}).encode()
            elif b"Action=" in body[:200] or "x-www-form" in headers.get("content-type", ""):
                answer = query(dict(urllib.parse.parse_qsl(body.decode())))
            else:
                status, wish = direct(method, path, headers, body)
                answer = json.dumps(wish).encode()
            writer.write(f"HTTP/1.1 {status} OK\r\n{extra}Content-Length: {len(answer)}\r\n\r\n".encode() + answer)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, limit=1 << 20, backlog=256)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


asyncio.run(main())
