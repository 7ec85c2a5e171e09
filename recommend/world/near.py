"""Courses near a place, as far as the catalogue says where they are given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

from referentials.catalogue import Course
from referentials.places import Place, Scope, places


class Distance(IntEnum):
    """How far a course is, the nearest first."""

    COMMUNE = 0
    DEPARTMENT = 1
    REMOTE = 2
    """Followed from anywhere."""
    REGION = 3
    ELSEWHERE = 4
    UNKNOWN = 5
    """The catalogue does not say where it is given."""


HERE = {
    Scope.COMMUNE: frozenset({Distance.COMMUNE, Distance.DEPARTMENT}),
    Scope.DEPARTMENT: frozenset({Distance.COMMUNE, Distance.DEPARTMENT}),
    Scope.REGION: frozenset({Distance.COMMUNE, Distance.DEPARTMENT, Distance.REGION}),
    Scope.NATION: frozenset(Distance) - {Distance.REMOTE, Distance.UNKNOWN},
}
"""What is near a place of each scope: in the same département, or in the region that was asked for."""
_REMOTE = "distance"


@dataclass(frozen=True, slots=True)
class Nearness:
    """Courses, nearest first, and how many are where."""

    place: Place
    courses: tuple[Course, ...]
    here: int
    remote: int
    elsewhere: int
    unplaced: int


def nearest(courses: Sequence[Course], place: Place) -> Nearness:
    """Order courses by how near a place they are given; those as near as one another stay in order."""
    far = {course.id: distance(course, place) for course in courses}
    counts = Counter(far.values())
    here = sum(counts[one] for one in HERE[place.scope])
    remote, unplaced = counts[Distance.REMOTE], counts[Distance.UNKNOWN]
    return Nearness(
        place=place,
        courses=tuple(sorted(courses, key=lambda course: far[course.id])),
        here=here,
        remote=remote,
        elsewhere=len(courses) - here - remote - unplaced,
        unplaced=unplaced,
    )


def distance(course: Course, place: Place) -> Distance:
    """How far a course is from a place."""
    if course.mode == _REMOTE:
        return Distance.REMOTE
    if not course.city:
        return Distance.UNKNOWN
    where = places().find(course.city, (course.city,))
    if place.scope is Scope.COMMUNE and where.code == place.code and _may_be_one(where, place):
        return Distance.COMMUNE
    if place.department and where.department == place.department:
        return Distance.DEPARTMENT
    return Distance.REGION if place.region and where.region == place.region else Distance.ELSEWHERE


def _may_be_one(one: Place, other: Place) -> bool:
    """Whether two communes of one name may be the same: no département tells them apart."""
    return None in (one.department, other.department) or one.department == other.department
