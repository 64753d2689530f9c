"""When somebody means: "tomorrow 3pm", "in 20 min", "Jumat 15.00", "明天下午3点". Seven languages, English understood in all of them."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from re import Match, Pattern

from denyut.lib.dates import NotADate
from denyut.lib.dates import parse_moment as parse_date
from denyut.lib.moment_patterns import DATE, DAY_MONTH, Reader, reader_of
from denyut.lib.moment_words import DAY, HAN_DIGITS, HOUR, MomentWords, plain

# A day without an hour: the start of work, or its end once that has passed.
USUAL_HOURS = (time(9), time(17))
# "At 3" without more is the afternoon: nobody asks to be woken for a call.
EARLY = range(1, 7)
LENGTHS = (1, HOUR, DAY, 7 * DAY)
LONGEST, LETTERS = 400 * DAY, 2_000


@dataclass(frozen=True, slots=True)
class Moment:
    """What was understood: the moment, whether an hour was said (else it is a day), and the words that were not part of it."""

    at: datetime
    has_hour: bool
    rest: str


def parse_moment(text: str, now: datetime, zone: tzinfo, language: str) -> datetime | None:
    """The aware moment that the whole text says, None when it says none or more than that.

    A day without an hour is nine o'clock, or five when nine has passed. `now` is aware; what was said may lie in the past.
    """
    found = said_moment(text, now, zone, language)
    return found.at if found is not None else None


def said_moment(text: str, now: datetime, zone: tzinfo, language: str) -> Moment | None:
    """The same, with whether an hour was said."""
    written = _written(text, now, zone)
    found = written or _read(text, now, zone, language, is_whole=True)
    return found if found is not None and not found.rest else None


def moment_in(text: str, now: datetime, zone: tzinfo, language: str) -> Moment | None:
    """The moment somebody mentions in a sentence, None without one: "Call Budi tomorrow" leaves "Call Budi"."""
    return _read(text, now, zone, language, is_whole=False)


def _written(text: str, now: datetime, zone: tzinfo) -> Moment | None:
    """A date as programs and calendars write it, alone."""
    try:
        found = parse_date(text)
    except NotADate:
        return None
    if isinstance(found, datetime):
        return Moment((found if found.tzinfo else found.replace(tzinfo=zone)).astimezone(zone), True, "")
    return Moment(_at_usual_hour(found, now, zone), False, "")


class _Text:
    """A text as it was written and, letter by letter, in its plainest form, in which what was read is blanked."""

    def __init__(self, text: str) -> None:
        pairs = [(letter, _plain_letter(letter)) for letter in unicodedata.normalize("NFC", text[:LETTERS])]
        self.letters = [letter for letter, small in pairs if small]
        self.small = "".join(small for _letter, small in pairs)

    def take(self, *patterns: Pattern[str]) -> Match[str] | None:
        """The first place of the first pattern that is there, blanked for those who read on."""
        found = next((match for pattern in patterns if (match := pattern.search(self.small))), None)
        if found is not None:
            self.blank(found)
        return found

    def blank(self, found: Match[str]) -> None:
        self.small = self.small[: found.start()] + " " * len(found.group()) + self.small[found.end() :]

    def rest(self) -> str:
        """What was not read, as it was written."""
        kept = (letter if small != " " else " " for letter, small in zip(self.letters, self.small, strict=True))
        return " ".join("".join(kept).split())


def _plain_letter(letter: str) -> str:
    return " " if letter.isspace() else plain(letter)[:1]


def _read(text: str, now: datetime, zone: tzinfo, language: str, *, is_whole: bool) -> Moment | None:
    line, reader, here = _Text(text), reader_of(language), now.astimezone(zone)
    try:
        length = _length(line, reader, is_whole=is_whole)
        day = _day(line, reader, here.date(), is_whole=is_whole) if length is None else None
        hour = _hour(line, reader, is_whole=is_whole) if length is None or length[1] else None
        found = _together(here, length, day, hour)
    except (ValueError, OverflowError):
        # The thirtieth of February, or a quarter past twenty-five.
        return None
    return replace(found, rest=_left(line, reader)) if found is not None else None


def _together(
    here: datetime, length: tuple[int, bool] | None, day: tuple[date, bool] | None, hour: time | None
) -> Moment | None:
    if length is not None:
        return _after(here, *length, hour)
    if day is not None:
        return _on_day(here, *day, hour)
    if hour is None:
        return None
    today = datetime.combine(here.date(), hour, here.tzinfo)
    return Moment(today if today > here else today + timedelta(days=1), True, "")


def _after(here: datetime, minutes: int, is_days: bool, hour: time | None) -> Moment:
    if not is_days:
        return Moment(_later(here, minutes), True, "")
    # Days keep their local hour when the clocks change, hours do not.
    ahead = here + timedelta(minutes=minutes)
    at = datetime.combine(ahead.date(), hour, here.tzinfo) if hour is not None else ahead
    return Moment(at, hour is not None, "")


def _on_day(here: datetime, day: date, is_coming: bool, hour: time | None) -> Moment:
    """That day; `is_coming` is one that comes again each week, so that it never lies behind."""
    again = day + timedelta(days=7)
    if hour is None:
        return Moment(_at_usual_hour(again if is_coming and day == here.date() else day, here, here.tzinfo), False, "")
    at = datetime.combine(day, hour, here.tzinfo)
    return Moment(datetime.combine(again, hour, here.tzinfo) if is_coming and at <= here else at, True, "")


def _at_usual_hour(day: date, now: datetime, zone: tzinfo | None) -> datetime:
    hours = [datetime.combine(day, hour, zone) for hour in USUAL_HOURS]
    if day != now.astimezone(zone).date():
        return hours[0]
    return next((at for at in hours if at > now), _later(now.astimezone(zone), HOUR))


def _later(here: datetime, minutes: int) -> datetime:
    return datetime.fromtimestamp(here.timestamp() + minutes * 60, here.tzinfo)


def _length(line: _Text, reader: Reader, *, is_whole: bool) -> tuple[int, bool] | None:
    """Minutes from now, and whether they were said in days: "in 20 min"; a bare "20 min" only where nothing else is written."""
    found = line.take(*reader.lengths) or (line.take(reader.bare_length) if is_whole else None)
    if found is not None:
        unit = plain(found["unit"])
        place = next(place for place, names in enumerate(reader.words.units) if unit in names)
        minutes = round(_number(found["number"]) * LENGTHS[place])
        if not 0 < minutes <= LONGEST:
            raise ValueError("too far away to be meant")
        return minutes, LENGTHS[place] >= DAY and not minutes % DAY
    counted = line.take(*reader.counted)
    minutes = reader.words.counted[plain(counted["length"])] if counted is not None else 0
    return (minutes, minutes >= DAY) if counted is not None else None


def _day(line: _Text, reader: Reader, today: date, *, is_whole: bool) -> tuple[date, bool] | None:
    """The day said, and whether it is one that comes again each week."""
    found = _calendar_day(line, reader, today) or _day_from_today(line, reader, today)
    if found is not None:
        return found, False
    named = line.take(reader.weekday)
    if named is not None:
        monday, number = today - timedelta(days=today.weekday()), reader.weekdays[plain(named["name"])]
        is_next = bool(named["before"] or named["after"])
        return (monday + timedelta(days=7 + number), False) if is_next else (_coming_weekday(number, today), True)
    return _brief_day(line, reader, today) if is_whole else None


def _calendar_day(line: _Text, reader: Reader, today: date) -> date | None:
    found = line.take(DATE)
    if found is not None:
        written = parse_date(found.group().replace("号", "日"))
        return written.date() if isinstance(written, datetime) else written
    found = line.take(DAY_MONTH, *reader.month_days)
    if found is None:
        return None
    month = found["month"]
    number = int(month) if month.isdecimal() else reader.months[plain(month)]
    this_year = date(today.year, number, int(found["day"]))
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)


def _day_from_today(line: _Text, reader: Reader, today: date) -> date | None:
    found = line.take(reader.day)
    if found is not None:
        return today + timedelta(days=reader.words.days[plain(found.group())])
    # "Next week" by itself is its Monday; beside a weekday, the weekday's pattern takes both.
    week = reader.next_week.search(line.small)
    if week is None or reader.weekday.search(line.small[: week.start()] + " " + line.small[week.end() :]):
        return None
    line.blank(week)
    return today + timedelta(days=7 - today.weekday())


def _brief_day(line: _Text, reader: Reader, today: date) -> tuple[date, bool] | None:
    found = line.take(reader.brief)
    if found is None:
        return None
    name = plain(found.group())
    if name in reader.brief_weekdays:
        return _coming_weekday(reader.brief_weekdays[name], today), True
    return today + timedelta(days=reader.words.brief[name]), False


def _coming_weekday(number: int, today: date) -> date:
    return today + timedelta(days=(number - today.weekday()) % 7)


def _hour(line: _Text, reader: Reader, *, is_whole: bool) -> time | None:
    for found in reader.clock.finditer(line.small):
        half = reader.half.search(found["lead"]) or reader.half.search(f" {found['half'] or ''} ")
        is_said = bool(found["lead"].strip() or found["half"] or found["mark"] or found["mark2"])
        is_written = found["sep"] == ":" or (found["sep"] == "." and (is_whole or reader.is_dotted))
        is_a_little = found["hour"] == "一" and not found["lead"].strip()
        if (is_said or is_written) and not is_a_little:
            line.blank(found)
            minute = 30 if found["middle"] else int(found["minute"] or found["minute2"] or 0)
            said = plain(half.group()) if half else ""
            hour = _of_day(int(_number(found["hour"])), said, reader.words, is_bare=found["sep"] is None)
            return time(hour, minute)
    return None


def _of_day(hour: int, half: str, words: MomentWords, *, is_bare: bool) -> int:
    if hour > 12 or not half:
        return hour + 12 if is_bare and hour in EARLY else hour % 24 if hour == 24 else hour
    if half in words.noon:
        return hour + 12 if hour in EARLY else hour
    return hour % 12 + 12 * (half in words.evening)


def _number(text: str) -> float:
    if text[0].isdecimal():
        return float(text.replace(",", "."))
    tens, ten, ones = text.rpartition("十")
    return 10 * (_han_digit(tens) if tens else 1) * bool(ten) + (_han_digit(ones) if ones else 0)


def _han_digit(text: str) -> int:
    # 两 is the two that counts things.
    return 2 if text == "两" else HAN_DIGITS.index(text)


def _left(line: _Text, reader: Reader) -> str:
    """The words that say nothing about the time; "at" and "on" by themselves are nothing."""
    rest = line.rest()
    return rest if reader.fillers.sub("", plain(rest)).strip(" ,.;-–") else ""
