"""Nature of each operation, as the journal tells it (R6323-40: who, when, of what nature)."""

from __future__ import annotations

from types import MappingProxyType

from passport.access.terms import Action

NATURE = MappingProxyType(
    {
        Action.OPEN: "opening",
        Action.CONSULT: "consultation",
        Action.CONSULT_COMPETENCIES: "consultation",
        Action.DECLARE: "addition",
        Action.CORRECT_DECLARED: "rectification",
        Action.REMOVE_DECLARED: "rectification",
        Action.FEED: "addition",
        Action.CORRECT: "rectification",
        Action.WITHDRAW: "withdrawal",
        Action.CONTEST: "contest",
        Action.SHARE: "sharing",
        Action.REVOKE_SHARE: "sharing",
        Action.EXPORT: "consultation",
        Action.JOURNAL: "consultation",
        Action.LIMIT: "limitation",
        Action.RECTIFY_IDENTITY: "rectification",
        Action.ERASE: "erasure",
        Action.OBJECT: "objection",
        Action.ISSUE_CV: "issue",
        Action.REVOKE_CV: "withdrawal",
        Action.RECORD_DEATH: "keeping",
        Action.PURGE: "removal",
        Action.TRIM_JOURNAL: "removal",
        Action.VERIFY_JOURNAL: "keeping",
        Action.SIGN_JOURNAL: "keeping",
        Action.BACKUP: "keeping",
        Action.ROTATE_KEYS: "keeping",
    }
)
