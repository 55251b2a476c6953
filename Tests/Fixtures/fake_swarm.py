#!/usr/bin/env python3
"""A strict fake of a Docker engine's Swarm API, for tests of the workload.

Prints its port as the first line of output, then serves until its input ends. Listens on 127.0.0.1 only.
The swarm is what POST /test/state holds: {"manages": true, "nodes": [...], "tasks": [...]}; GET /test/requests tells what was asked.
Refusals have the status and the words of Docker 26.1 (`Scripts/e2e-fleet` asks a real engine the same questions): swarmkit,
manager/controlapi/node.go, and moby, daemon/cluster/nodes.go and errdefs for the status.
"""
import http.server, json, sys, threading, urllib.parse

state, requests = {"manages": True, "nodes": [], "tasks": []}, []


class Refused(Exception):
    def __init__(self, status, message):
        self.status, self.message = status, message


def condition(text):
    return Refused(400, "rpc error: code = FailedPrecondition desc = " + text)


def node(identifier):
    for item in state["nodes"]:
        if item["ID"] == identifier:
            return item
    raise Refused(404, f"node {identifier} not found")


def managers():
    return [item for item in state["nodes"] if item["Spec"]["Role"] == "manager"]


def update(identifier, query, spec):
    version = query.get("version", [""])[0]
    if not version.isdigit():
        raise Refused(400, f"invalid node version '{version}': strconv.ParseUint: parsing \"{version}\": invalid syntax")
    if spec.get("Availability") not in ("active", "pause", "drain"):
        raise Refused(400, f"invalid Availability: \"{spec.get('Availability')}\"")
    item = node(identifier)
    if item["Version"]["Index"] != int(version):
        raise Refused(500, "rpc error: code = Unknown desc = update out of sequence")
    if item["Spec"]["Role"] == "manager" and spec["Role"] == "worker":
        if len(managers()) == 1:
            raise condition("attempting to demote the last manager of the swarm")
        left = [m for m in managers() if m is not item and m["ManagerStatus"]["Reachability"] == "reachable"]
        if len(left) < (len(managers()) - 1) // 2 + 1:
            raise condition("can't remove member from the raft: this would result in a loss of quorum")
    item["Spec"] = spec
    item["Version"]["Index"] += 1


def remove(identifier):
    item = node(identifier)
    if item["Spec"]["Role"] == "manager":
        raise condition(f"node {identifier} is a cluster manager and is a member of the raft cluster. It must be demoted to worker before removal")
    if item["Status"]["State"] != "down":
        raise condition(f"node {identifier} is not down and can't be removed")
    state["nodes"].remove(item)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, value=None):
        body = b"" if value is None else json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        url = urllib.parse.urlsplit(self.path)
        text = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if url.path == "/test/requests":
            return self.answer(200, requests)
        if url.path == "/test/state":
            state.update(json.loads(text))
            return self.answer(200)
        requests.append(f"{self.command} {self.path}")
        try:
            if "fail" in state:
                raise Refused(*state["fail"])
            if text and self.headers.get("Content-Type") != "application/json":
                raise Refused(400, "unsupported Content-Type header")
            self.answer(200, self.value(url, json.loads(text) if text else None))
        except Refused as why:
            self.answer(why.status, {"message": why.message})

    def value(self, url, body):
        parts = url.path.strip("/").split("/")
        match self.command, parts:
            case "GET", ["info"]:
                return {"Swarm": {"LocalNodeState": state.get("local", "active"), "ControlAvailable": state["manages"]}}
            case "POST", ["swarm", "leave"]:
                if state.get("local", "active") != "active":
                    raise Refused(503, "This node is not part of a swarm")
                if state["manages"] and "force" not in url.query:
                    raise Refused(503, "You are attempting to leave the swarm on a node that is participating as a manager.")
                state["local"] = "inactive"
                return None
        if not state["manages"]:
            raise Refused(503, "This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state. "
                               "Please run this command on a manager node or promote the current node to a manager.")
        match self.command, parts:
            case "GET", ["nodes"]:
                return state["nodes"]
            case "GET", ["tasks"]:
                return state["tasks"]
            case "POST", ["nodes", identifier, "update"]:
                return update(identifier, urllib.parse.parse_qs(url.query), body)
            case "DELETE", ["nodes", identifier]:
                return remove(identifier)
        raise Refused(404, "page not found")

    do_GET = do_POST = do_DELETE = handle_request

    def log_message(self, form, *values):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
