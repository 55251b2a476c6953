#!/usr/bin/env python3
"""A fake of the Docker engine's API on a unix socket, for tests of the swarm and container scripts.

usage: fake_engine.py SOCKET LOG [--state FILE] [--reachable HOST:PORT ...] [--containers FILE]
Engines that share a --state file share one swarm. Each request is appended to LOG as one JSON line.
Joining works through a --reachable address and with a token of the swarm; --slow makes the join go on in the background, as
the real engine does when it takes over 20 seconds. --containers names a JSON file {name: {State: ...}} that is read anew each time.
"""
import argparse, http.server, json, os, socketserver, sys, threading, time

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("socket")
arguments.add_argument("log")
arguments.add_argument("--state", default=None)
arguments.add_argument("--reachable", nargs="*", default=[])
arguments.add_argument("--containers", default=None)
arguments.add_argument("--slow", action="store_true")
options = arguments.parse_args()
options.state = options.state or options.socket + ".swarm"
me = {"LocalNodeState": "inactive", "ControlAvailable": False}


def swarm():
    try:
        with open(options.state) as file:
            return json.load(file)
    except FileNotFoundError:
        return None


def active(manager):
    me.update(LocalNodeState="active", ControlAvailable=manager)


class Handler(http.server.BaseHTTPRequestHandler):
    def answer(self, status, value):
        body = json.dumps(value, separators=(",", ":")).encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        try:
            self.end_headers()
            self.wfile.write(body)
        except BrokenPipeError:
            pass  # curl --fail hangs up before the body of an error

    def address_string(self):
        return "unix"

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        with open(options.log, "a") as log:
            log.write(json.dumps({"method": self.command, "path": self.path, "body": body.decode()}) + "\n")
        request = json.loads(body) if body else {}
        if body and self.headers.get("Content-Type") != "application/json":
            return self.answer(400, {"message": "unsupported content type"})
        match self.command, self.path:
            case "GET", "/info":
                self.answer(200, {"ID": "x", "Name": 'a "quoted" name', "Swarm": {"NodeID": "", "NodeAddr": "", **me, "Error": ""}})
            case "GET", "/swarm" if me["ControlAvailable"]:
                self.answer(200, {"ID": "s", "Spec": {"Name": "default", "Labels": {"Worker": "misleading"}}, "JoinTokens": swarm()})
            case "POST", "/swarm/init":
                if me["LocalNodeState"] != "inactive":
                    return self.answer(503, {"message": "This node is already part of a swarm."})
                number = (swarm() or {}).get("Number", 0) + 1
                with open(options.state, "w") as file:
                    json.dump({"Worker": f"SWMTKN-1-secret{number}-worker", "Manager": f"SWMTKN-1-secret{number}-manager", "Number": number}, file)
                active(True)
                self.answer(200, "nodeid")
            case "POST", "/swarm/join":
                self.join(request)
            case "GET", path if path.startswith("/containers/") and path.endswith("/json") and options.containers:
                with open(options.containers) as file:
                    known = json.load(file)
                name = path.split("/")[2]
                self.answer(200, {"Id": "x", **known[name]}) if name in known else self.answer(404, {"message": "No such container: " + name})
            case _:
                self.answer(503, {"message": "This node is not a swarm manager."})

    def join(self, request):
        tokens = swarm() or {}
        kind = [k for k in ("Worker", "Manager") if tokens.get(k) == request["JoinToken"]]
        if me["LocalNodeState"] != "inactive":
            return self.answer(503, {"message": "This node is already part of a swarm."})
        if request["RemoteAddrs"][0] not in options.reachable:
            return self.answer(500, {"message": "rpc error: code = Unavailable desc = connection error"})
        if not kind:
            return self.answer(500, {"message": f"invalid join token {request['JoinToken']}"})
        if options.slow:
            me["LocalNodeState"] = "pending"
            threading.Timer(3, active, [kind == ["Manager"]]).start()
            return self.answer(503, {"message": "Timeout was reached before node joined. The attempt to join the swarm will continue in the background."})
        active(kind == ["Manager"])
        self.answer(200, None)

    do_GET = do_POST = handle_request

    def log_message(self, form, *values):
        pass


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


if os.path.exists(options.socket):
    os.unlink(options.socket)
with Server(options.socket, Handler) as server:
    print(options.socket, flush=True)
    server.serve_forever()
