"""What is found, in whole sentences in the reader's language: what is missing, why it matters, what to write."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from denyut.drafting.linting.report import Finding, Nature
from denyut.lib.bidi import isolated

SENTENCES: dict[str, Promise] = {
    "no_text": _("Write the goal in one sentence: who or what changes, and how far."),
    "no_object": _(
        "“%(words)s” does not say of what. Name the thing that changes, for example “refund requests per month”."
    ),
    "slogan": _(
        "“%(words)s” is praise that everybody reads differently. Say what a customer or colleague would see, with a number."
    ),
    "vague_noun": _("“%(words)s” can mean many things. Name the number that shows it, for example “%(measure)s”."),
    "vague_word": _(
        "“%(words)s” can mean many things. Name the number that shows it, for example a share, a count or a time."
    ),
    "vague_verb": _(
        "“%(words)s” leaves open what will be different. Name what is counted, for example “median time to first response”."
    ),
    "no_degree": _(
        "“%(words)s” does not say how much. Write from where to where, for example “from 30 to 18 minutes”."
    ),
    "too_short": _(
        "“%(words)s” is too short to be understood alone. Add what is counted and where, for example “returns per store”."
    ),
    "too_long": _(
        "The sentence has more than %(letters)s letters. A short one is remembered: move the reasons to “Why this should help”."
    ),
    "activity": _(
        "This says what you will do, not what will be better. Ask what the work is for, and write that with a number."
    ),
    "output": _(
        "This says what will be made. Good for a milestone; better still with the change that people will notice."
    ),
    "duplicate": _("This says nearly the same as “%(other)s”. Keep one of the two, or say what sets them apart."),
    "objective_no_number": _(
        "Nobody can tell when this is reached. Add a number, for example “40%% faster”, or key results that carry one."
    ),
    "objective_no_baseline": _(
        "Say where you stand now and where the number comes from, so that progress can be seen from day one."
    ),
    "no_target": _(
        "The target is missing. Without it nobody knows when it is reached: write a number, for example 18."
    ),
    "number_in_words": _(
        "The title names %(numbers)s. Write start and target in their own fields, so that progress is counted from them."
    ),
    "no_baseline": _(
        "The start value is missing. Measure where you stand today; if nobody knows, measuring it is the first key result."
    ),
    "no_way": _(
        "Start and target are the same, so there is no way to go. Write a target that differs from where you are now."
    ),
    "no_unit": _(
        "A number without a unit is read in different ways. Write what is counted, for example “min”, “%%” or “orders”."
    ),
    "no_source": _(
        "Say where the number comes from, for example “help desk, report of each Monday”. Then nobody has to argue about it."
    ),
    "no_evidence": _("Say how anybody can see that it is done, for example “rule is live in the help desk”."),
    "opinion": _(
        "A percentage judged by hand is an opinion. Count something instead, or list milestones that are reached or not."
    ),
    "no_owner": _("Nobody owns this yet. Choose one person who keeps it in view; others may still help."),
    "stretch": _(
        "The target lies outside everything measured so far (%(low)s to %(high)s). Fine for a stretch: say what makes it possible."
    ),
    "beyond_history": _(
        "So far the value stayed between %(low)s and %(high)s, and the target lies far beyond. "
        "Choose a nearer first step, or write what will be different this time."
    ),
    "no_link": _("Say what this serves: link it to a goal above it, or write why it should help."),
    "no_why": _("Write why this should help, in one sentence. At the review it is compared with what came of it."),
    "thin_why": _(
        "“%(words)s” is not yet a reason. Write what it changes for whom, for example “shorter waits keep customers from leaving”."
    ),
    "why_repeats": _("The reason repeats the title. Write what will follow from it when it succeeds."),
    "no_date": _("There is no date. Without one it is always for later: choose the day by which it is reached."),
    "date_in_words": _(
        "The title names a time, and the date is empty. Choose the day, so that reminders and pace can follow it."
    ),
    "due_after_cycle": _(
        "The date lies after the cycle, which ends on %(ends_on)s. Choose an earlier day, or put it into the next cycle."
    ),
    "vague_time": _("“%(words)s” is a different day for everybody. The date says it better; leave the words out."),
    "too_many_key_results": _(
        "With this one there are %(count)s key results. Nobody keeps more than five in mind: choose the three to five that tell most."
    ),
    "few_key_results": _("One key result rarely tells the whole story. Three to five show it from more than one side."),
    "too_many_objectives": _(
        "The owner has %(count)s objectives in this cycle. More than five pull in too many directions: drop or hand on one."
    ),
}

READS_AS: dict[Nature, Promise] = {
    Nature.OUTCOME: _("Reads as an outcome: something becomes better."),
    Nature.OUTPUT: _("Reads as an output: something is made."),
    Nature.ACTIVITY: _("Reads as an activity: something is done."),
}

LETTER_NAMES: dict[str, Promise] = {
    "S": _("Specific"),
    "M": _("Measurable"),
    "A": _("Achievable"),
    "R": _("Relevant"),
    "T": _("Time-bound"),
}


def sentence(finding: Finding) -> str:
    """The finding in the reader's language; words of the goal keep their own direction. Raises KeyError for an unknown code."""
    return str(SENTENCES[finding.code]) % {name: isolated(word) for name, word in finding.arguments.items()}
