"""In which of the seven languages a goal is written: the script first, then the small words."""

import re

from denyut.drafting.linting.lexicon import LANGUAGES, TOKEN, lexicon_of
from denyut.drafting.linting.morphology import folded

SCRIPTS = {
    "ar": re.compile("[\u0621-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]"),
    "th": re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]"),
    "zh-hans": re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]"),
}
LETTER = re.compile(r"[^\W\d_]")
# Letters that Vietnamese alone among the seven uses.
VIETNAMESE = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹãẽĩõũàèìòùáéíóúý]")
LATIN = ("id", "en", "ms", "vi")
SHARE = 0.25
# A Han sign or an Arabic word says more than a Latin letter beside it, such as those of NPS or CSAT.
LETTERS_OF_A_SIGN = 3
# Indonesian and Malay share most of their words: this much of the best score is as good.
NEAR = 0.8


def normal(code: str | None) -> str:
    """A language code as the lexicons are named: "zh-Hans", "zh_CN" and "zh" are "zh-hans", "id-ID" is "id"; else empty."""
    code = (code or "").replace("_", "-").lower()
    if code.startswith("zh"):
        return "zh-hans"
    return next((known for known in LANGUAGES if code.partition("-")[0] == known), "")


def language_of(text: str, preferred: str | None = None) -> str:
    """The language of a text; `preferred` decides where the words fit two languages equally, as they often do in id and ms.

    A text that says nothing is taken for the preferred language, or for English.
    """
    wanted = normal(preferred)
    letters = len(LETTER.findall(text))
    for language, script in SCRIPTS.items():
        signs = len(script.findall(text))
        weight = LETTERS_OF_A_SIGN if language == "zh-hans" else 1
        if signs and signs * weight >= SHARE * (letters - signs + signs * weight):
            return language
    scores = _scores(folded(text))
    best = max(scores.values())
    # NPS and CSAT are words of every language, and tell none.
    if len(set(scores.values())) == 1:
        return wanted or "en"
    if scores.get(wanted, 0) >= NEAR * best:
        return wanted
    return max(LATIN, key=lambda language: scores[language])


def _scores(text: str) -> dict[str, int]:
    tokens = TOKEN.findall(text)
    scores = {language: sum(lexicon_of(language).frequent.get(token, 0) for token in tokens) for language in LATIN}
    scores["vi"] += 2 * sum(bool(VIETNAMESE.search(token)) for token in tokens)
    for language in LATIN:
        # Words a lexicon knows speak for it a little: a goal is often too short for small words.
        scores[language] = 2 * scores[language] + sum(token in lexicon_of(language).tags for token in tokens)
    return scores
