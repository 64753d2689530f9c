"""Bold, slanted and struck words as chat programs write them (*bold*, ~struck~), as Markdown. Pure."""

import re

CODE = re.compile(r"(```.*?(?:```|\Z)|`[^`\n]*`)", re.DOTALL)
BOLD = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]*[^\s*])\*(?![\w*])")
STRUCK = re.compile(r"(?<![\w~])~(?=[^\s~])([^~\n]*[^\s~])~(?![\w~])")


def as_markdown(text: str) -> str:
    """The same words in Markdown. What stands in code stays as it is."""
    pieces = CODE.split(text)
    pieces[::2] = [STRUCK.sub(r"~~\1~~", BOLD.sub(r"**\1**", piece)) for piece in pieces[::2]]
    return "".join(pieces)
