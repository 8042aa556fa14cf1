"""Views of a record."""

from onrecord.model.optional import NotInstalledError
from onrecord.query.as_of import as_of
from onrecord.query.asking import Answer, Cited, QuestionError, ask, ask_of
from onrecord.query.board import Board, Boards, board
from onrecord.query.brief import COURSE, Brief, Section, Sentence, brief
from onrecord.query.cells import Cell as BoardCell
from onrecord.query.cells import Slot, Value
from onrecord.query.commitments import (
    FATES,
    WITHIN,
    Asked,
    Commitments,
    NoDayError,
    Outcome,
    Standing,
    Status,
    commitments,
)
from onrecord.query.conflicts import Conflict, Conflicts, Disputed, conflicts
from onrecord.query.copies import Copies, copies, copy_rows
from onrecord.query.diff import Changes, NoSpanError, Sighting, diff
from onrecord.query.entities import Held, Pair, Who, entities, pairs
from onrecord.query.load import lines, load, whole
from onrecord.query.origins import Origin, origins
from onrecord.query.reporting import Reported, Reporting
from onrecord.query.search import Hits, SearchError, find
from onrecord.query.select import Selected, Wanted, select
from onrecord.query.series import Series, grouped, rows
from onrecord.query.sources import (
    FEWEST,
    Claims,
    Correction,
    Met,
    Place,
    Publisher,
    Relation,
    Sources,
    Sourcing,
    Speaker,
    Told,
    sources,
)
from onrecord.query.tables import arrow, frame, table
from onrecord.query.timeline import Occurrence, Span, timeline
from onrecord.query.view import Listed, View
from onrecord.reconcile import Cluster, Copy, Passage, Reuse
from onrecord.record.columns import Cell

__all__ = [
    "COURSE",
    "FATES",
    "FEWEST",
    "WITHIN",
    "Answer",
    "Asked",
    "Board",
    "BoardCell",
    "Boards",
    "Brief",
    "Cell",
    "Changes",
    "Cited",
    "Claims",
    "Cluster",
    "Commitments",
    "Conflict",
    "Conflicts",
    "Copies",
    "Copy",
    "Correction",
    "Disputed",
    "Held",
    "Hits",
    "Listed",
    "Met",
    "NoDayError",
    "NoSpanError",
    "NotInstalledError",
    "Occurrence",
    "Origin",
    "Outcome",
    "Pair",
    "Passage",
    "Place",
    "Publisher",
    "QuestionError",
    "Relation",
    "Reported",
    "Reporting",
    "Reuse",
    "SearchError",
    "Section",
    "Selected",
    "Sentence",
    "Series",
    "Sighting",
    "Slot",
    "Sources",
    "Sourcing",
    "Span",
    "Speaker",
    "Standing",
    "Status",
    "Told",
    "Value",
    "View",
    "Wanted",
    "Who",
    "arrow",
    "as_of",
    "ask",
    "ask_of",
    "board",
    "brief",
    "commitments",
    "conflicts",
    "copies",
    "copy_rows",
    "diff",
    "entities",
    "find",
    "frame",
    "grouped",
    "lines",
    "load",
    "origins",
    "pairs",
    "rows",
    "select",
    "sources",
    "table",
    "timeline",
    "whole",
]
