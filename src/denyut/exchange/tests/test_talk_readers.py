import json
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from denyut.exchange.talks.marking import as_markdown
from denyut.exchange.talks.mattermost import read_mattermost
from denyut.exchange.talks.opening import UnreadableTalk, open_talk
from denyut.exchange.talks.slack import read_slack
from denyut.exchange.talks.slack_text import slack_words
from denyut.exchange.talks.stamps import guessed_order, stamp_of
from denyut.exchange.talks.told import Attached, Mark, Said, Talk
from denyut.exchange.talks.whatsapp import read_whatsapp

ZONE = ZoneInfo("Asia/Jakarta")
NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
TODAY = date(2026, 11, 20)

WRITTEN = {
    "day first, 24 hours": "31/12/2023, 21:41 - ",
    "month first, 12 hours, narrow space": "12/31/23, 9:41\u202fPM - ",
    "dots": "31.12.23, 21:41 - ",
    "year first": "2023-12-31 21:41 - ",
    "dot in the time": "31/12/23 21.41 - ",
    "Arabic digits": "\u200f٣١\u200f/١٢\u200f/٢٠٢٣، ٩:٤١ م - ",
    "Buddhist year": "31/12/2566 21:41 - ",
    "Buddhist year of two digits": "31/12/66, 21:41 น. - ",
    "time first": "21:41, 31/12/2023 - ",
    "Han, afternoon before the hour": "2023/12/31 晚上9:41 - ",
    "Han words": "2023年12月31日 21:41 - ",
    "Malay halves": "31/12/2023, 9:41 PTG - ",
    "p.m.": "31/12/2023, 9:41 p.\u00a0m. - ",
    "iPhone": "[31/12/23, 21:41:00] ",
    "iPhone, marked": "\u200e[12/31/23, 9:41:00\u202fPM] ",
}


def read(text: str, **more: object) -> Talk:
    return read_whatsapp(text, zone=ZONE, today=TODAY, **more)  # type: ignore[arg-type]


def said(talk: Talk) -> list[Said]:
    return talk.conversations[0].said


@pytest.mark.parametrize("start", WRITTEN.values(), ids=list(WRITTEN))
def test_a_moment_is_the_same_however_it_is_written(start: str) -> None:
    talk = read(f"{start}Mei Lin: halo\n")
    (one,) = said(talk)
    assert (one.at, one.author, one.text) == (datetime(2023, 12, 31, 21, 41, tzinfo=ZONE), "Mei Lin", "halo")
    assert talk.problems == []


@pytest.mark.parametrize(
    ("written", "hour"),
    [("12:05 AM", 0), ("12:05 PM", 12), ("1:05 pm", 13), ("12:05 ص", 0), ("凌晨12:05", 0), ("中午12:05", 12)],
)
def test_halves_of_a_day(written: str, hour: int) -> None:
    (one,) = said(read(f"2/1/2024, {written} - Mei: x", order="dmy"))
    assert (one.at.hour, one.at.minute) == (hour, 5)


def test_the_order_is_guessed_from_all_days() -> None:
    def order(*days: str) -> tuple[str, bool]:
        return guessed_order([stamp for day in days if (stamp := stamp_of(f"{day}, 21:41 - "))], TODAY)

    assert order("1/2/24", "13/2/24") == ("dmy", True)
    assert order("1/2/24", "1/13/24") == ("mdy", True)
    # Both are possible; only one tells its messages in order.
    assert order("1/2/24", "2/2/24", "3/2/24", "1/3/24") == ("dmy", True)
    assert order("3/4/24") == ("dmy", False)
    assert guessed_order([stamp] if (stamp := stamp_of("3/4/24, 9:41 PM - ")) else [], TODAY) == ("mdy", False)
    assert order("24/12/30", "24/12/31") == ("ymd", True)


def test_the_order_can_be_said() -> None:
    text = "3/4/24, 21:41 - Mei: x"
    assert said(read(text))[0].at.month == 4
    assert said(read(text, order="mdy"))[0].at.month == 3


def test_lines_without_a_stamp_go_on_with_the_message() -> None:
    (one, two) = said(read("1/2/2024, 08:00 - Mei: one\n\n- two\n3/4 of it\n1/2/2024, 08:01 - Bo: ok"))
    assert (one.text, two.text) == ("one\n\n- two\n3/4 of it", "ok")


