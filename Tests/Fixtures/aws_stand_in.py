#!/usr/bin/env python3
"""An AWS for tests: a moto server that checks signatures, behind a proxy that plays what moto lacks, and faults.

Prints one JSON line: port, accessKey, secretKey; serves on 127.0.0.1 until its input ends.

What moto lacks or does wrongly, and is played here: refusals of what was signed by a wrong clock; EBS direct's checksums, parents and client tokens; snapshots that are
pending for a while; unique image names; tags, devices and states of images; copies with snapshots of their own; client
tokens of EC2; deprecation. The Host header is passed on, so that moto verifies the signature of every call that it knows.

POST /_fault/rules   a JSON list; forgets the log. A rule: {"act": regular expression over "service.Action",
                     "do": ..., "skip": calls to let through, "n": calls that it hits (1)}; "region" and "form" narrow it. `do`:
    error   answer with "status", "code", "message" ("played") and "headers" (none), and do not ask moto
    lost    carry the call out, then cut the connection
    die     cut the connection, and that of every later call: as if the client had been killed before the call
    die-after   the same, after the call was carried out
    slow    wait "s" seconds first
    stale   answer a Describe of images or snapshots as if nothing were there
    fail    the image or snapshot that the call makes fails
Fleets, and more rules, are in aws_fleets.py. There is a bucket `basalt` in eu-west-1, whose objects are listed by five.

GET /_fault/log      the calls since the rules were set, as "service.Action region"
GET /_fault/snapshot?region=R&id=S    what a volume of it would hold: {block: SHA-256 in base64}, and its parent
POST /_fault/damage?region=R&id=S&block=N    changes a block behind everybody's back
"""
import base64
import calendar
import functools
import hashlib
import http.client
import http.server
import io
import json
import os
import re
import socket
import sys
import threading
import time
import urllib.parse
import xml.etree.ElementTree as ET

# A thousand images of others, which every look would go through.
os.environ["MOTO_EC2_LOAD_DEFAULT_AMIS"] = "false"

import aws_fleets
import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
import moto.backends
import moto.core.responses
from moto.server import DomainDispatcherApplication, ThreadedMotoServer, create_backend_app
from werkzeug.test import run_wsgi_app

# Moto asks these in every request, and half of its time goes into them; the answers are always the same.
aws_fleets.stand_in = sys.modules[__name__]
modules = list(moto.backends.list_of_moto_modules())
moto.backends.list_of_moto_modules = lambda: modules
moto.core.responses.method_names_from_class = functools.cache(moto.core.responses.method_names_from_class)

BLOCK = 524288
ZERO = base64.b64encode(hashlib.sha256(bytes(BLOCK)).digest()).decode()
POLLS = 2  # looks for which what is made stays pending
LOCK = threading.RLock()
RULES, LOG, TOKENS, SNAPSHOTS, IMAGES = [], [], {}, {}, {}


class Refused(Exception):
    def __init__(self, status, code, message="played", headers=None):
        super().__init__(code)
        self.status, self.code, self.message, self.headers = status, code, message, headers or {}


class Cut(Exception):
    pass


@functools.lru_cache(maxsize=None)
def client(service, region):
    return boto3.client(service, region_name=region, endpoint_url=f"http://127.0.0.1:{MOTO}",
                        aws_access_key_id=KEY, aws_secret_access_key=SECRET)


def take(call, region, form):
    """What the rules do to a call; None for nothing."""
    for rule in RULES:
        if not re.fullmatch(rule["act"], call) or rule.get("region", region) != region:
            continue
        if any(not re.fullmatch(text, form.get(name, "")) for name, text in rule.get("form", {}).items()):
            continue
        if rule.get("skip", 0) > 0:
            rule["skip"] -= 1
            continue
        if rule.get("n", 1) > 0:
            if not rule["do"].startswith("die"):
                rule["n"] = rule.get("n", 1) - 1
            return rule
    return None


def content(region, snapshot):
    """The blocks of a snapshot, those of its parents included."""
    record = SNAPSHOTS.get((region, snapshot))
    if record is None:
        return {}
    blocks = content(record["parentRegion"], record["parent"]) if record["parent"] else {}
    return blocks | record["blocks"]


