"""Makes the vocabulary known where the small house is an installed app: the spine loads this room of every app."""

from denyut.live.tests.house import vocabulary
from denyut.spine.fragments import FRAGMENTS
from denyut.spine.topics import TOPICS
from denyut.spine.verbs import VERBS

VERBS.update(vocabulary.VERBS)
FRAGMENTS.update(vocabulary.FRAGMENTS)
TOPICS.update(vocabulary.TOPICS)
