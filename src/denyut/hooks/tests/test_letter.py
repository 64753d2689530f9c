"""Letters as they come, read."""

from base64 import encodebytes
from contextlib import suppress
from datetime import UTC, datetime
from email.message import EmailMessage
from quopri import encodestring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.hooks.letters.boxes import letters_in
from denyut.hooks.letters.letter import NotALetter, letter_of
from denyut.hooks.letters.pages import text_of_page
from denyut.hooks.letters.quoting import own_words
from denyut.hooks.letters.trust import Trust, trust_in

HEAD = b"From: Mei Lin <Mei@Example.com>\r\nTo: room+abc@x.example\r\nSubject: Hello\r\nMessage-ID: <1@x>\r\n"


def test_a_whole_letter() -> None:
    letter = EmailMessage()
    letter["From"] = "Mei Lin <Mei@Example.com>"
    letter["To"] = "Bo <bo@example.com>, room+abcdefghij0123456789@denyut.example"
    letter["Subject"] = "Antrian sudah lancar ✓"
    letter["Date"] = "Mon, 02 Mar 2026 15:00:00 +0700"
    letter["Message-ID"] = "<3@x>"
    letter["In-Reply-To"] = "<2@x>"
    letter["References"] = "<1@x> <2@x>"
    letter.set_content("Halo\n\nsudah turun")
    letter.add_alternative("<p>Halo</p><p>sudah turun</p>", subtype="html")
    letter.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="../grafik 1.png")
    read = letter_of(letter.as_bytes())
    assert (read.number, read.before) == ("<3@x>", ("<2@x>", "<1@x>"))
    assert (read.subject, read.text.strip()) == ("Antrian sudah lancar ✓", "Halo\n\nsudah turun")
    assert (read.sender, read.address, read.at) == ("Mei Lin", "mei@example.com", datetime(2026, 3, 2, 8, tzinfo=UTC))
    assert read.to == ("bo@example.com", "room+abcdefghij0123456789@denyut.example")
    assert [(one.name, one.media_type, one.content) for one in read.files] == [
        ("../grafik 1.png", "image/png", b"\x89PNG")
    ]
    assert (read.trust, read.is_automatic) == (Trust.UNKNOWN, False)


@pytest.mark.parametrize(
    ("charset", "encoding", "text"),
    [
        ("windows-1256", "base64", "مرحبا بالجميع"),
        ("windows-1256", "quoted-printable", "انخفض الوقت إلى 18 دقيقة"),
        ("gb18030", "base64", "响应时间降到十八分钟 㐂"),
        ("gb2312", "quoted-printable", "你好"),
        ("utf-8", "quoted-printable", "Thời gian phản hồi – ครับ"),
        ("iso-8859-1", "quoted-printable", "café"),
        ("us-ascii", "7bit", "plain"),
        ("x-nobody-knows", "8bit", "é stays readable"),
    ],
)
def test_charsets(charset: str, encoding: str, text: str) -> None:
    codec = "utf-8" if charset.startswith("x-") else charset
    raw = text.encode(codec)
    body = {"base64": encodebytes, "quoted-printable": encodestring}.get(encoding, bytes)(raw)
    head = f"Content-Type: text/plain; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    assert letter_of(HEAD + head.encode() + body).text.strip() == text


def test_a_subject_in_an_old_writing() -> None:
    raw = HEAD.replace(b"Hello", b"=?windows-1256?B?4ePH0QIM?= =?gb18030?Q?=C4=E3=BA=C3?=") + b"\r\nx"
    assert letter_of(raw).subject.endswith("你好")


def test_a_page_alone() -> None:
    raw = HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n<style>p{}</style><p>One</p><script>x()</script><p>Two"
    assert letter_of(raw).text == "One\n\nTwo"


@pytest.mark.parametrize("raw", [b"", b"hello", b"Subject: x\r\n\r\nno sender", b"From: nobody\r\n\r\nx", b"\x00" * 50])
def test_what_is_no_letter(raw: bytes) -> None:
    with pytest.raises(NotALetter):
        letter_of(raw)


@pytest.mark.parametrize(
    "head",
    [b"Auto-Submitted: auto-replied\r\n", b"X-Autoreply: yes\r\n", b"Content-Type: multipart/report; boundary=x\r\n"],
)
def test_automatic(head: bytes) -> None:
    assert letter_of(HEAD + head + b"\r\naway until Monday").is_automatic


def test_a_letter_in_parts_without_end() -> None:
    raw = HEAD + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(300))
    assert letter_of(raw).text == ""


@given(st.binary(max_size=300))
def test_whatever_comes_is_read_or_no_letter(noise: bytes) -> None:
    with suppress(NotALetter):
        letter_of(HEAD + noise)


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Hi <b>all</b></p><ul><li>one<li>two</ul>", "Hi all\n\n- one\n- two"),
        ('<a href="https://example.com">here</a> <a href="javascript:x()">x</a>', "here https://example.com x"),
        ("a<br>b<div>c</div><div>d</div>", "a\nb\nc\nd"),
        ("said<blockquote>old words</blockquote>", "said\n> old words"),
        ("&lt;script&gt; &amp; &nbsp; more", "<script> & more"),
        ("<title>no</title><template>no</template>yes", "yes"),
    ],
)
def test_pages(page: str, text: str) -> None:
    assert text_of_page(page) == text


