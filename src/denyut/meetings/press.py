"""The press: reads a page of HTML and writes it as PDF. A program of its own, so that a page of the house never waits for it.

    python -m denyut.meetings.press < page.html > page.pdf

It fetches nothing from any address. It ends with 3 where WeasyPrint or the libraries that it needs are not there.
"""

import subprocess
import sys

MISSING, PATIENCE = 3, 120


class NoPress(Exception):
    """WeasyPrint or Pango is not installed; the browser can print the page all the same."""


def pressed(page: str) -> bytes:
    """The page as PDF, made by a child process. Raises NoPress, subprocess.SubprocessError."""
    command = [sys.executable, "-m", "denyut.meetings.press"]
    done = subprocess.run(command, input=page.encode(), capture_output=True, timeout=PATIENCE, check=False)
    if done.returncode == MISSING:
        raise NoPress
    done.check_returncode()
    return done.stdout


def _press() -> int:
    try:
        # Three seconds to load, and Pango may be missing: nobody else pays for that.
        from weasyprint import HTML  # noqa: PLC0415 - see above
    except (ImportError, OSError):
        return MISSING
    page = HTML(string=sys.stdin.buffer.read().decode(), url_fetcher=_nothing)
    sys.stdout.buffer.write(page.write_pdf(pdf_variant="pdf/ua-1"))
    return 0


def _nothing(url: str, *args: object, **options: object) -> dict[str, object]:
    raise ValueError(f"{url} is not fetched")


if __name__ == "__main__":
    sys.exit(_press())
