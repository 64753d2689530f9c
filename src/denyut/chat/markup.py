"""What people write, as safe HTML: a small Markdown, emoji by name, and marks where somebody or something is named.

Two fences, one behind the other: the parser knows no HTML, and what it made is cleaned again. What is named comes out as
`<span data-ref="key_result:12">KR-12</span>`, which nobody can write by hand, for `chips` to fill.
"""

import re
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from denyut.chat import emoji
from denyut.chat.mentions import EVERYBODY, TOKEN
from denyut.lib.bidi import without_overrides
from denyut.talk.references import named_in

TAGS = {"p", "br", "strong", "em", "s", "code", "pre", "ul", "ol", "li", "blockquote", "a", "hr", "span"}
ATTRIBUTES = {"*": {"dir"}, "a": {"href", "target"}, "ol": {"start"}, "pre": {"tabindex"}, "span": {"data-ref"}}
SCHEMES = {"http", "https", "mailto"}
# Headings shout, tables and pictures break a narrow page, definitions of links hide words, indented text is no code.
UNKNOWN = ["heading", "lheading", "table", "image", "reference", "code", "html_block", "html_inline", "entity"]
# Addresses without "https://" are noticed under these ends alone: "notes.md" and "main.py" are names of files.
ENDS = ["com", "org", "net", "edu", "gov", "io", "id", "my", "sg", "th", "vn", "cn", "ae", "sa"]
BLOCKS = {"paragraph_open", "list_item_open", "blockquote_open"}

LEADS = re.compile(r"https?://|mailto:|/(?![/\\])", re.IGNORECASE)

# Letters of words, and signs that are no Markdown between them: a full stop or colon before a space only, since others make addresses,
# a hyphen inside a word only; a number at the beginning may begin a list.
PLAIN = re.compile(
    r"(?:[^\W\d_]|[0-9](?![0-9]*[.)]))"
    r"(?:[^\W_]|(?<=[^\W_])-(?=[^\W_])|[\u0e30-\u0e4e\u064b-\u0652,;?%–—…“”’。，、；？：！]| (?! )|[.:!](?= )|[.!]$)*(?<! )"
)
SHOWN_LINES, SHOWN_LETTERS = 40, 4_000
KEPT_LINES, KEPT_LETTERS = 16, 1_600
PLAIN_FROM = 20_000
# The part of the parser that finds addresses remembers the text it reads: each thread has its own.
_own = threading.local()
REF = re.compile(r'<span data-ref="([a-z_]+):(\d+)">([^<]*)</span>')


@dataclass(frozen=True, slots=True)
class Drawn:
    """A text as safe HTML, with marks; `lines` is how long the whole is where only its beginning is drawn, else 0."""

    html: str
    lines: int = 0


def drawn(text: str) -> Drawn:
    """A message's words; of a very long one the beginning."""
    rows = text.split("\n")
    if len(rows) <= SHOWN_LINES and len(text) <= SHOWN_LETTERS:
        return Drawn(marked_up(text))
    return Drawn(marked_up("\n".join(rows[:KEPT_LINES])[:KEPT_LETTERS]), len(rows))


def whole(text: str) -> str:
    """A message's words to their end. What is as long as a file is shown letter by letter, without Markdown."""
    if len(text) > PLAIN_FROM:
        return f"<pre>{escape(without_overrides(text))}</pre>"
    return marked_up(text)


def marked_up(text: str) -> str:
    """The text as safe HTML, with marks where it names somebody or something."""
    # Most of what people say holds no sign that means anything: it comes out as it is, a tenth as expensive.
    if PLAIN.fullmatch(text) and next(named_in(text), None) is None:
        return f'<p dir="auto">{text}</p>\n'
    return parsed(text)


def parsed(text: str) -> str:
    """The same by way of the parser, whatever the text is."""
    return nh3.clean(
        _parser().render(without_overrides(text)),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer nofollow",
    )


def filled(html: str, chip: Callable[[str, int, str], str]) -> str:
    """The HTML with its marks filled: `chip(kind, number, words)` gives safe HTML, `words` are escaped already."""
    return REF.sub(lambda mark: chip(mark[1], int(mark[2]), mark[3]), html)


def marks_in(html: str) -> set[tuple[str, int]]:
    """What the marks of this HTML name: kinds with their numbers."""
    return {(kind, int(number)) for kind, number, _words in REF.findall(html)}


