"""Serves a folder on the loopback address, faults included, until its standard input ends. Prints its port.

usage: http_server.py FOLDER [PEM]: speaks TLS with a key and its certificate.

/cut/PATH       says the full length, and ends the connection after half of the body
/endless/PATH   the body over and over, without a length
/moved/PATH     leads to /PATH
/loop           leads to /loopx, that to /loopxx, and so on
/denied/PATH    403
/silent/PATH    accepts the request and says nothing
POST            is answered with 204, under /denied with 403; its content type and body are printed
As a proxy (CONNECT) it passes everything on. Every request line is printed.
"""

import http.server
import os
import socket
import ssl
import sys
import threading
import urllib.parse


class Handler(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        print(self.requestline, flush=True)
        kind, _, rest = self.path.lstrip("/").partition("/")
        if kind == "moved":
            return self.redirect("/" + rest)
        if kind.startswith("loop"):
            return self.redirect(self.path + "x")
        if kind == "denied":
            return self.send_error(403)
        if kind == "silent":
            return stop.wait()
        if kind not in ("cut", "endless"):
            return super().do_GET()
        with open(self.translate_path("/" + rest), "rb") as file:
            data = file.read()
        self.close_connection = True
        self.send_response(200)
        if kind == "cut":
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data[: len(data) // 2])
            return
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            while True:
                self.wfile.write(data)
        except OSError:
            pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        print(self.requestline, self.headers["Content-Type"], body.decode(), flush=True)
        self.send_response(403 if self.path.startswith("/denied") else 204)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def redirect(self, place):
        self.send_response(302)
        self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def do_CONNECT(self):
        print(self.requestline, self.headers.get("Proxy-Authorization", ""), flush=True)
        place = urllib.parse.urlsplit("//" + self.path)
        other = socket.create_connection((place.hostname, place.port))
        self.send_response(200)
        self.end_headers()
        self.close_connection = True
        back = threading.Thread(target=copy, args=(other, self.connection))
        back.start()
        copy(self.connection, other)
        back.join()


def copy(source, target):
    try:
        while data := source.recv(1 << 16):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request, client_address):
        # A client that was killed, or has given up, is what is tested: it needs no traceback.
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)


stop = threading.Event()
os.chdir(sys.argv[1])
server = Server(("127.0.0.1", 0), Handler)
if len(sys.argv) > 2:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[2])
    server.socket = context.wrap_socket(server.socket, server_side=True)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
stop.set()
