"""One job at a board API: to be read by anyone, and to be applied for with a token."""

from postings.boards.greenhouse_views import GreenhouseJobView as GreenhouseJobRead
from postings.boards.lever_views import LeverPostingView as LeverPostingRead


class GreenhouseJobView(GreenhouseJobRead):
    pass


class LeverPostingView(LeverPostingRead):
    pass
