"""Letters in files: one in an .eml, many in an .mbox."""

import re
from collections.abc import Iterator

FROM_LINE = re.compile(rb"^From \S+ +[A-Z][a-z]{2} +[A-Z][a-z]{2} +\d{1,2} [^\r\n]*\r?\n", re.MULTILINE)
ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)
AT_MOST = 2000


def letters_in(content: bytes) -> Iterator[bytes]:
    """The letters of a file, raw, the first two thousand of them. A file that does not begin like an mbox is one letter."""
    if not content.startswith(b"From "):
        if content.strip():
            yield content
        return
    starts = [match for match in FROM_LINE.finditer(content) if _begins(content, match.start())]
    for number, match in enumerate(starts[:AT_MOST]):
        end = starts[number + 1].start() if number + 1 < len(starts) else len(content)
        raw = ESCAPED.sub(rb"\1", content[match.end() : end]).strip(b"\r\n")
        if raw:
            yield raw


def _begins(content: bytes, start: int) -> bool:
    """A letter begins at the file's start or after an empty line."""
    return start == 0 or content[max(0, start - 4) : start].endswith((b"\n\n", b"\r\n\r\n"))
