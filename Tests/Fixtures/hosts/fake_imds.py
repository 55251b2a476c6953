#!/usr/bin/env python3
"""A strict fake of the EC2 instance metadata service, version 2, for tests of the host scripts.

Prints its port as the first line of output, then serves until it is killed. Listens on 127.0.0.1 unless told otherwise.
Refuses what the real service refuses: no token, a stale token, a PUT without a lifetime, forwarded requests.
"""
import argparse, http.server, json, secrets, sys, time

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--address", default="127.0.0.1")
arguments.add_argument("--port", type=int, default=0)
arguments.add_argument("--user-data", help="a file; without one the instance has no user data")
arguments.add_argument("--region", default="us-east-1")
arguments.add_argument("--instance-id", default="i-0123456789abcdef0")
arguments.add_argument("--role", default="basalt-host", help="empty: the instance has no role")
arguments.add_argument("--access-key", default="ASIATESTTESTTESTTEST")
arguments.add_argument("--secret-key", default="test/Secret+Key0123456789abcdefghijklmnop")
arguments.add_argument("--session-token", default="IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJIMEYCIQ+session/token==")
arguments.add_argument("--busy", type=int, default=0, help="answer this many requests with 503 first")
options = arguments.parse_args()
tokens = {}


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, text="", kind="text/plain"):
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def busy(self):
        if options.busy > 0:
            options.busy -= 1
            self.answer(503)
            return True
        return False

    def do_PUT(self):
        if self.busy():
            return
        if self.path != "/latest/api/token":
            return self.answer(404)
        if self.headers.get("X-Forwarded-For"):
            return self.answer(403)
        lifetime = self.headers.get("X-aws-ec2-metadata-token-ttl-seconds", "")
        if not lifetime.isdigit() or not 1 <= int(lifetime) <= 21600:
            return self.answer(400)
        token = secrets.token_urlsafe(40) + "=="
        tokens[token] = time.monotonic() + int(lifetime)
        self.answer(200, token)

    def do_GET(self):
        if self.busy():
            return
        if tokens.get(self.headers.get("X-aws-ec2-metadata-token", ""), 0) < time.monotonic():
            return self.answer(401)
        roles = "/latest/meta-data/iam/security-credentials/"
        texts = {"/latest/meta-data/placement/region": options.region, "/latest/meta-data/instance-id": options.instance_id}
        if options.user_data and self.path.partition("/")[2].partition("/")[2] == "user-data":
            return self.answer(200, open(options.user_data).read())
        if options.role:
            texts[roles] = options.role
        if self.path in texts:
            return self.answer(200, texts[self.path])
        if options.role and self.path == roles + options.role:
            return self.answer(200, json.dumps({
                "Code": "Success", "LastUpdated": "2026-01-01T00:00:00Z", "Type": "AWS-HMAC", "AccessKeyId": options.access_key,
                "SecretAccessKey": options.secret_key, "Token": options.session_token, "Expiration": "2036-01-01T00:00:00Z"}, indent=2))
        self.answer(404, "<html>404 - Not Found</html>", "text/html")

    def log_message(self, form, *values):
        print("imds:", form % values, file=sys.stderr)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


server = Server((options.address, options.port), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
