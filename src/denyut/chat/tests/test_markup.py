import re
from html.parser import HTMLParser

import nh3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.chat import markup
from denyut.chat.markup import PLAIN, Drawn, drawn, marked_up, parsed, whole

VOID = {"br", "hr"}
LEADS = re.compile(r"(?i)https?://|mailto:|/(?![/\\])")


class Walk(HTMLParser):
    """Reads HTML strictly: which elements and attributes it has, and whether each element is closed in its place."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.found: set[tuple[str, str]] = set()
        self.links: list[str] = []
        self.is_balanced = True
        self.feed(html)
        self.close()
        self.is_balanced = self.is_balanced and not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found |= {(tag, name) for name, _value in attrs} | {(tag, "")}
        self.links += [value or "" for name, value in attrs if name == "href"]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            self.is_balanced = self.is_balanced and bool(self.open) and self.open.pop() == tag


ALLOWED = {(tag, "") for tag in markup.TAGS} | {(tag, "dir") for tag in markup.TAGS}
ALLOWED |= {("a", "href"), ("a", "target"), ("a", "rel"), ("ol", "start"), ("pre", "tabindex"), ("span", "data-ref")}
ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<a href="javascript:alert(1)">x</a>',
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox)",
    '[x](https://a.b "onmouseover=alert(1)")',
    '[x](https://a.b" onclick="alert(1))',
    "<https://a.b/onclick=alert(1)>",
    "<javascript:alert(1)>",
    "![x](https://a.b/x.png)",
    "![x](javascript:alert(1))",
    "`<script>`",
    "```html\n<script>alert(1)</script>\n```",
    '<span data-ref="person:1">me</span>',
    "<iframe src=//a.b></iframe>",
    "<style>*{display:none}</style>",
    "<!--<img src=x onerror=alert(1)>-->",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "</p></div></article><script>alert(1)</script>",
    '@"><script>alert(1)</script>#4',
    "@<b>Mei</b>#4",
    ":<script>:",
    "[a](<javascript:alert(1)>)",
    "[![x](a)](javascript:alert(1))",
    "x\u202egnp.exe",
    "[x]: javascript:alert(1)\n\n[x]",
    "[x](//evil.example)",
    "[x](/\\evil.example)",
]


def assert_harmless(html: str) -> None:
    walk = Walk(html)
    assert walk.found - ALLOWED == set()
    assert walk.is_balanced
    assert [link for link in walk.links if not LEADS.match(link)] == []


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks_are_words(attack: str) -> None:
    assert_harmless(marked_up(attack))


@given(st.text(max_size=200))
def test_any_text_is_harmless(text: str) -> None:
    assert_harmless(marked_up(text))


SIGNS = ["**", "`", "> ", "- ", "1. ", "\n", "\n\n", "~~", "[", "](", ")", "@Mei#4", "KR-1", "<", ">", '"', "'"]


@given(st.lists(st.sampled_from([*ATTACKS, *SIGNS]), max_size=12))
def test_any_mixture_of_attacks_and_signs_is_harmless(pieces: list[str]) -> None:
    assert_harmless(marked_up("".join(pieces)))


@given(st.text(max_size=120))
def test_what_was_cleaned_stays_as_it_is(text: str) -> None:
    html = marked_up(text)
    assert (
        nh3.clean(html, tags=markup.TAGS, attributes=markup.ATTRIBUTES, link_rel="noopener noreferrer nofollow") == html
    )


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**a** _b_ ~~c~~ `d`", "<strong>a</strong> <em>b</em> <s>c</s> <code>d</code>"),
        ("# no heading", "# no heading"),
        ("a | b\n--- | ---", "a | b<br>\n--- | ---"),
        ("one\ntwo", "one<br>\ntwo"),
        ("1 < 2 && 3 > 2", "1 &lt; 2 &amp;&amp; 3 &gt; 2"),
        ("&lt;b&gt;", "&amp;lt;b&amp;gt;"),
        ("a\u202eb\u2066c\u2069", "abc"),
        (":thumbsup: 10:30:45 :nonsense:", "👍 10:30:45 :nonsense:"),
        ("notes.md and main.py", "notes.md and main.py"),
        ("snake_case_name and 2*3*4", "snake_case_name and 2<em>3</em>4"),
    ],
)
def test_a_paragraph(text: str, html: str) -> None:
    assert marked_up(text) == f'<p dir="auto">{html}</p>\n'


def test_links_open_beside_and_tell_nothing_of_where_they_stood() -> None:
    assert marked_up("see example.com") == (
        '<p dir="auto">see <a href="http://example.com" target="_blank" rel="noopener noreferrer nofollow">example.com</a></p>\n'
    )


def test_a_link_inside_the_house_opens_here() -> None:
    assert "target" not in marked_up("[the room](/rooms/7/)")


def test_blocks() -> None:
    assert marked_up("> a\n\n- b\n\n```\n<c>\n```") == (
        '<blockquote dir="auto">\n<p dir="auto">a</p>\n</blockquote>\n'
        '<ul>\n<li dir="auto">b</li>\n</ul>\n<pre tabindex="0"><code>&lt;c&gt;\n</code></pre>\n'
    )


def test_what_is_named_is_marked_outside_of_code_and_links() -> None:
    text = "**KR-12** and @Mei Lin#4, @Customer Service#d2, @all; `@Mei Lin#4 KR-12` [KR-12](https://a.b)"
    assert markup.marks_in(marked_up(text)) == {
        ("key_result", 12),
        ("person", 4),
        ("department", 2),
        ("everybody", 0),
    }


def test_nobody_is_called_inside_of_an_address() -> None:
    assert markup.marks_in(marked_up("mei@all.com https://a.b/@all x@Mei#4")) == set()


def test_a_paste_of_five_thousand_lines_is_folded() -> None:
    text = "\n".join(f"line {number}" for number in range(5_000))
    said = drawn(text)
    assert (said.lines, "line 15" in said.html, "line 16" in said.html) == (5_000, True, False)
    assert whole(text).count("\n") == 4_999


def test_one_very_long_line_is_folded() -> None:
    said = drawn("x" * 5_000)
    assert (said.lines, len(said.html) < 2_000) == (1, True)


def test_forty_lines_are_shown_whole() -> None:
    text = "\n".join("a" * 20 for _ in range(40))
    assert drawn(text) == Drawn(marked_up(text))


def test_what_is_as_long_as_a_file_is_shown_letter_by_letter() -> None:
    assert whole("<b>*x*" * 5_000).startswith("<pre>&lt;b&gt;*x*&lt;b&gt;")


@given(st.text(max_size=100))
def test_marks_are_filled_once(text: str) -> None:
    html = marked_up(text)
    assert markup.filled(html, lambda kind, number, words: words).count("<span") == 0


@given(st.text(alphabet="abcdeKRO12 ,;?!.:%–…“”。，、بيมี็中文-_*`#@/&<'\"()[]\n", max_size=60) | st.text(max_size=40))
def test_plain_words_come_out_as_the_parser_makes_them(text: str) -> None:
    assert marked_up(text) == parsed(text)


@pytest.mark.parametrize(
    "text", ["Antrian sudah lancar, rata rata 18 menit.", "队列已经恢复正常，谢谢！", "الطابور قصير اليوم", "คิวสั้นแล้ว"]
)
def test_plain_words_need_no_parser(text: str) -> None:
    assert PLAIN.fullmatch(text) is not None
