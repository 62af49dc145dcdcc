"""What can be done with a draft, a file a verb."""

from assistants.services.draft.discard import discard
from assistants.services.draft.finish import finish
from assistants.services.draft.judge import Judgement, judge
from assistants.services.draft.reach import Reach, reach
from assistants.services.draft.rewrite import rewrite
from assistants.services.draft.save import save
from assistants.services.draft.start import start

__all__ = ["Judgement", "Reach", "discard", "finish", "judge", "reach", "rewrite", "save", "start"]