def test_notices_are_left_out_and_counted() -> None:
    talk = read(
        "1/2/2024, 08:00 - Messages and calls are end-to-end encrypted.\n"
        '1/2/2024, 08:00 - Mei changed the subject to "Plan: now"\n'
        "[1/2/2024, 08:00:01] Group: \u200eMei created this group\n"
        "1/2/2024, 08:01 - Mei: This message was deleted\n"
        "1/2/2024, 08:01 - Mei: hello\n"
    )
    assert ([one.text for one in said(talk)], talk.conversations[0].notices) == (["hello"], 4)


@pytest.mark.parametrize(
    "words",
    [
        *("<Media omitted>", "<Media tidak disertakan>", "<تم استبعاد الوسائط>", "<Media ditinggalkan>", "<สื่อถูกลบ>"),
        *("<Bỏ qua tệp phương tiện>", "<省略多媒体文件>", "\u200eimage omitted", "\u200eaudio tidak disertakan"),
    ],
)
def test_media_that_was_left_out(words: str) -> None:
    (one,) = said(read(f"1/2/2024, 08:00 - Mei: {words}"))
    assert (one.text, one.files, one.has_left_out) == ("", (), True)


@pytest.mark.parametrize(
    "words",
    [
        *(
            "IMG-1.jpg (file attached)",
            "IMG-1.jpg (file terlampir)",
            "IMG-1.jpg (الملف مرفق)",
            "IMG-1.jpg (fail dilampirkan)",
        ),
        *("IMG-1.jpg (ไฟล์ที่แนบมา)", "IMG-1.jpg (tệp đính kèm)", "IMG-1.jpg (文件附件)", "\u200e<attached: IMG-1.jpg>"),
        *(
            "\u200e<terlampir: IMG-1.jpg>",
            "\u200e<附件：IMG-1.jpg>",
            "\u200e<مرفق: IMG-1.jpg>",
            "\u200eIMG-1.jpg (file attached)",
        ),
    ],
)
def test_files_that_come_along(words: str) -> None:
    text = f"1/2/2024, 08:00 - Mei: {words}"
    (one,) = said(read(text, members={"IMG-1.jpg"}))
    assert (one.text, one.files, one.has_left_out) == ("", (Attached("IMG-1.jpg", "IMG-1.jpg"),), False)
    (without,) = said(read(text))
    assert (without.files, without.has_left_out, without.key) == ((Attached("IMG-1.jpg"),), True, one.key)


def test_words_below_a_file_are_its_message() -> None:
    (one,) = said(read("1/2/2024, 08:00 - Mei: IMG-1.jpg (file attached)\nThe shelf\nis full", members={"IMG-1.jpg"}))
    assert (one.text, one.files[0].name) == ("The shelf\nis full", "IMG-1.jpg")


def test_a_key_is_the_same_in_a_longer_export_and_differs_for_what_is_said_twice() -> None:
    short = said(read("1/2/2024, 08:00 - Mei: ok\n1/2/2024, 08:00 - Mei: ok\n"))
    long = said(read("1/2/2024, 08:00 - Mei: ok\n1/2/2024, 08:00 - Mei: ok\n13/2/2024, 08:00 - Bo: ok\n"))
    assert [one.key for one in short] == [one.key for one in long[:2]]
    assert len({one.key for one in long}) == 3


def test_what_cannot_be_read_is_told_with_its_row() -> None:
    talk = read("Chat with Mei\n31/12/2023, 21:41 - Mei: a\n32/13/2023, 21:41 - Mei: b\n1/1/2024, 25:00 - Mei: c\n")
    assert [(one.row, one.code) for one in talk.problems] == [(1, "no_stamp"), (3, "no_moment"), (4, "no_moment")]
    assert [one.text for one in said(talk)] == ["a"]


def test_marks_become_markdown_outside_code() -> None:
    assert as_markdown("*bold* ~gone~ _so_ 2*3*4 `*not*`") == "**bold** ~~gone~~ _so_ 2*3*4 `*not*`"


def test_slack_words() -> None:
    text = (
        "<@U1> see <https://x.io|the *plan*> &amp; <#C1> <!here> <!subteam^S1|@ops> <mailto:a@b.c|a@b.c> <@U9|old>\n• a"
    )
    assert slack_words(text, {"U1": "Mei Lin"}, {"C1": "general"}) == (
        "@Mei Lin see [the **plan**](https://x.io) & #general @here @ops a@b.c @old\n- a"
    )


