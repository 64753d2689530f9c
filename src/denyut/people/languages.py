"""The seven languages of the product."""

from django.utils.translation import to_locale

LANGUAGES = [
    ("id", "Bahasa Indonesia"),
    ("en", "English"),
    ("ar", "العربية"),
    ("ms", "Bahasa Melayu"),
    ("th", "ไทย"),
    ("vi", "Tiếng Việt"),
    ("zh-hans", "简体中文"),
]
CODES = frozenset(code for code, _name in LANGUAGES)


def is_right_to_left(code: str) -> bool:
    """Whether the language's script runs from right to left."""
    return to_locale(code).partition("_")[0] == "ar"
