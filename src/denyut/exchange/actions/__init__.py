"""The deeds of the importer: some rows at a time by the goals' own rules, a record of what came, and taking it back."""

from denyut.exchange.actions.check_ins import bring_in_check_ins, say_current_values
from denyut.exchange.actions.goals import bring_in_goals, bring_in_states
from denyut.exchange.actions.key_results import bring_in_key_results
from denyut.exchange.actions.missing import create_missing, create_places
from denyut.exchange.actions.records import close_record, open_record
from denyut.exchange.actions.talk_lines import Came, Coming, bring_in_lines, known_keys
from denyut.exchange.actions.talk_undoing import brought_by, undo_talk
from denyut.exchange.actions.talks import begin_talk, finish_talk, tell_talk_progress, upload_talk
from denyut.exchange.actions.undoing import undo_import
from denyut.exchange.actions.uploads import begin_import, finish_upload, tell_progress, upload
from denyut.exchange.actions.whole_goals import bring_in_whole
from denyut.exchange.actions.whole_links import link_whole
from denyut.exchange.actions.whole_settling import settle_whole

__all__ = [
    "Came",
    "Coming",
    "begin_import",
    "begin_talk",
    "bring_in_check_ins",
    "bring_in_goals",
    "bring_in_key_results",
    "bring_in_lines",
    "bring_in_states",
    "bring_in_whole",
    "brought_by",
    "close_record",
    "create_missing",
    "create_places",
    "finish_talk",
    "finish_upload",
    "known_keys",
    "link_whole",
    "open_record",
    "say_current_values",
    "settle_whole",
    "tell_progress",
    "tell_talk_progress",
    "undo_import",
    "undo_talk",
    "upload",
    "upload_talk",
]