SLACK = {
    "channels.json": json.dumps([{"id": "C1", "name": "general"}]),
    "dms.json": json.dumps([{"id": "D1", "members": ["U1", "U2"]}]),
    "users.json": json.dumps(
        [
            {"id": "U1", "name": "mei", "profile": {"real_name": "Mei Lin", "email": "Mei@example.com"}},
            {"id": "U2", "name": "bo", "profile": {"display_name": "Bo S"}},
        ]
    ),
    "general/2024-01-01.json": json.dumps(
        [
            {"type": "message", "subtype": "channel_join", "user": "U1", "text": "<@U1> has joined", "ts": "1704070000.0"},
            {"type": "message", "user": "U1", "text": "*Hi* <@U2>", "ts": "1704070800.000100", "thread_ts": "1704070800.000100",
             "reactions": [{"name": "+1", "users": ["U1", "U2"]}], "edited": {"ts": "1704070900"}},
            {"type": "message", "subtype": "bot_message", "username": "Build", "text": "green", "ts": "1704070801"},
        ]
    ),
    "general/2024-01-02.json": json.dumps(
        [
            {"type": "message", "user": "U2", "text": "yes", "ts": "1704157200.000200", "thread_ts": "1704070800.000100"},
            {"type": "message", "user": "U2", "text": "", "ts": "1704157201", "files": [{"name": "plan.pdf", "size": 3}]},
            {"type": "message", "user": "U2", "text": "", "ts": "1704157202"},
            {"type": "message", "user": "U2", "text": "later", "ts": "9999999999"},
        ]
    ),
    "D1/2024-01-02.json": "{broken",
}  # fmt: skip


def test_slack_is_read_with_threads_marks_edits_and_files() -> None:
    talk = read_slack(SLACK, now=NOW)
    general = talk.conversation("general")
    assert general is not None
    hi, green, yes, plan = general.said
    assert (hi.text, hi.author, hi.thread, hi.key) == ("**Hi** @Bo S", "U1", "", "slack:general:1704070800.000100")
    assert (hi.marks, hi.edited_at) == (
        (Mark("👍", "U1"), Mark("👍", "U2")),
        datetime(2024, 1, 1, 1, 1, 40, tzinfo=UTC),
    )
    assert (talk.authors[green.author].name, talk.authors["U1"].email) == ("Build", "mei@example.com")
    assert (yes.thread, plan.files, plan.has_left_out) == (hi.key, (Attached("plan.pdf"),), True)
    assert general.notices == 1
    assert [(one.place, one.row, one.code) for one in talk.problems] == [
        ("D1/2024-01-02.json", 0, "no_json"),
        ("general/2024-01-02.json", 3, "no_words"),
        ("general/2024-01-02.json", 4, "no_moment"),
    ]
    assert [one.name for one in talk.conversations] == ["Mei Lin, Bo S", "general"]


MATTERMOST = "\n".join(
    map(
        json.dumps,
        [
            {"type": "version", "version": 1},
            {"type": "team", "team": {"name": "shop"}},
            {"type": "channel", "channel": {"team": "shop", "name": "town", "display_name": "Town Square"}},
            {"type": "user", "user": {"username": "mei", "email": "mei@example.com", "first_name": "Mei", "last_name": "Lin"}},
            {"type": "post", "post": {"team": "shop", "channel": "town", "user": "mei", "message": "Hi", "create_at": 1704070800000,
             "reactions": [{"user": "bo", "emoji_name": "tada", "create_at": 1704070801000}],
             "attachments": [{"path": "20240101/plan.pdf"}],
             "replies": [{"user": "bo", "message": "Ho", "create_at": 1704070802000}]}},
            {"type": "post", "post": {"team": "shop", "channel": "town", "user": "mei", "message": "joined",
             "type": "system_join_channel"}},
            {"type": "direct_post", "direct_post": {"channel_members": ["mei", "bo"], "user": "bo", "message": "psst",
             "create_at": 1704070803000}},
        ],
    )
)  # fmt: skip


