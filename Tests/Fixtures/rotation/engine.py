"""Asks the swarm of Scripts/e2e-fleet: PORT create-service | nodes COUNT | page TEXT | refusals FAKE."""
import http.client, json, subprocess, sys, time


def call(port, method, path, body=None):
    connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
    headers = {} if body is None else {"Content-Type": "application/json"}
    connection.request(method, path, None if body is None else json.dumps(body), headers)
    answer = connection.getresponse()
    data = answer.read()
    return answer.status, json.loads(data) if data.strip() else None


def create_service(port):
    # A busy computer emulates machines so slowly that they would be given up after three periods of five seconds.
    swarm = call(port, "GET", "/swarm")[1]
    patient = dict(swarm["Spec"], Dispatcher={"HeartbeatPeriod": 20 * 10**9})
    status, answer = call(port, "POST", f"/swarm/update?version={swarm['Version']['Index']}", patient)
    if status != 200:
        sys.exit(f"{status} {answer}")
    status, answer = call(port, "POST", "/services/create", {
        "Name": "web",
        "TaskTemplate": {
            # A registry that refuses at once: the image is on the hosts.
            "ContainerSpec": {"Image": "127.0.0.1:1/web:stable", "StopGracePeriod": 5 * 10**9},
            # Swarm moves nothing to a host that joins: without this one host may have all replicas, and its drain ends all.
            "Placement": {"MaxReplicas": 1},
            "RestartPolicy": {"Condition": "any"}},
        "Mode": {"Replicated": {"Replicas": 2}},
        "EndpointSpec": {"Ports": [{"Protocol": "tcp", "TargetPort": 80, "PublishedPort": 8080}]}})
    if status != 201:
        sys.exit(f"{status} {answer}")


def nodes(port, count):
    """As many nodes as there are machines; one that left may take a moment to be forgotten."""
    names = [(n["Description"]["Hostname"], n["Status"]["State"]) for n in call(port, "GET", "/nodes")[1]]
    print(names)
    if len(names) != int(count) or any(state != "ready" for _, state in names):
        sys.exit("these are not the nodes that are expected")


def page(port, text):
    """Twelve answers in a row, through all replicas."""
    for _ in range(12):
        connection = http.client.HTTPConnection("127.0.0.1", int(port), timeout=60)
        connection.request("GET", "/")
        said = connection.getresponse().read().decode().strip()
        print(said)
        if said != text:
            sys.exit(f"the page is not {text}")


def questions(port):
    """What a manager refuses: status and words, with the nodes' names taken out."""
    known = call(port, "GET", "/nodes")[1]
    manager = next(n for n in known if n["Spec"]["Role"] == "manager")
    worker = next(n for n in known if n["Spec"]["Role"] == "worker")
    index = worker["Version"]["Index"]
    asked = [
        ("DELETE", f"/nodes/{manager['ID']}"), ("DELETE", f"/nodes/{worker['ID']}"), ("DELETE", "/nodes/xyz"),
        ("POST", f"/nodes/{manager['ID']}/update?version={manager['Version']['Index']}", dict(manager["Spec"], Role="worker")),
        ("POST", f"/nodes/{worker['ID']}/update?version={index - 1}", worker["Spec"]),
        ("POST", f"/nodes/{worker['ID']}/update", worker["Spec"]), ("POST", "/nodes/xyz/update?version=1", worker["Spec"]),
        ("POST", f"/nodes/{worker['ID']}/update?version={index}", dict(worker["Spec"], Availability="nonsense"))]
    answers = []
    for question in asked:
        status, answer = call(port, *question)
        answers.append((status, answer["message"].replace(manager["ID"], "MANAGER").replace(worker["ID"], "WORKER")))
    return known, answers


def refusals(port, fake):
    known, real = questions(port)
    process = subprocess.Popen([sys.executable, "-B", fake], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        other = process.stdout.readline().strip()
        call(other, "POST", "/test/state", {"nodes": known, "tasks": []})
        _, imagined = questions(other)
    finally:
        process.stdin.close()
        process.wait()
    for pair in zip(real, imagined):
        print(*pair, sep="\n  ")
    if real != imagined:
        sys.exit("the fake answers otherwise")


port, verb = sys.argv[1:3]
{"create-service": create_service, "nodes": nodes, "page": page, "refusals": refusals}[verb](port, *sys.argv[3:])
