"""Running a build: its stages, where they run, and their order."""

from onrecord.run.engine import Engine, Inline, Processes, WorkersError
from onrecord.run.judging import reconciled
from onrecord.run.pipeline import BuildSummary, Step, build, severities
from onrecord.run.readings import quantities, readings
from onrecord.run.stages import Stages

__all__ = [
    "BuildSummary",
    "Engine",
    "Inline",
    "Processes",
    "Stages",
    "Step",
    "WorkersError",
    "build",
    "quantities",
    "readings",
    "reconciled",
    "severities",
]
