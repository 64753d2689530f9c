"""The raw limit of a fan-out: a loop that sends the same bytes to every socket without waiting, as a process of its own without Django.

It prints its port, takes one JSON line for each round of sending, and answers with the moments (monotonic ns) at which each began.
"""

import json
import os
import resource
import socket
import sys
import time

GREETING = b"HTTP/1.1 200 OK\r\n\r\nid: 0\n\n\r\n"


def main() -> None:
    """Let in as many as the first line says, then send as each further line says, until the standard input ends."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    wish = json.loads(sys.stdin.readline())
    os.sched_setaffinity(0, wish["cores"])
    with socket.create_server(("127.0.0.1", 0), backlog=2048) as door:
        print(door.getsockname()[1], flush=True)
        readers = [_let_in(door) for _ in range(wish["streams"])]
    for line in sys.stdin:
        print(json.dumps(_send(readers, **json.loads(line))), flush=True)


def _let_in(door: socket.socket) -> socket.socket:
    reader, _address = door.accept()
    reader.recv(4096)
    reader.setblocking(False)
    reader.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    reader.send(GREETING)
    return reader


def _send(readers: list[socket.socket], first: int, rounds: int, size: int, interval: float) -> dict[int, int]:
    began = {}
    for number in range(first, first + rounds):
        message = b"id: %d\ndata: %b\n\n\r\n" % (number, b"x" * size)
        began[number] = time.monotonic_ns()
        for reader in readers:
            reader.send(message)
        time.sleep(max(0.0, interval - (time.monotonic_ns() - began[number]) / 1e9))
    return began


if __name__ == "__main__":
    main()
