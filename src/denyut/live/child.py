"""A serving process under the supervisor: `python -m denyut.live.child SOCKET PARENT`."""

import ctypes
import os
import signal
import socket
import sys

import django
from django.utils.module_loading import import_string

PR_SET_PDEATHSIG = 1


def live(number: int, parent: int) -> None:
    """Serve on the inherited socket, file descriptor `number`, until told to stop or until the parent has died."""
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() == parent:
        django.setup()
        # Named, not imported: what serves knows the models, which only exist after the set-up.
        import_string("denyut.live.serve.run")(socket.socket(fileno=number))


if __name__ == "__main__":
    live(int(sys.argv[1]), int(sys.argv[2]))
