"""Diplomas that a passport tells by their titles: part of the answers about a profile and of a plan."""

from __future__ import annotations

from answers.shapes.base import CertificationField, CertificationTitle, Document, LevelField, Probability
from recommend.profile.diplomas import Finished


class DiplomaChoice(CertificationTitle):
    """A certification that a title may be."""

    confidence: Probability


class DiplomaRead(Document):
    """A diploma told by its title, in a training or in a certification whose code says nothing."""

    record: str
    """id of the record of the passport"""
    title: str
    """as the record has it"""
    kind: str
    """name of its kind in French; empty where the title names none"""
    level: LevelField | None
    """level that it gives; that of who enters it where it was not followed to its end"""
    finished: Finished
    """whether it was followed to its end; `ongoing`: being prepared; `maybe`: begun long ago, and no end is given"""
    code: CertificationField | None
    """the certification that it surely is; null where several may be it, or none"""
    held: bool
    """whether it counts among what is held"""
    choices: list[DiplomaChoice]
    """what it may be, most likely first"""
    question: str | None
    """what to ask the holder, in French; null when there is nothing to ask"""


class DiplomasRead(Document):
    """Diplomas told by their titles."""

    diplomas: list[DiplomaRead]
    """diplomas that records tell by their titles; the holder is asked about those that are not sure"""
