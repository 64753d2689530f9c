"""Forms that say how a source is reached: each kind has its own."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from denyut.people.forms.keyed import KeyedForm
from denyut.sources.connecting import Connection
from denyut.sources.models import Kind
from denyut.sources.own import COUNTABLES


class ConnectionForm(KeyedForm):
    """How a source is reached. Each kind has its own."""

    def connection(self) -> Connection:
        """The words as the deed takes them."""
        words: Connection = self.words()  # type: ignore[assignment]  # its fields bear the names of a connection
        return words


class FileForm(ConnectionForm):
    """The first file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV or Excel, up to 50 MB. The first row names the columns."),
        widget=forms.FileInput(attrs={"class": "input", "accept": ".csv,.tsv,.txt,.xlsx,.xlsm,.xls"}),
    )

    def connection(self) -> Connection:
        return {}


class FolderForm(ConnectionForm):
    """Which files of the folder count."""

    takes = forms.ChoiceField(
        label=_("Which files are read?"),
        choices=[("newest", _("The newest: each holds everything")), ("all", _("All of them: each holds a part"))],
        widget=forms.RadioSelect,
        initial="newest",
    )


class DatabaseForm(ConnectionForm):
    """A database, its account, and one question."""

    dialect = forms.ChoiceField(
        label=_("Kind of database"),
        choices=[("postgresql", "PostgreSQL"), ("mysql", "MySQL, MariaDB"), ("sqlite", "SQLite")],
    )
    host = forms.CharField(
        label=_("Machine"),
        max_length=253,
        required=False,
        help_text=_("Its name, as on the list of addresses. Not for SQLite."),
    )
    port = forms.IntegerField(
        label=_("Port"), required=False, min_value=1, max_value=65535, help_text=_("Left empty, the usual one.")
    )
    database = forms.CharField(label=_("Database"), max_length=200, help_text=_("For SQLite the name of the file."))
    user = forms.CharField(
        label=_("Account"), max_length=200, required=False, help_text=_("Best one that may only read.")
    )
    password = forms.CharField(
        label=_("Password"),
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Kept encrypted and never shown again. Left empty, the one that is kept stays."),
    )
    query = forms.CharField(
        label=_("Question"),
        widget=forms.Textarea(attrs={"rows": 6, "dir": "ltr", "spellcheck": "false"}),
        help_text=_("One SELECT. It is asked in a transaction that only reads, for 30 seconds at most."),
    )


class AddressForm(ConnectionForm):
    """An address that answers JSON."""

    url = forms.URLField(label=_("Address"), max_length=500, assume_scheme="https")
    path = forms.CharField(
        label=_("Where the rows stand"),
        max_length=200,
        required=False,
        help_text=_("For example data.items. Left empty: the answer itself."),
    )
    next = forms.CharField(
        label=_("Where the address of the next page stands"),
        max_length=200,
        required=False,
        help_text=_("For example links.next. Left empty: one page."),
    )
    headers = forms.CharField(
        label=_("Headers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "ltr", "autocomplete": "off", "spellcheck": "false"}),
        help_text=_(
            "One a line, like Authorization: Bearer … They are kept encrypted and never shown again. Left empty, those that are kept stay."
        ),
    )

    def clean_headers(self) -> dict[str, str]:
        """The headers by name. Raises ValidationError."""
        lines = [line.partition(":") for line in self.cleaned_data["headers"].splitlines() if line.strip()]
        if not all(colon and value.strip() for _name, colon, value in lines):
            raise forms.ValidationError(_("Write each header on its own line, like Authorization: Bearer …"))
        return {name.strip(): value.strip() for name, _colon, value in lines}


class WebhookForm(ConnectionForm):
    """Whether what is sent must be signed."""

    is_signed = forms.BooleanField(
        label=_("Take signed messages only"),
        required=False,
        help_text=_("Whoever sends signs as Standard Webhooks describes. The address with its secret comes next."),
    )


class OwnForm(ConnectionForm):
    """What is counted."""

    dataset = forms.ChoiceField(label=_("What is counted, day by day?"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["dataset"].choices = [(one.key, one.title) for one in COUNTABLES.values()]  # type: ignore[attr-defined]


CONNECTIONS: dict[str, type[ConnectionForm]] = {
    Kind.FILE: FileForm,
    Kind.FOLDER: FolderForm,
    Kind.SQL: DatabaseForm,
    Kind.HTTP: AddressForm,
    Kind.WEBHOOK: WebhookForm,
    Kind.OWN: OwnForm,
}
