"""`python -m denyut`, and the installed command `denyut`."""

import sys

from denyut.site.cli import run


def main() -> None:
    """Run the command line and end with its exit code."""
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
