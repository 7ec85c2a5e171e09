"""Profile: what a passport lets one believe of a person, each belief with its evidence; what they hold.

May import `passport.document`, `matching`, `graph`, `recommend.{world,law}` and the weights.
Public: `profile.build_profile`, `evidence.Belief` and `Evidence`, `held.holdings`, `abilities.Abilities`.
"""
