#!/usr/bin/env python3
"""An HTTP server that checks AWS signatures (version 4) strictly with botocore's own signer.

Prints its port as the first line of output, then serves until it is killed. Listens on 127.0.0.1 only.
A request passes when its signature is what botocore computes for it, when it is fresh, when the session token and every
x-amz-* header are signed, and when the body is what the signature says. Then it answers like a small SSM, S3 and ELB, from memory:
GET of a path answers with that path, decoded, so that a test sees which key was asked for. All else gets the errors of the real services.
"""
import argparse, datetime, hashlib, http.server, json, re, sys, urllib.parse
from botocore.auth import S3SigV4Auth, SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("--port", type=int, default=0)
arguments.add_argument("--region", default="us-east-1")
arguments.add_argument("--access-key", default="ASIATESTTESTTESTTEST")
arguments.add_argument("--secret-key", default="test/Secret+Key0123456789abcdefghijklmnop")
arguments.add_argument("--session-token", default="IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJIMEYCIQ+session/token==")
arguments.add_argument("--throttle", type=int, default=0, help="answer this many requests as throttled first")
options = arguments.parse_args()
parameters, targets = {}, {}


class Refused(Exception):
    pass


def check(method, path, headers, body):
    """Returns the service name of a well signed request, or raises Refused."""
    scheme = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=([^/]+)/(\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})",
                          headers.get("Authorization", ""))
    if not scheme:
        raise Refused("no AWS4-HMAC-SHA256 Authorization header")
    key, day, region, service, names, signature = scheme.groups()
    signed = names.split(";")
    if key != options.access_key or region != options.region:
        raise Refused("wrong access key or region")
    if headers.get("X-Amz-Security-Token") != options.session_token:
        raise Refused("wrong or missing session token")
    if signed != sorted(signed):
        raise Refused("SignedHeaders are not sorted: " + names)
    unsigned = [n for n in {h.lower() for h in headers.keys()} if n.startswith("x-amz-") and n not in signed]
    if unsigned or "host" not in signed:
        raise Refused("not signed: " + " ".join(unsigned or ["host"]))
    for name in signed:
        if len(headers.get_all(name) or []) != 1:
            raise Refused(f"{name} must be sent exactly once")
    stamp = headers["X-Amz-Date"]
    age = datetime.datetime.now(datetime.timezone.utc) - datetime.datetime.strptime(stamp + "+0000", "%Y%m%dT%H%M%SZ%z")
    if abs(age.total_seconds()) > 300 or stamp[:8] != day:
        raise Refused("Signature expired: " + stamp)
    content = headers.get("X-Amz-Content-Sha256")
    if service == "s3" and not content:
        raise Refused("S3 needs x-amz-content-sha256")
    if content not in (None, "UNSIGNED-PAYLOAD", hashlib.sha256(body).hexdigest()):
        raise Refused("x-amz-content-sha256 is not the hash of the body")
    url = f"http://{headers['Host']}{path}"
    request = AWSRequest(method=method, url=url, data=body, headers={n: headers[n] for n in signed})
    request.context["timestamp"] = stamp
    request.context["payload_signing_enabled"] = True
    signer = (S3SigV4Auth if service == "s3" else SigV4Auth)(Credentials(options.access_key, options.secret_key), service, region)
    # The signer's own steps on exactly the headers that the client signed; S3 paths are not normalised or encoded a second time.
    canonical = signer.canonical_request(request)
    expected = signer.signature(signer.string_to_sign(request, canonical), request)
    if expected != signature:
        raise Refused("The request signature we calculated does not match; canonical request was " + repr(canonical))
    return service


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def answer(self, status, body, kind="application/x-amz-json-1.1"):
        body = body if isinstance(body, bytes) else body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_request(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if options.throttle > 0:
            options.throttle -= 1
            return self.answer(400, {"__type": "ThrottlingException", "message": "Rate exceeded"})
        try:
            service = check(self.command, self.path, self.headers, body)
        except Refused as why:
            print("refused:", why, file=sys.stderr)
            if "X-Amz-Target" in self.headers:
                return self.answer(400, {"__type": "InvalidSignatureException", "message": str(why)})
            text = f"<?xml version='1.0'?>\n<Error><Code>SignatureDoesNotMatch</Code><Message>{str(why).replace('<', '')}</Message></Error>"
            return self.answer(403, text, "application/xml")
        getattr(self, "do_" + service)(body)

    do_GET = do_POST = do_PUT = handle_request

    def do_ssm(self, body):
        action, query = self.headers["X-Amz-Target"].rpartition(".")[2], json.loads(body)
        name = query["Name"]
        if action == "PutParameter":
            if name in parameters and not query.get("Overwrite"):
                return self.answer(400, {"__type": "ParameterAlreadyExists", "message": "The parameter already exists."})
            parameters[name] = query["Value"]
            return self.answer(200, {"Tier": "Standard", "Version": 1})
        if name not in parameters:
            return self.answer(400, {"__type": "com.amazonaws.ssm#ParameterNotFound"})
        self.answer(200, {"Parameter": {"ARN": "arn:aws:ssm:us-east-1:1:parameter" + name, "Name": name, "Type": "SecureString", "Value": parameters[name]}})

    def do_s3(self, body):
        key = urllib.parse.unquote_to_bytes(self.path)
        if key.endswith(b"/missing"):
            return self.answer(404, '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>', "application/xml")
        self.answer(200, key, "binary/octet-stream")

    def do_elasticloadbalancing(self, body):
        form = dict(urllib.parse.parse_qsl(body.decode(), strict_parsing=True))
        target = form["TargetGroupArn"], form["Targets.member.1.Id"], form["Targets.member.1.Port"]
        if form["Action"] == "RegisterTargets":
            targets[target] = "healthy"
        elif form["Action"] == "DeregisterTargets" and target in targets:
            targets[target] = "draining"
        state = targets.get(target, "unused")
        if form["Action"] == "DescribeTargetHealth" and state == "draining":
            del targets[target]
        self.answer(200, f"<{form['Action']}Response><TargetHealth><State>{state}</State></TargetHealth></{form['Action']}Response>", "text/xml")

    def log_message(self, form, *values):
        print("aws:", form % values, file=sys.stderr)


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


server = Server(("127.0.0.1", options.port), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