def _parser() -> MarkdownIt:
    if not hasattr(_own, "parser"):
        _own.parser = _made()
    parser: MarkdownIt = _own.parser
    return parser


def _made() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True}).enable(
        ["strikethrough", "linkify"]
    )
    parser.disable(UNKNOWN, ignoreInvalid=True)
    parser.validateLink = _leads_somewhere  # type: ignore[method-assign]
    parser.linkify = LinkifyIt(options={"fuzzy_link": True, "fuzzy_email": True, "fuzzy_ip": False}).tlds(ENDS)
    parser.inline.ruler.before("emphasis", "mention", _mention)
    parser.inline.ruler.before("emphasis", "emoji", _emoji)
    parser.core.ruler.push("references", _references)
    parser.core.ruler.push("directions", _directions)
    parser.add_render_rule("mark", _mark)
    parser.add_render_rule("link_open", _link)
    parser.add_render_rule("fence", _fence)
    return parser


def _leads_somewhere(url: str) -> bool:
    """Whether an address names its own place: on the web, a mailbox, or a page of this house."""
    return LEADS.match(url) is not None


def _mention(state: StateInline, silent: bool) -> bool:
    """A mention, outside of links: "@Mei Lin#4", "@Customer Service#d2", "@all"."""
    if state.src[state.pos] != "@" or state.linkLevel:
        return False
    found = TOKEN.match(state.src, state.pos) or EVERYBODY.match(state.src, state.pos)
    if found is None or found.end() > state.posMax:
        return False
    if not silent:
        given = found.groupdict()
        kind = {"d": "department", "": "person", None: "everybody"}[given.get("mark")]
        words = f"@{given['name']}" if "name" in given else found[0]
        _push(state, kind, int(given.get("number") or 0), words)
    state.pos = found.end()
    return True


def _emoji(state: StateInline, silent: bool) -> bool:
    """An emoji by its name: ":thumbsup:"."""
    found = emoji.SHORT.match(state.src, state.pos) if state.src[state.pos] == ":" else None
    if found is None or found[1] not in emoji.ALL or found.end() > state.posMax:
        return False
    if not silent:
        state.pending += emoji.ALL[found[1]]
    state.pos = found.end()
    return True


def _push(state: StateInline, kind: str, number: int, words: str) -> None:
    token = state.push("mark", "", 0)
    token.content, token.meta = words, {"ref": f"{kind}:{number}"}


def _references(state: StateCore) -> None:
    """Part the plain words of a text where they name something."""
    for block in state.tokens:
        if block.children:
            block.children = [piece for token in _outside_links(block.children) for piece in token]


def _outside_links(tokens: Sequence[Token]) -> list[list[Token]]:
    depth, found = 0, []
    for token in tokens:
        depth += {"link_open": 1, "link_close": -1}.get(token.type, 0)
        found.append(_parted(token) if token.type == "text" and not depth else [token])
    return found


def _parted(token: Token) -> list[Token]:
    pieces, end = [], 0
    for thing in named_in(token.content):
        pieces.append(Token("text", "", 0, content=token.content[end : thing.start], level=token.level))
        words, ref = token.content[thing.start : thing.end], f"{thing.kind}:{thing.number}"
        pieces.append(Token("mark", "", 0, content=words, level=token.level, meta={"ref": ref}))
        end = thing.end
    return [*pieces, Token("text", "", 0, content=token.content[end:], level=token.level)] if pieces else [token]


def _directions(state: StateCore) -> None:
    """Each paragraph runs the way its own first letter does."""
    for token in state.tokens:
        if token.type in BLOCKS:
            token.attrSet("dir", "auto")


def _mark(_self: RendererHTML, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
    return f'<span data-ref="{tokens[idx].meta["ref"]}">{escape(tokens[idx].content)}</span>'


def _link(self: RendererHTML, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
    # What leads out of the house opens beside it.
    if not str(tokens[idx].attrGet("href")).startswith("/"):
        tokens[idx].attrSet("target", "_blank")
    return str(self.renderToken(tokens, idx, options, env))


def _fence(_self: RendererHTML, tokens: Sequence[Token], idx: int, _options: Any, _env: Any) -> str:
    # A wide one scrolls by itself, with the keyboard too.
    return f'<pre tabindex="0"><code>{escape(tokens[idx].content)}</code></pre>\n'
