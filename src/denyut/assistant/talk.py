"""How goals take part in the talk: what names them, who hears of them, and what a message can become for them."""

from django.utils.translation import gettext_lazy as _

from denyut.assistant import goals, hearing
from denyut.assistant.actions.withdrawing import tell_withdrawn
from denyut.assistant.fragments import CARDS, CHIPS
from denyut.assistant.models import Suggestion, Takeaway
from denyut.talk.listening import listener
from denyut.talk.offspring import Offspring, offspring
from denyut.talk.references import Referable, referable
from denyut.talk.turning import turn

referable(
    Referable(
        kind=goals.KEY_RESULT,
        title=_("Key results"),
        prefix="KR",
        find=goals.find_key_results,
        suggest=goals.suggest_key_results,
        chip=CHIPS[goals.KEY_RESULT],
        card=CARDS[goals.KEY_RESULT],
    )
)
referable(
    Referable(
        kind=goals.OBJECTIVE,
        title=_("Objectives"),
        prefix="O",
        find=goals.find_objectives,
        suggest=goals.suggest_objectives,
        chip=CHIPS[goals.OBJECTIVE],
        card=CARDS[goals.OBJECTIVE],
    )
)
turn("evidence", _("Evidence for a key result"), icon="badge-check", url_name="assistant:evidence", place=20)
turn("suggestion", _("Suggestion"), icon="sparkles", url_name="assistant:suggestion", place=50)
listener("assistant.questions")(hearing.answer_question)
listener("assistant.sentences")(hearing.suggest_check_in)
offspring(Offspring(Takeaway, ("text",), tell=tell_withdrawn))
offspring(Offspring(Suggestion, ("note",)))
