"""What can happen at the doors for whole files."""

from django.utils.translation import gettext_lazy as _

from denyut.spine.verbs import verb

UPLOADED = verb("exchange.uploaded", _("%(actor)s looked at a file to import"))
BEGUN = verb("exchange.begun", _("%(actor)s began an import"))
IMPORTED = verb("exchange.imported", _("%(actor)s imported %(rows)s rows from a file"))
