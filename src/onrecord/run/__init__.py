"""Running a build: its stages, where they run, and their order."""

from onrecord.run.engine import Engine, Engines, Inline, Processes, WorkersError
from onrecord.run.judging import reconciled
from onrecord.run.pipeline import BuildSummary, Step, build, severities
from onrecord.run.places import needs_shards
from onrecord.run.readings import quantities, readings
from onrecord.run.sharded import Sharding, build_sharded, sharded
from onrecord.run.stages import Stages
from onrecord.run.story import Story, story_of

__all__ = [
    "BuildSummary",
    "Engine",
    "Engines",
    "Inline",
    "Processes",
    "Sharding",
    "Stages",
    "Step",
    "Story",
    "WorkersError",
    "build",
    "build_sharded",
    "needs_shards",
    "quantities",
    "readings",
    "reconciled",
    "severities",
    "sharded",
    "story_of",
]
