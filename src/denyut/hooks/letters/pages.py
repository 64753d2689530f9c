"""The words of an HTML letter, with its paragraphs, lists and links, and none of what runs or hides."""

import re
from html.parser import HTMLParser

SILENT = {"script", "style", "head", "title", "template", "noscript", "svg", "object"}
BREAKS = {"p", "div", "tr", "table", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "section"}
BLANKS = re.compile(r"[ \t\xa0\u200b]+")
GAPS = re.compile(r"\n{3,}")


def text_of_page(page: str) -> str:
    """The words of a page. What it quotes begins with ">", so that it is left out like any quotation."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    lines = (BLANKS.sub(" ", line).strip() for line in "".join(reader.said).splitlines())
    return GAPS.sub("\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = self._quoted = 0
        self._link = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in SILENT:
            self._silent += 1
        elif tag == "br" or tag in BREAKS:
            self._break(2 if tag == "p" else 1)
        elif tag == "li":
            self._break(1)
            self.said.append("- ")
        elif tag == "a":
            self._link = given.get("href") or ""
        if tag == "blockquote":
            self._quoted += 1
            self._break(1)

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag == "blockquote":
            self._quoted = max(0, self._quoted - 1)
            self._break(2)
        elif tag in BREAKS:
            self._break(2 if tag == "p" else 1)
        elif tag == "a":
            self._end_link()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.said.append(" ".join(data.split("\n")))

    def _break(self, lines: int) -> None:
        ending = "".join(self.said[-3:])
        missing = lines - (len(ending) - len(ending.rstrip("\n")))
        self.said.append("\n" * missing + ("> " if self._quoted else ""))

    def _end_link(self) -> None:
        if self._link.startswith(("http://", "https://")) and self._link.rstrip("/") not in "".join(self.said[-2:]):
            self.said.append(f" {self._link}")
        self._link = ""
