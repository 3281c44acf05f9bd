from .account import Account, Role, SignInFailure
from .body import Body, Seat
from .clock import ClockJump, ClockMark
from .document import Document, Original
from .job import Job
from .label import STRICTNESS, TLP, LabelledModel, Level, Purpose, Terms, joined, parted
from .label_change import LabelChange, Rights
from .ledger import (
    LedgerCheckpoint,
    LedgerCosignature,
    LedgerEntry,
    LedgerHead,
    LedgerPeer,
    LedgerTile,
    LedgerWitness,
)
from .look_review import LookDraw, LookQuestion, LookSample
from .organisation import Organisation
from .outbox import OutboxMessage
from .person import Person
from .place import Place
from .receipt import ExportReceipt
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
    "ExportReceipt",
    "Factor",
    "Hold",
    "Identity",
    "Invitation",
    "Job",
    "LabelChange",
    "LabelledModel",
    "LedgerCheckpoint",
    "LedgerCosignature",
    "LedgerEntry",
    "LedgerHead",
    "LedgerPeer",
    "LedgerTile",
    "LedgerWitness",
    "Level",
    "LookDraw",
    "LookQuestion",
    "LookSample",
    "Organisation",
    "Original",
    "OutboxMessage",
    "Person",
    "Place",
    "Purpose",
    "RetentionRule",
    "Rights",
    "Role",
    "Seat",
    "Session",
    "SignInFailure",
    "Terms",
    "joined",
    "parted",
]
