"""The engine: from a passport to a profile of competencies, the gap to a target, and the next steps."""