def settled(record):
    """A look at something that is pending brings it nearer to its end."""
    if record["polls"] > 0:
        record["polls"] -= 1
        return False
    return True


class Call:
    def __init__(self, handler, body):
        self.handler, self.body = handler, body
        scope = re.search(r"/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request", handler.headers.get("Authorization", ""))
        self.region, self.service = scope.groups() if scope else ("?", "?")
        self.path, _, query = handler.path.partition("?")
        self.query = dict(urllib.parse.parse_qsl(query))
        self.form = dict(urllib.parse.parse_qsl(body.decode("utf8", "replace"))) if b"Action=" in body[:4096] else {}
        self.action = (self.form.get("Action") or handler.headers.get("X-Amz-Target", "").split(".")[-1]
                       or self.ebs_action() or f"{handler.command} {self.path}")

    def ebs_action(self):
        if self.service != "ebs":
            return ""
        parts = self.path.strip("/").split("/")
        names = {("POST", 1): "StartSnapshot", ("PUT", 4): "PutSnapshotBlock", ("GET", 3): "ListSnapshotBlocks",
                 ("GET", 4): "GetSnapshotBlock", ("POST", 3): "CompleteSnapshot"}
        self.parts = parts
        return names.get((self.handler.command, len(parts)), "")

    def ask_moto(self):
        """moto's answer, without another connection."""
        path, _, query = self.handler.path.partition("?")
        environment = {
            "REQUEST_METHOD": self.handler.command, "SCRIPT_NAME": "", "PATH_INFO": urllib.parse.unquote(path, "latin-1"),
            "RAW_URI": self.handler.path, "REQUEST_URI": self.handler.path, "QUERY_STRING": query,
            "SERVER_NAME": "127.0.0.1", "SERVER_PORT": str(server.server_port), "SERVER_PROTOCOL": "HTTP/1.1",
            "CONTENT_LENGTH": str(len(self.body)), "CONTENT_TYPE": self.handler.headers.get("Content-Type", ""),
            "wsgi.version": (1, 0), "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(self.body),
            "wsgi.errors": sys.stderr, "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False}
        for name, value in self.handler.headers.items():
            if name.lower() not in ("connection", "transfer-encoding", "content-length", "content-type"):
                environment["HTTP_" + name.upper().replace("-", "_")] = value
        data, status, headers = run_wsgi_app(APPLICATION, environment, buffered=True)
        return int(status.split()[0]), dict(headers), b"".join(data)

    def many(self, prefix):
        """The values of a list in the form: Tag.1.Key -> [{"Key": ...}]."""
        found = {}
        for key, value in self.form.items():
            match = re.match(re.escape(prefix) + r"\.(\d+)\.?(.*)", key)
            if match:
                found.setdefault(int(match.group(1)), {})[match.group(2)] = value
        return [found[index] for index in sorted(found)]

    def tags(self, kind):
        for specification in self.many("TagSpecification"):
            if specification.get("ResourceType") == kind:
                indices = sorted({key.split(".")[1] for key in specification if key.startswith("Tag.")}, key=int)
                return [{"Key": specification[f"Tag.{i}.Key"], "Value": specification.get(f"Tag.{i}.Value", "")}
                        for i in indices]
        return []


def plain(call, rule):
    return call.ask_moto()


def verify(call):
    """Checks a signature as moto does, for calls that moto lacks, or (an empty body) refuses even from boto3."""
    stated = call.handler.headers["Authorization"]
    names = re.search(r"SignedHeaders=([^,]+)", stated).group(1).split(";")
    request = AWSRequest(call.handler.command, f"http://{call.handler.headers['Host']}{call.handler.path}",
                         {name: call.handler.headers[name] for name in names}, call.body)
    request.context["timestamp"] = call.handler.headers["X-Amz-Date"]
    signer = SigV4Auth(Credentials(KEY, SECRET), call.service, call.region)
    text = signer.string_to_sign(request, signer.canonical_request(request))
    if not stated.endswith("Signature=" + signer.signature(text, request)) or f"Credential={KEY}/" not in stated:
        raise Refused(403, "SignatureDoesNotMatch")


SKEWED = {"ec2": (400, "RequestExpired"), "s3": (403, "RequestTimeTooSkewed"), "ssm": (400, "InvalidSignatureException"),
          "ebs": (403, "InvalidSignatureException")}


def check_clock(call):
    """AWS takes no signature that is more than five minutes old, or not valid yet."""
    signed = call.handler.headers.get("X-Amz-Date")
    if signed and abs(calendar.timegm(time.strptime(signed, "%Y%m%dT%H%M%SZ")) - time.time()) > 300:
        status, code = SKEWED.get(call.service, (403, "SignatureDoesNotMatch"))
        raise Refused(status, code, f"Signature expired: {signed}")


def start_snapshot(call, rule):
    wish = json.loads(call.body)
    parent = wish.get("ParentSnapshotId")
    if parent and SNAPSHOTS.get((call.region, parent), {}).get("state") != "completed":
        raise Refused(400, "ValidationException", "the parent is not completed")
    if parent and wish.get("Encrypted"):
        raise Refused(400, "ValidationException", "Encrypted and ParentSnapshotId")
    status, headers, data = call.ask_moto()
    if status < 300:
        SNAPSHOTS[call.region, json.loads(data)["SnapshotId"]] = {
            "state": "open", "polls": POLLS, "parent": parent, "parentRegion": call.region, "blocks": {}, "data": {},
            "size": wish["VolumeSize"], "fails": bool(rule and rule["do"] == "fail")}
    return status, headers, data


def put_block(call, rule):
    record = SNAPSHOTS.get((call.region, call.parts[1]))
    if record is None:
        raise Refused(404, "ResourceNotFoundException")
    if record["state"] != "open":
        raise Refused(400, "ValidationException", "the snapshot is not pending")
    digest = base64.b64encode(hashlib.sha256(call.body).digest()).decode()
    if len(call.body) != BLOCK or call.handler.headers.get("x-amz-Checksum") != digest:
        raise Refused(400, "ValidationException", "the block or its checksum is wrong")
    index = int(call.parts[3])
    if index >= record["size"] * 2048:
        raise Refused(400, "ValidationException", "the block lies outside")
    status, headers, data = call.ask_moto()
    if status < 300:
        record["blocks"][index] = digest
        record["data"][index] = call.body
    return status, headers, data


def complete_snapshot(call, rule):
    record = SNAPSHOTS.get((call.region, call.parts[2]))
    if record is None:
        raise Refused(404, "ResourceNotFoundException")
    if record["state"] != "open":
        raise Refused(400, "ValidationException", "the snapshot is not pending")
    total = hashlib.sha256(b"".join(base64.b64decode(record["blocks"][i]) for i in sorted(record["blocks"])))
    if int(call.handler.headers["x-amz-ChangedBlocksCount"]) != len(record["blocks"]):
        raise Refused(400, "ValidationException", "another number of blocks was put")
    if call.handler.headers.get("x-amz-Checksum") != base64.b64encode(total.digest()).decode():
        raise Refused(400, "ValidationException", "another checksum")
    verify(call)
    record["state"] = "completing"
    return 202, {"Content-Type": "application/json"}, b'{"Status": "pending"}'


def list_blocks(call, rule):
    verify(call)
    if (call.region, call.parts[1]) not in SNAPSHOTS:
        raise Refused(404, "ResourceNotFoundException")
    blocks = sorted(content(call.region, call.parts[1]))
    first = int(call.query.get("pageToken", 0))
    page = blocks[first:first + min(int(call.query.get("maxResults", 100)), 100)]
    answer = {"Blocks": [{"BlockIndex": i, "BlockToken": f"token-{i}"} for i in page], "BlockSize": BLOCK,
              "VolumeSize": SNAPSHOTS[call.region, call.parts[1]]["size"], "ExpiryTime": 1.0}
    if first + len(page) < len(blocks):
        answer["NextToken"] = str(first + len(page))
    return 200, {"Content-Type": "application/json"}, json.dumps(answer).encode()


def get_block(call, rule):
    verify(call)
    index, region, snapshot = int(call.parts[3]), call.region, call.parts[1]
    if call.query.get("blockToken") != f"token-{index}":
        raise Refused(400, "ValidationException", "another block token")
    while snapshot:
        record = SNAPSHOTS[region, snapshot]
        if index in record["data"]:
            data = record["data"][index]
            digest = base64.b64encode(hashlib.sha256(data).digest()).decode()
            return 200, {"x-amz-Checksum": digest, "x-amz-Checksum-Algorithm": "SHA256",
                         "x-amz-Data-Length": str(BLOCK)}, data
        region, snapshot = record["parentRegion"], record["parent"]
    raise Refused(404, "ResourceNotFoundException")


def edited(data, edit):
    """An answer of moto, changed as a tree."""
    namespace = re.search(rb' xmlns="[^"]*"', data)
    root = ET.fromstring(re.sub(rb' xmlns="[^"]*"', b"", data))
    edit(root)
    text = ET.tostring(root)
    return text.replace(b">", (namespace.group() if namespace else b"") + b">", 1)


def put(item, name, value):
    element = item.find(name)
    if element is None:
        element = ET.SubElement(item, name)
    for child in list(element):
        element.remove(child)
    element.text = value
    return element


def describe_snapshots(call, rule):
    status, headers, data = call.ask_moto()
    if status >= 300:
        return status, headers, data

    def edit(root):
        for parent in root.iter("snapshotSet"):
            for item in list(parent):
                if rule and rule["do"] == "stale":
                    parent.remove(item)
                    continue
                record = SNAPSHOTS.get((call.region, item.findtext("snapshotId")))
                if record and record["state"] == "completing" and settled(record):
                    record["state"] = "error" if record["fails"] else "completed"
                if record:
                    put(item, "status", {"open": "pending", "completing": "pending"}.get(record["state"], record["state"]))
    return status, headers, edited(data, edit)


def image_names(region):
    return {record["name"] for (where, _), record in IMAGES.items() if where == region}


def register_image(call, rule):
    if call.form["Name"] in image_names(call.region):
        raise Refused(400, "InvalidAMIName.Duplicate", "the name is taken")
    mapping = call.many("BlockDeviceMapping")[0]
    if SNAPSHOTS.get((call.region, mapping.get("Ebs.SnapshotId")), {}).get("state") != "completed":
        raise Refused(400, "InvalidSnapshot.NotFound" if not mapping.get("Ebs.SnapshotId") else "IncorrectState")
    if int(mapping.get("Ebs.VolumeSize", 0)) < SNAPSHOTS[call.region, mapping["Ebs.SnapshotId"]]["size"]:
        raise Refused(400, "InvalidBlockDeviceMapping", "the volume is smaller than its snapshot")
    status, headers, data = call.ask_moto()
    if status < 300:
        made(call, data, mapping["Ebs.SnapshotId"], call.form["Name"], rule)
    return status, headers, data


def made(call, data, snapshot, name, rule):
    image = re.search(rb"<imageId>(ami-\w+)</imageId>", data).group(1).decode()
    form = {key: call.form.get(key) for key in ("TpmSupport", "ImdsSupport", "BootMode", "EnaSupport")}
    IMAGES[call.region, image] = {"name": name, "snapshot": snapshot, "polls": POLLS, "form": form,
                                  "fails": bool(rule and rule["do"] == "fail"), "deprecation": None}
    if call.tags("image"):
        client("ec2", call.region).create_tags(Resources=[image], Tags=call.tags("image"))


def copy_image(call, rule):
    source = IMAGES.get((call.form["SourceRegion"], call.form["SourceImageId"]))
    if source is None or source["polls"] > 0 or source["fails"]:
        raise Refused(400, "InvalidAMIID.Unavailable")
    ec2 = client("ec2", call.region)
    snapshot = ec2.copy_snapshot(SourceRegion=call.form["SourceRegion"], SourceSnapshotId=source["snapshot"])["SnapshotId"]
    status, headers, data = call.ask_moto()
    if status >= 300:
        ec2.delete_snapshot(SnapshotId=snapshot)
        return status, headers, data
    SNAPSHOTS[call.region, snapshot] = {
        "state": "completed", "polls": 0, "parent": source["snapshot"], "parentRegion": call.form["SourceRegion"],
        "blocks": {}, "data": {}, "size": SNAPSHOTS[call.form["SourceRegion"], source["snapshot"]]["size"], "fails": False}
    made(call, data, snapshot, call.form["Name"], rule)
    if call.tags("snapshot"):
        ec2.create_tags(Resources=[snapshot], Tags=call.tags("snapshot"))
    return status, headers, data


def describe_images(call, rule):
    status, headers, data = call.ask_moto()
    if status >= 300:
        return status, headers, data

    def edit(root):
        for parent in root.iter("imagesSet"):
            for item in list(parent):
                if rule and rule["do"] == "stale":
                    parent.remove(item)
                    continue
                if not item.findtext("architecture"):
                    put(item, "architecture", "x86_64")  # moto forgets it
                record = IMAGES.get((call.region, item.findtext("imageId")))
                if record is None:
                    continue
                state = "pending" if not settled(record) else "failed" if record["fails"] else "available"
                put(item, "imageState", state)
                if state == "failed":
                    put(put(item, "stateReason", None), "message", "played")
                entry = ET.SubElement(put(item, "blockDeviceMapping", None), "item")
                put(entry, "deviceName", "/dev/xvda")
                put(put(entry, "ebs", None), "snapshotId", record["snapshot"])
                for name, key in (("tpmSupport", "TpmSupport"), ("imdsSupport", "ImdsSupport"), ("bootMode", "BootMode")):
                    if record["form"][key]:
                        put(item, name, record["form"][key])
                if record["deprecation"]:
                    put(item, "deprecationTime", record["deprecation"])
    return status, headers, edited(data, edit)


def enable_deprecation(call, rule):
    verify(call)
    record = IMAGES.get((call.region, call.form["ImageId"]))
    if record is None:
        raise Refused(400, "InvalidAMIID.NotFound")
    record["deprecation"] = call.form["DeprecateAt"].replace("Z", ".000Z")
    return 200, {"Content-Type": "text/xml"}, (b"<EnableImageDeprecationResponse><return>true</return>"
                                               b"</EnableImageDeprecationResponse>")


def deregister_image(call, rule):
    answer = call.ask_moto()
    if answer[0] < 300:
        IMAGES.pop((call.region, call.form["ImageId"]), None)
    return answer


def delete_snapshot(call, rule):
    for (region, image), record in IMAGES.items():
        if region == call.region and record["snapshot"] == call.form["SnapshotId"]:
            raise Refused(400, "InvalidSnapshot.InUse", f"it is in use by {image}")
    answer = call.ask_moto()
    if answer[0] < 300 and (call.region, call.form["SnapshotId"]) in SNAPSHOTS:
        SNAPSHOTS[call.region, call.form["SnapshotId"]]["state"] = "deleted"
    return answer


def list_objects(call, rule):
    """moto refuses a signed query with a slash in it, even from boto3. Pages are short, so that there are several."""
    verify(call)
    listed = client("s3", "eu-west-1").get_paginator("list_objects_v2").paginate(Bucket="basalt")
    keys = [entry["Key"] for page in listed for entry in page.get("Contents", [])]
    keys = sorted(key for key in keys if key.startswith(call.query.get("prefix", "")))
    first = int(call.query.get("continuation-token", 0))
    page, rest = keys[first:first + 5], keys[first + 5:]
    more = f"<NextContinuationToken>{first + 5}</NextContinuationToken>" if rest else ""
    items = "".join(f"<Contents><Key>{key}</Key></Contents>" for key in page)
    return 200, {"Content-Type": "application/xml"}, (
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<IsTruncated>{str(bool(rest)).lower()}</IsTruncated>{more}{items}</ListBucketResult>").encode()


PLAYED = {"s3.GET /basalt": list_objects, "ebs.StartSnapshot": start_snapshot, "ebs.PutSnapshotBlock": put_block,
          "ebs.CompleteSnapshot": complete_snapshot, "ebs.ListSnapshotBlocks": list_blocks,
          "ebs.GetSnapshotBlock": get_block, "ec2.DescribeSnapshots": describe_snapshots,
          "ec2.RegisterImage": register_image, "ec2.CopyImage": copy_image, "ec2.DescribeImages": describe_images,
          "ec2.EnableImageDeprecation": enable_deprecation, "ec2.DeregisterImage": deregister_image,
          "ec2.DeleteSnapshot": delete_snapshot} | aws_fleets.PLAYED


def answer(call):
    name = f"{call.service}.{call.action}"
    with LOCK:
        LOG.append(f"{name} {call.region}")
        rule = take(name, call.region, call.form)
    check_clock(call)
    kind = rule["do"] if rule else None
    if kind == "die":
        raise Cut()
    if kind == "error":
        raise Refused(rule["status"], rule["code"], rule.get("message", "played"), rule.get("headers"))
    if kind == "slow":
        time.sleep(rule["s"])
    with LOCK:
        if kind == "die-after" and rule.get("n", 1) != 1:
            raise Cut()
        token = call.form.get("ClientToken") or (
            json.loads(call.body).get("ClientToken") if call.action == "StartSnapshot" else None)
        key = (name, call.region, token)
        if token and key in TOKENS:
            body, reply = TOKENS[key]
            if body != call.body:
                raise Refused(400, "ConflictException" if call.service == "ebs" else "IdempotentParameterMismatch")
        else:
            reply = PLAYED.get(name, plain)(call, rule)
            if token and reply[0] < 300:
                TOKENS[key] = (call.body, reply)
        if kind == "die-after":
            # From now on the client is dead.
            rule["act"], rule["n"] = ".*", 2
            rule.pop("region", None)
    if kind in ("lost", "die-after"):
        raise Cut()
    return reply


ERRORS = {"ec2": "<Response><Errors><Error><Code>%s</Code><Message>%s</Message></Error></Errors></Response>",
          "s3": "<Error><Code>%s</Code><Message>%s</Message></Error>"}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body are two writes: the second would wait for the first one's acknowledgement.
    disable_nagle_algorithm = True

    def log_message(self, *_):
        pass

    def reply(self, status, headers, data):
        self.send_response(status)
        for name, value in headers.items():
            if name.lower() not in ("connection", "content-length", "transfer-encoding", "date", "server"):
                self.send_header(name, value)
        length = headers.get("Content-Length") if self.command == "HEAD" else None
        self.send_header("Content-Length", length or str(len(data)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)

    def control(self, body):
        path, _, query = self.path.partition("?")
        query = dict(urllib.parse.parse_qsl(query))
        with LOCK:
            answer = aws_fleets.control(path, query)
            if answer is None:
                answer = LOG
            if path == "/_fault/rules":
                RULES[:] = json.loads(body)
                LOG.clear()
            elif path == "/_fault/snapshot":
                blocks = {i: d for i, d in content(query["region"], query["id"]).items() if d != ZERO}
                record = SNAPSHOTS[query["region"], query["id"]]
                answer = {"blocks": {str(i): blocks[i] for i in sorted(blocks)}, "parent": record["parent"],
                          "written": len(record["blocks"])}
            elif path == "/_fault/damage":
                record = SNAPSHOTS[query["region"], query["id"]]
                record["data"][int(query["block"])] = bytes([7]) * BLOCK
            self.reply(200, {"Content-Type": "application/json"}, json.dumps(answer).encode())

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path.startswith("/_fault/"):
            return self.control(body)
        call = Call(self, body)
        try:
            return self.reply(*answer(call))
        except Cut:
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
        except Refused as error:
            if call.service in ("ssm", "ebs"):
                return self.reply(error.status, {"x-amzn-errortype": error.code, "Content-Type": "application/json"},
                                  json.dumps({"__type": error.code, "message": error.message}).encode())
            form = ERRORS.get(call.service, "<ErrorResponse>" + ERRORS["s3"] + "</ErrorResponse>")
            self.reply(error.status, {"Content-Type": "text/xml"} | error.headers, (form % (error.code, error.message)).encode())

    do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_any


APPLICATION = DomainDispatcherApplication(create_backend_app)
moto = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
moto.start()
MOTO = moto.get_host_and_port()[1]
KEY = SECRET = "test"
client("s3", "eu-west-1").create_bucket(Bucket="basalt", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
iam = client("iam", "us-east-1")
iam.create_user(UserName="u")
iam.put_user_policy(UserName="u", PolicyName="all", PolicyDocument=json.dumps(
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}))
made_key = iam.create_access_key(UserName="u")["AccessKey"]
KEY, SECRET = made_key["AccessKeyId"], made_key["SecretAccessKey"]
client.cache_clear()  # those clients have the first key
reset = http.client.HTTPConnection("127.0.0.1", MOTO)
reset.request("POST", "/moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})
reset.getresponse().read()


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", 0), Handler)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(json.dumps({"port": server.server_port, "accessKey": KEY, "secretKey": SECRET}), flush=True)
sys.stdin.read()
