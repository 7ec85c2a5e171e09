"""Regulated trades, by domain: what each asks for. ROME flags some of them only; the texts of law say the rest.

May import `recommend.law.requirements` only.
Public: `TRADES`.
"""

from recommend.law.trades import building, care, commerce, farming, health, office, security, teaching, transport

TRADES = (
    *health.TRADES,
    *care.TRADES,
    *transport.TRADES,
    *security.TRADES,
    *commerce.TRADES,
    *farming.TRADES,
    *building.TRADES,
    *teaching.TRADES,
    *office.TRADES,
)
"""Every trade of the tables."""
