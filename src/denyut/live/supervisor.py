"""Several serving processes on one socket: one that dies is replaced, all end with their parent."""

import os
import signal
import socket
import subprocess
import sys
import time

WATCHED = {signal.SIGINT, signal.SIGTERM, signal.SIGCHLD}
COULD_NOT_START = 3
SECONDS_OF_A_LIFE = 1.0


def keep(door: socket.socket, workers: int) -> None:
    """Keep so many serving processes alive until told to stop, or until one of them can't start at all."""
    signal.pthread_sigmask(signal.SIG_BLOCK, WATCHED)
    children = [_born(door) for _ in range(workers)]
    try:
        while signal.sigwait(WATCHED) == signal.SIGCHLD:
            for place, child in enumerate(children):
                if child.poll() == COULD_NOT_START:
                    return
                if child.poll() is not None:
                    # A child that dies at once must not be replaced in a busy loop.
                    time.sleep(SECONDS_OF_A_LIFE)
                    children[place] = _born(door)
    finally:
        for child in children:
            child.terminate()
        for child in children:
            child.wait()
        signal.pthread_sigmask(signal.SIG_UNBLOCK, WATCHED)


def _born(door: socket.socket) -> "subprocess.Popen[bytes]":
    number = door.fileno()
    command = [sys.executable, "-m", "denyut.live.child", str(number), str(os.getpid())]
    return subprocess.Popen(command, pass_fds=[number])  # this same program
