"""The words for what can be wrong with a source, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from denyut.sources.troubles import facts_of

KINDS: dict[str, Promise] = {
    "number": gettext_lazy("numbers"),
    "date": gettext_lazy("dates"),
    "text": gettext_lazy("text"),
    "empty": gettext_lazy("nothing"),
}
WHYS: dict[str, Promise] = {
    "empty": gettext_lazy("It is empty."),
    "too_big": gettext_lazy("It is too big."),
    "too_many_rows": gettext_lazy("A sheet has too many rows. Save it as CSV."),
    "too_many_cells": gettext_lazy("It has too many cells. Save it as CSV."),
    "too_large": gettext_lazy("It needs too much memory. Save it as CSV."),
    "too_slow": gettext_lazy("It takes too long to read. Save it as CSV."),
    "bomb": gettext_lazy("It unpacks to far more than it should."),
    "encrypted": gettext_lazy("It is protected with a password."),
    "wrong_format": gettext_lazy("It is not what its name says."),
    "unsupported": gettext_lazy("It is neither a CSV file nor an Excel workbook."),
    "broken": gettext_lazy("It is damaged."),
}
TROUBLES: dict[str, Promise] = {
    "missing_column": gettext_lazy("The column “%(column)s” is missing."),
    "missing_column_in": gettext_lazy("The column “%(column)s” is missing in %(file)s."),
    "column_twice": gettext_lazy("The column “%(column)s” stands there twice."),
    "type_changed": gettext_lazy("The column “%(column)s” held %(was)s and now holds %(now)s."),
    "mixed_dates": gettext_lazy("The dates are written in several forms: %(examples)s. Write all of them in one."),
    "empty_answer": gettext_lazy("There are no rows. Nothing was written: nothing is not zero."),
    "no_rows_left": gettext_lazy(
        "No row passes the filter, or none belongs to a day that is over. Nothing was written."
    ),
    "too_many_refused": gettext_lazy("%(refused)s of %(rows)s rows could not be read, which is too many to go on."),
    "too_many_spans": gettext_lazy("The dates reach over too long a time. Check the column of the date."),
    "too_many_rows": gettext_lazy("There are more than %(limit)s rows. Choose fewer."),
    "too_many_columns": gettext_lazy("There are more than %(limit)s columns. Choose fewer."),
    "too_many_pages": gettext_lazy("There are more than %(limit)s pages. Ask for larger ones."),
    "too_big": gettext_lazy("That is more than %(limit)s MB. Split it, or send less."),
    "timeout": gettext_lazy("There was no complete answer within %(seconds)s seconds."),
    "no_file": gettext_lazy("There is no file yet."),
    "nothing_sent": gettext_lazy("Nothing was sent yet."),
    "unreadable": gettext_lazy("The file can't be read. %(why)s"),
    "not_allowed": gettext_lazy(
        "“%(host)s” is not on the list of addresses that may be asked. Ask an administrator to add it."
    ),
    "not_encrypted": gettext_lazy("The address is not encrypted. Use https."),
    "unreachable": gettext_lazy("It could not be reached: %(words)s"),
    "status": gettext_lazy("The other side answered with the status %(status)s."),
    "redirects": gettext_lazy("The address leads on more than %(limit)s times."),
    "url": gettext_lazy("The address leads to something that is no address."),
    "not_json": gettext_lazy("The answer is not JSON."),
    "path_missing": gettext_lazy("The answer has nothing at “%(path)s”: “%(step)s” is missing."),
    "no_rows": gettext_lazy("At “%(path)s” stands no list of rows."),
    "database": gettext_lazy("The database refused: %(words)s"),
    "dialect": gettext_lazy("The source does not say what kind of database it is."),
    "no_database": gettext_lazy("There is no such file in %(folder)s, the one folder from which databases are read."),
    "unknown_dataset": gettext_lazy("This is no longer counted."),
    "not_kept": gettext_lazy("The number for %(day)s is too long to be kept."),
    "refused": gettext_lazy("It was not written. %(why)s"),
    "query_empty": gettext_lazy("Write one SELECT of up to 10,000 letters."),
    "query_unclear": gettext_lazy("Leave out comments, backslashes and dollar quotes, and close all quotation marks."),
    "query_many": gettext_lazy("One question at a time: leave out the semicolon."),
    "query_not_select": gettext_lazy("Only questions: it begins with SELECT or WITH."),
    "query_writes": gettext_lazy("“%(word)s” could change something or make others wait. Sources only read."),
}
PROBLEMS: dict[str, Promise] = {
    "empty": gettext_lazy("Empty"),
    "not_a_date": gettext_lazy("Not a date in the form of this source"),
    "not_a_number": gettext_lazy("Not a number"),
    "short_row": gettext_lazy("The row ends before this column"),
}


def trouble_words(kept: Mapping[str, object]) -> str:
    """What is wrong, as a sentence. `kept` is what `Trouble.as_json` made; empty for none."""
    code = str(kept.get("code", ""))
    if not code:
        return ""
    facts = {name: _fact(name, value) for name, value in facts_of(kept).items()}
    return str(TROUBLES[code]) % facts if code in TROUBLES else _("Something is wrong with this source.")


def _fact(name: str, value: object) -> object:
    if name in ("was", "now"):
        return str(KINDS.get(str(value), value))
    return str(WHYS.get(str(value), value)) if name == "why" else value