def test_mattermost_is_read_with_answers_marks_and_files() -> None:
    talk = read_mattermost(f"{MATTERMOST}\nnonsense\n", now=NOW, members={"data/20240101/plan.pdf"})
    town = talk.conversation("Town Square")
    assert town is not None
    hi, ho = town.said
    assert (hi.text, hi.author, ho.thread) == ("Hi", "mei", hi.key)
    assert hi.files == (Attached("plan.pdf", "data/20240101/plan.pdf"),)
    assert hi.marks == (Mark("🎉", "bo", datetime(2024, 1, 1, 1, 0, 1, tzinfo=UTC)),)
    assert (town.notices, [one.name for one in talk.conversations]) == (1, ["Town Square", "bo, mei"])
    assert [(one.row, one.code) for one in talk.problems] == [(8, "no_json")]
    assert (talk.authors["mei"].name, talk.authors["bo"].name) == ("Mei Lin", "bo")


def zipped(files: dict[str, bytes | str]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return content.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("chat.txt", b"", "empty"),
        ("chat.txt", b"Dear all,\nsee you\n", "unknown"),
        ("chat.txt", b"1/2/2024, 08:00 - Messages are encrypted.\n", "nothing_said"),
        ("chat.zip", b"PK\x03\x04 and then nothing", "broken"),
        ("chat.zip", zipped({"picture.jpg": b"\xff\xd8"}), "unknown"),
        ("chat.zip", zipped({"_chat.txt": "1/2/2024, 08:00 - Mei: x"})[:-30], "broken"),
        ("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(1000), "unknown"),
    ],
)
def test_a_file_that_is_no_chat_is_refused_with_its_reason(
    tmp_path: Path, name: str, content: bytes, code: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableTalk) as error:
        open_talk(path, zone=ZONE, now=NOW)
    assert error.value.code == code


@pytest.mark.parametrize(
    ("name", "content", "program"),
    [
        ("WhatsApp Chat with Store 12.txt", "1/2/2024, 08:00 - Mei: x".encode("utf-16"), "whatsapp"),
        ("x.zip", zipped({"_chat.txt": "[1/2/2024, 08:00:00] Mei: x", "a.jpg": b"x"}), "whatsapp"),
        ("x.zip", zipped({f"export/{name}": text for name, text in SLACK.items()}), "slack"),
        ("x.zip", zipped({"import.jsonl": MATTERMOST}), "mattermost"),
        ("x.jsonl", MATTERMOST.encode(), "mattermost"),
    ],
)
def test_a_program_is_known_by_what_it_wrote(tmp_path: Path, name: str, content: bytes, program: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    talk = open_talk(path, zone=ZONE, now=NOW)
    first = talk.conversation("")
    assert (talk.program, bool(first and first.said)) == (program, True)


PIECES = st.sampled_from(
    [
        "31/12/2023",
        "12:61",
        ", ",
        " - ",
        "[",
        "]",
        "Mei: ",
        "\n",
        "\u200e",
        "٣",
        "พ.ศ.",
        "AM",
        "<Media omitted>",
        "(file attached)",
        "<a: b.c>",
    ]
)


@given(st.lists(PIECES | st.text(max_size=5), max_size=40).map("".join))
def test_whatsapp_reading_never_raises(text: str) -> None:
    talk = read(text)
    assert all(one.key and one.author in talk.authors for one in said(talk))


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(["type", "ts", "text", "user", "files", "reactions", "users", "name", "profile", "edited", "thread_ts", "id",
                         "members", "post", "message", "create_at", "replies", "attachments", "path", "props", "channel_members"]),
        inner | st.sampled_from(["message", "post", "direct_post", "1704070800"]),
        max_size=6,
    ),
    max_leaves=12,
)  # fmt: skip


@given(JSON, JSON, JSON)
def test_slack_reading_never_raises(users: object, channels: object, day: object) -> None:
    texts = {"users.json": json.dumps(users), "channels.json": json.dumps(channels), "x/1.json": json.dumps([day])}
    talk = read_slack(texts, now=NOW)
    assert all(one.author in talk.authors for room in talk.conversations for one in room.said)


@given(JSON | st.text(max_size=30))
def test_mattermost_reading_never_raises(row: object) -> None:
    talk = read_mattermost(f"{json.dumps(row)}\n{row}", now=NOW)
    assert all(one.author in talk.authors for room in talk.conversations for one in room.said)
