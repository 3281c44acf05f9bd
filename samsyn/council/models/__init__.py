"""The council room's tables, by subject."""

from samsyn.council.models.batch import FileState, ImportBatch, ImportFile
from samsyn.council.models.block import Block, BlockIndex, BlockPlace, IndexState, LexiconWord, SavedSearch
from samsyn.council.models.meeting import Attendance, Item, Meeting, Mention
from samsyn.council.models.part_label import PartLabel
from samsyn.council.models.reading import Correction, Entry, Reading

__all__ = [
    "Attendance",
    "Block",
    "BlockIndex",
    "BlockPlace",
    "Correction",
    "Entry",
    "FileState",
    "ImportBatch",
    "ImportFile",
    "IndexState",
    "Item",
    "LexiconWord",
    "Meeting",
    "Mention",
    "PartLabel",
    "Reading",
    "SavedSearch",
]
