"""The question where the people of a stage go that is to be removed, and its answer."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from postings.stages.actions import OccupiedStage, StagesOccupied
from postings.stages.queries import StageRow

_NAME = re.compile(r"stages-target-([0-9]{1,18})")


@dataclass(frozen=True)
class StageQuestion:
    """A stage that still holds people, with the names of those that could take them over."""

    stage: OccupiedStage
    names: list[str]

    @property
    def field(self) -> str:
        return f"stages-target-{self.stage.id}"


def questions_of(error: StagesOccupied, stages: Sequence[StageRow]) -> list[StageQuestion]:
    names = [stage.name for stage in stages]
    return [StageQuestion(stage, names) for stage in error.stages]


def targets_sent(data: Mapping[str, Any]) -> dict[str, dict[int, str]]:
    """The answers, as `set_stages` takes them."""
    found = ((_NAME.fullmatch(name), value) for name, value in data.items())
    return {"targets": {int(match[1]): str(value) for match, value in found if match and value}}
