"""What a file really is, by its first bytes, whatever its name says. Pure."""

from pathlib import PurePath

HEAD = 512
# What runs when somebody opens it: such files come in no message.
RUNS = frozenset(
    [
        "exe",
        "msi",
        "msp",
        "scr",
        "bat",
        "cmd",
        "com",
        "pif",
        "cpl",
        "vbs",
        "vbe",
        "js",
        "jse",
        "wsf",
        "wsh",
        "ps1",
        "psm1",
        "hta",
        "lnk",
        "reg",
        "jar",
        "apk",
        "app",
        "dmg",
        "pkg",
        "deb",
        "rpm",
        "sh",
        "elf",
        "dll",
        "sys",
        "iso",
        "img",
        "vhd",
        "html",
        "htm",
        "xhtml",
        "svg",
        "svgz",
        "xml",
        "xht",
        "mht",
        "mhtml",
        "swf",
    ]
)
SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\x89PNG\r\n\x1a\n", "image/png"),
    (0, b"\xff\xd8\xff", "image/jpeg"),
    (0, b"GIF87a", "image/gif"),
    (0, b"GIF89a", "image/gif"),
    (8, b"WEBP", "image/webp"),
    (8, b"WAVE", "audio/wav"),
    (0, b"%PDF-", "application/pdf"),
    (0, b"PK\x03\x04", "application/zip"),
    (0, b"PK\x05\x06", "application/zip"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (0, b"OggS", "audio/ogg"),
    (0, b"ID3", "audio/mpeg"),
    (0, b"\xff\xfb", "audio/mpeg"),
    (0, b"\xff\xf3", "audio/mpeg"),
    (0, b"fLaC", "audio/flac"),
    (0, b"\x1aE\xdf\xa3", "video/webm"),
    (4, b"ftypM4A", "audio/mp4"),
    (4, b"ftypheic", "image/heic"),
    (4, b"ftypheix", "image/heic"),
    (4, b"ftypqt", "video/quicktime"),
    (4, b"ftyp", "video/mp4"),
    (0, b"Rar!", "application/vnd.rar"),
    (0, b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (0, b"\x1f\x8b", "application/gzip"),
)
EXECUTABLE = (b"MZ", b"\x7fELF", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xfe\xed\xfa", b"#!")
OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
TEXT = {"txt": "text/plain", "csv": "text/csv", "md": "text/markdown", "log": "text/plain", "json": "application/json"}
# Names that promise something: what stands under them must be of that family.
PROMISES = {
    **dict.fromkeys(("png", "jpg", "jpeg", "gif", "webp", "heic"), "image/"),
    **dict.fromkeys(("mp3", "wav", "ogg", "oga", "opus", "m4a", "flac"), "audio/"),
    **dict.fromkeys(("mp4", "mov", "webm"), "video/"),
    "pdf": "application/pdf",
    "zip": "application/zip",
    **OFFICE,
}
UNKNOWN = "application/octet-stream"


def kind_of(name: str, head: bytes) -> str:
    """The media type of a file by its first 512 bytes; by its name only among types that look alike inside."""
    found = next((kind for at, mark, kind in SIGNATURES if head[at : at + len(mark)] == mark), "")
    ending = ending_of(name)
    if found == "application/zip":
        return OFFICE.get(ending, found)
    if found == "video/webm" and ending in ("weba", "webm") and b"V_" not in head and b"A_OPUS" in head:
        return "audio/webm"
    if found:
        return found
    return TEXT.get(ending, "text/plain" if ending == "" else UNKNOWN) if _is_text(head) else UNKNOWN


def runs(name: str, head: bytes) -> bool:
    """Whether the file is a program, or a page that could run one: by its name's ending, or by what it is."""
    return ending_of(name) in RUNS or head.startswith(EXECUTABLE) or _is_page(head)


def keeps_promise(name: str, kind: str) -> bool:
    """Whether the file is what its name's ending promises."""
    promised = PROMISES.get(ending_of(name), "")
    # Ogg, webm and mp4 hold sound or film.
    is_media = promised in ("audio/", "video/") and kind.startswith(("audio/", "video/"))
    return is_media or kind.startswith(promised)


def ending_of(name: str) -> str:
    """The ending of a name, small, without its dot."""
    return PurePath(name.strip(" .")).suffix.lower().removeprefix(".")


def _is_text(head: bytes) -> bool:
    return b"\x00" not in head


def _is_page(head: bytes) -> bool:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return start.startswith((b"<!doctype html", b"<html", b"<script", b"<svg", b"<?xml"))
