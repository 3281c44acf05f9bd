from .account import Account, Role, SignInFailure
from .body import Body, Seat
from .clock import ClockJump, ClockMark
from .document import Document, Original
from .job import Job
from .label import STRICTNESS, TLP, LabelledModel, Level
from .ledger import LedgerCheckpoint, LedgerCosignature, LedgerEntry, LedgerHead, LedgerPeer, LedgerTile
from .organisation import Organisation
from .person import Person
from .outbox import OutboxMessage
from .place import Place
from .retention import DestructionItem, DestructionList, Hold, RetentionRule
from .sign_in import AdminPeriod, Factor, Identity, Invitation, Session

__all__ = [
    "STRICTNESS",
    "TLP",
    "Account",
    "AdminPeriod",
    "Body",
    "ClockJump",
    "ClockMark",
    "DestructionItem",
    "DestructionList",
    "Document",
    "Factor",
    "Hold",
    "Identity",
    "Invitation",
    "Job",
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
    "OutboxMessage",
    "RetentionRule",
    "Role",
    "Seat",
    "Session",
    "SignInFailure",
]
