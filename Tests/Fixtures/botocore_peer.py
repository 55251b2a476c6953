#!/usr/bin/env python3
"""Says what botocore makes of requests, answers and endpoints. Reads one JSON document per line, answers with one.

{"do": "serialize", "service", "operation", "input": {...}}   names of members in any case; {"$time": seconds},
                                                              {"$bytes": base64} -> method, path, query, headers, body
{"do": "answer", "service", "operation", "seed": n}           a random answer: status, headers, body (base64), and
                                                              `output`, what botocore reads in it
{"do": "endpoint", "service", "region", "fips", "dualStack"}  -> url, or null where there is none
"""
import base64
import datetime
import json
import random
import sys
import xml.sax.saxutils

import botocore.awsrequest
import botocore.endpoint_provider
import botocore.exceptions
import botocore.parsers
import botocore.serialize
import botocore.session

SESSION = botocore.session.get_session()
LOADER = SESSION.get_component("data_loader")
MODELS = {}


def service_model(name):
    if name not in MODELS:
        MODELS[name] = SESSION.get_service_model(name)
    return MODELS[name]


def protocol(model):
    return "query" if "query" in model.metadata.get("protocols", []) else model.metadata["protocol"]


def typed(value, shape):
    """The input with the model's names and Python's types."""
    if shape.type_name == "structure":
        names = {name.lower(): name for name in shape.members}
        return {names[key.lower()]: typed(item, shape.members[names[key.lower()]]) for key, item in value.items()}
    if shape.type_name == "list":
        return [typed(item, shape.member) for item in value]
    if shape.type_name == "map":
        return {key: typed(item, shape.value) for key, item in value.items()}
    if shape.type_name == "timestamp":
        return datetime.datetime.fromtimestamp(value["$time"], datetime.timezone.utc)
    if shape.type_name == "blob":
        return base64.b64decode(value["$bytes"])
    return value


def serialize(question):
    model = service_model(question["service"])
    operation = model.operation_model(question["operation"])
    serializer = botocore.serialize.create_serializer(protocol(model), include_validation=False)
    params = typed(question["input"], operation.input_shape) if operation.input_shape else {}
    request = serializer.serialize_to_request(params, operation)
    body = request["body"]
    if isinstance(body, dict):
        pairs = [[key, str(value)] for key, value in body.items()]
        return {"form": pairs, "method": request["method"], "path": request["url_path"], "query": [], "headers": {}}
    body = body.encode() if isinstance(body, str) else bytes(body or b"")
    query = request["query_string"]
    pairs = [[key, str(item)] for key, value in (query.items() if isinstance(query, dict) else [])
             for item in (value if isinstance(value, list) else [value])]
    path = request["url_path"]
    if "?" in path:
        path, fixed = path.split("?", 1)
        pairs += [(part.split("=", 1) + [""])[:2] for part in fixed.split("&")]
    return {"method": request["method"], "path": path, "query": pairs,
            "headers": {key: str(value) for key, value in request["headers"].items()},
            "body": base64.b64encode(body).decode()}


WORDS = ["", "a", "web 1.2+3", "ä€😀", "<&\">'", "x,y", "i-0123456789abcdef0", "]]>", "a\nb"]