@pytest.mark.parametrize(
    "quotation",
    [
        "On Mon, 2 Mar 2026 at 08:00, Bo <bo@example.com> wrote:\n> old",
        "On Mon, 2 Mar 2026 at 08:00, Bo\n<bo@example.com> wrote:\n\n> old",
        "Pada Sen, 2 Mar 2026 Bo menulis:\n> old",
        "Vào Th 2, 2 thg 3, 2026 Bo đã viết:\n> old",
        "เมื่อ 2 มี.ค. Bo เขียนว่า:\n> old",
        "2026年3月2日 Bo <bo@example.com> 写道：\n> old",
        "في ٢ مارس كتب Bo:\n> old",
        "-----Original Message-----\nFrom: Bo",
        "________________________________\nFrom: Bo <bo@example.com>\nSent: Monday\nTo: Mei\nSubject: Re: x",
        "发件人: Bo\n发送时间: 2026\n收件人: Mei\n主题: x",
        "-- \nMei Lin\nCustomer Service",
        "Sent from my iPhone",
        "Dikirim dari iPhone saya",
        "> old\n> older",
    ],
)
def test_what_it_says_itself(quotation: str) -> None:
    assert own_words(f"It is 18 minutes now.\n\nThanks\n\n{quotation}\n") == "It is 18 minutes now.\n\nThanks"


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we wrote:\nthe plan",
        "- one\n- two\n\n-- not a signature",
        "From: the left\nand more",
        "> only a quotation",
        "a > b\n> quoted in between\nand an answer",
    ],
)
def test_what_only_looks_like_a_quotation(text: str) -> None:
    assert own_words(text) == text


@given(st.text(alphabet="ab>-\n :", max_size=80))
def test_nothing_is_said_that_was_not_written(text: str) -> None:
    assert own_words(text) in text.replace("\r\n", "\n")


OURS = frozenset({"mx.example", "dmarc.example"})


@pytest.mark.parametrize(
    ("results", "trust"),
    [
        ([], Trust.UNKNOWN),
        (["mx.example; none"], Trust.UNKNOWN),
        (["mx.example 1; dkim=pass header.d=example.com; spf=fail"], Trust.PROVEN),
        (['"MX.Example"; (a note; dmarc=fail) dkim=pass header.i=@mail.example.com'], Trust.PROVEN),
        (["mx.example; dkim=pass header.d=evil.example; spf=pass smtp.mailfrom=x@evil.example"], Trust.UNKNOWN),
        (["mx.example; dkim=pass"], Trust.UNKNOWN),
        (["mx.example; dkim=fail header.d=list.example; dkim=pass header.d=example.com"], Trust.PROVEN),
        (["mx.example; spf=fail smtp.mailfrom=evil.example"], Trust.REFUTED),
        (["mx.example; spf=softfail; dkim=none"], Trust.REFUTED),
        (["mx.example; dmarc=fail (p=reject dkim=pass); dkim=pass header.d=example.com; spf=pass"], Trust.REFUTED),
        (["mx.example; dmarc=pass header.from=example.com; spf=fail"], Trust.PROVEN),
        (["mx.example; dmarc=pass header.from=evil.example"], Trust.UNKNOWN),
        (["mx.example; spf=fail", "forged.example; dkim=pass header.d=example.com; dmarc=pass"], Trust.REFUTED),
        (["forged.example; dmarc=pass", "mx.example; dmarc=pass"], Trust.UNKNOWN),
        (["dmarc.example; dmarc=pass", "mx.example; dkim=fail"], Trust.PROVEN),
        (["mx.example; spf=neutral; dkim=temperror"], Trust.UNKNOWN),
    ],
)
def test_trust(results: list[str], trust: Trust) -> None:
    headers = [("Received", "by mx.example"), *(("Authentication-Results", value) for value in results)]
    assert trust_in(headers, OURS, "example.com") is trust
    assert trust_in(headers, frozenset(), "example.com") is Trust.UNKNOWN


def test_what_stands_below_another_server_is_not_believed() -> None:
    ours, forged = ("mx.example; spf=none", "mx.example; dmarc=pass")
    headers = [("Authentication-Results", ours), ("Received", "by mx.example"), ("Authentication-Results", forged)]
    assert trust_in(headers, OURS, "example.com") is Trust.UNKNOWN


def test_a_letter_of_two_senders_proves_nothing() -> None:
    head = b"Authentication-Results: mx.example; dmarc=pass\r\nFrom: Mei <mei@example.com>, x@evil.example\r\n"
    assert letter_of(head + b"\r\nx", servers=OURS).trust is Trust.UNKNOWN
    assert letter_of(head.replace(b", x@evil.example", b"") + b"\r\nx", servers=OURS).trust is Trust.PROVEN


def test_letters_in_an_mbox() -> None:
    box = b"From mei@x Mon Mar  2 08:00:00 2026\n" + HEAD.replace(b"\r\n", b"\n") + b"\nFrom the start\n>From here\n"
    box += b"\nFrom bo@x Mon Mar  2 09:00:00 2026\n" + HEAD.replace(b"\r\n", b"\n") + b"\nsecond\n"
    found = [letter_of(raw).text.strip() for raw in letters_in(box)]
    assert found == ["From the start\nFrom here", "second"]


def test_a_file_with_one_letter_and_an_empty_one() -> None:
    assert [letter_of(raw).text for raw in letters_in(HEAD + b"\r\nhello")] == ["hello"]
    assert list(letters_in(b" \n")) == []
