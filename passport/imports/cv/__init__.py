"""CVs that people wrote for people: their text, their sections, their entries, the parts of these."""
