"""Directions: where one could go. Every occupation, paths to one, what is within reach, what a bloc would change.

May import `recommend.{world,law,profile,gap}`, the weights and `graph.matrices`.
Public: `explore.explore`, `paths.paths_to`, `reach.reach`, `what_if.what_if`, `changes.changes`, `wishes`.
"""
