"""Asks a page of this computer twice a second and logs each answer: PORT LOG, or --count LOG for the sum; more than 2 % lost is a failure."""
import collections, http.client, sys, time

if sys.argv[1] == "--count":
    lines = [line.split(" ", 1) for line in open(sys.argv[2]).read().splitlines()]
    counts = collections.Counter(answer for _, answer in lines)
    good = sum(count for answer, count in counts.items() if answer.startswith("version"))
    print(f"         {len(lines)} requests during the rotation, {len(lines) - good} lost:",
          ", ".join(f"{count} {answer}" for answer, count in sorted(counts.items())))
    # Swarm itself loses what a drained task was about to answer; a rotation that loses more is broken.
    sys.exit(0 if good and (len(lines) - good) * 50 <= len(lines) else 1)

with open(sys.argv[2], "w", buffering=1) as log:
    while True:
        start = time.time()
        try:
            connection = http.client.HTTPConnection("127.0.0.1", int(sys.argv[1]), timeout=20)
            connection.request("GET", "/")
            said = connection.getresponse().read().decode().strip() or "an empty answer"
        except Exception as error:
            said = type(error).__name__
        log.write(f"{start:.1f} {said}\n")
        time.sleep(max(0, 0.5 - (time.time() - start)))