class Maker:
    """Makes random answers, and knows nothing of how they are read."""

    def __init__(self, seed, kind):
        self.random, self.kind = random.Random(seed), kind

    def text(self, shape, plain=False):
        return {
            "string": lambda: self.random.choice(WORDS[1:3] if plain else WORDS),
            "integer": lambda: str(self.random.randint(-9, 2**31)), "long": lambda: str(self.random.randint(0, 2**53)),
            "boolean": lambda: self.random.choice(["true", "false"]),
            "double": lambda: str(self.random.randint(0, 99) + 0.25),
            "float": lambda: str(self.random.randint(0, 99) + 0.25),
            "timestamp": lambda: "2026-11-21T%02d:04:05.%03dZ" % (self.random.randint(0, 23), self.random.randint(0, 999)),
            "blob": lambda: base64.b64encode(self.random.randbytes(self.random.randint(0, 9))).decode(),
        }[shape.type_name]()

    def chosen(self, shape, depth):
        if shape.is_tagged_union:
            return dict([self.random.choice(list(shape.members.items()))])
        return {name: member for name, member in shape.members.items()
                if self.random.random() < (0.8 if depth < 3 else 0.4)}

    def xml(self, shape, depth=0):
        if shape.type_name != "structure":
            return xml.sax.saxutils.escape(self.text(shape), {"\n": "&#10;"})
        out = ""
        for name, member in self.chosen(shape, depth).items():
            if "location" in member.serialization or name == shape.serialization.get("payload"):
                continue
            tag = member.serialization.get("name", name)
            if member.type_name == "list":
                flat = member.serialization.get("flattened")
                item = (member.member.serialization.get("name", tag) if flat and "name" in member.member.serialization
                        else tag) if flat else member.member.serialization.get("name", "member")
                items = "".join(f"<{item}>{self.xml(member.member, depth + 1)}</{item}>"
                                for _ in range(self.random.randint(0, 3)))
                out += items if flat else f"<{tag}>{items}</{tag}>"
            elif member.type_name == "map":
                continue
            else:
                out += f"<{tag}>{self.xml(member, depth + 1)}</{tag}>"
        return out

    def json(self, shape, depth=0):
        if shape.type_name == "structure":
            return {member.serialization.get("name", name): self.json(member, depth + 1)
                    for name, member in self.chosen(shape, depth).items() if "location" not in member.serialization}
        if shape.type_name == "list":
            return [self.json(shape.member, depth + 1) for _ in range(self.random.randint(0, 3))]
        if shape.type_name == "map":
            return {key: self.json(shape.value, depth + 1) for key in self.random.sample(["a", "b c", "ä"], 2)}
        if shape.type_name == "timestamp":
            return 1795250645 + self.random.randint(0, 999) / 1000
        if shape.type_name in ("string", "blob"):
            return self.text(shape)
        return json.loads(self.text(shape))

    def answer(self, operation):
        shape, name = operation.output_shape, operation.name
        headers, payload = {}, shape.serialization.get("payload")
        for key, member in shape.members.items():
            if member.serialization.get("location") == "header":
                value = self.text(member, plain=True)
                if member.type_name == "timestamp":
                    value = "Sat, 21 Nov 2026 %02d:04:05 GMT" % self.random.randint(0, 23)
                headers[member.serialization["name"].lower()] = value
            elif member.serialization.get("location") == "headers":
                headers[member.serialization["name"].lower() + "kind"] = "host"
        if payload and shape.members[payload].type_name == "blob":
            body = self.random.randbytes(50)
        elif self.kind == "ec2":
            body = f"<{name}Response xmlns='http://ec2'><requestId>r</requestId>{self.xml(shape)}</{name}Response>"
        elif self.kind == "query":
            body = (f"<{name}Response><{name}Result>{self.xml(shape)}</{name}Result><ResponseMetadata><RequestId>r"
                    f"</RequestId></ResponseMetadata></{name}Response>")
        elif self.kind == "rest-xml":
            body = f'<?xml version="1.0" encoding="UTF-8"?>\n<{name}Result>{self.xml(shape)}</{name}Result>'
        else:
            body = json.dumps(self.json(shape))
        return headers, body.encode() if isinstance(body, str) else body


class Body:
    def __init__(self, data):
        self.data = data

    def read(self, *_):
        return self.data


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items() if key != "ResponseMetadata"}
    if isinstance(value, list):
        return [plain(item) for item in value]
    if isinstance(value, datetime.datetime):
        return {"$time": int(value.timestamp())}
    if hasattr(value, "read"):
        value = value.read()
    return {"$bytes": base64.b64encode(value).decode()} if isinstance(value, bytes) else value


def answer(question):
    model = service_model(question["service"])
    operation = model.operation_model(question["operation"])
    if operation.output_shape is None:
        return {"status": 200, "headers": {}, "body": "", "output": {}}
    headers, body = Maker(question["seed"], protocol(model)).answer(operation)
    raw = {"status_code": 200, "headers": botocore.awsrequest.HeadersDict(headers), "body": body}
    if operation.has_streaming_output:
        raw["body"] = Body(body)
    parser = botocore.parsers.create_parser(protocol(model))
    output = plain(parser.parse(raw, operation.output_shape))
    return {"status": 200, "headers": headers, "body": base64.b64encode(body).decode(), "output": output}


def endpoint(question):
    provider = botocore.endpoint_provider.EndpointProvider(
        LOADER.load_service_model(question["service"], "endpoint-rule-set-1"), LOADER.load_data("partitions"))
    try:
        found = provider.resolve_endpoint(
            Region=question["region"], UseFIPS=question["fips"], UseDualStack=question["dualStack"])
        return {"url": found.url}
    except botocore.exceptions.EndpointProviderError:
        return {"url": None}


KINDS = {"serialize": serialize, "answer": answer, "endpoint": endpoint}
for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps(KINDS[question["do"]](question)), flush=True)
