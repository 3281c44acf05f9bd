from .account import Account, Role, SignInFailure
from .body import Body, Seat
from .clock import ClockJump, ClockMark
from .document import Document, Original
from .job import Job
from .label import STRICTNESS, TLP, LabelledModel, Level
from .ledger import LedgerCheckpoint, LedgerCosignature, LedgerEntry, LedgerHead, LedgerPeer, LedgerTile
from .organisation import Organisation
from .person import Person
from .place import Place

__all__ = [
    "STRICTNESS",
    "TLP",
    "Account",
    "Body",
    "Document",
    "Job",
    "ClockJump",
    "ClockMark",
    "LabelledModel",
    "LedgerCheckpoint",
    "LedgerCosignature",
    "LedgerEntry",
    "LedgerHead",
    "LedgerPeer",
    "LedgerTile",
    "Level",
    "Organisation",
    "Original",
    "Person",
    "Place",
    "Role",
    "Seat",
    "SignInFailure",
]
