# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
# %% [markdown]
# # Du passeport au plan
#
# Un passeport inventé, le référentiel d'essai : ce qui est reconnu, d'où on le tient, ce qui manque, que faire.
# Ouvrir comme carnet avec jupytext, ou lancer : `.venv/bin/python notebooks/from_passport_to_plan.py`.

# %%
from datetime import date
from pathlib import Path

from passport.read import read_passport
from recommend.engine import Engine
from recommend.explain import STATUS, guarantee, reason, why
from recommend.gap import Status
from recommend.limits import Limits

ROOT = Path(__file__).parent.parent if "__file__" in globals() else Path.cwd().parent
engine = Engine.open("teaching")
passport = read_passport(ROOT / "examples" / "technicien-maintenance.json")
profile = engine.profile(passport, date(2026, 11, 23))

# %% [markdown]
# ## Ce que le passeport atteste
# Chaque compétence porte sa probabilité, sa garantie et ses preuves.

# %%
for belief in profile.beliefs[:5]:
    print(f"{belief.probability:4.0%}  {guarantee(belief):18}  {engine.lookup.items[belief.item].label}")
    for evidence in belief.evidence[:2]:
        print(f"        {evidence.probability:4.0%}  {reason(evidence)}")

# %% [markdown]
# ## L'écart à un métier

# %%
gap = engine.gap(profile, "F1602")
print(f"{gap.target.label} : couverture {gap.coverage:.0%}, dont {gap.guaranteed:.0%} garantis")
print(", ".join(f"{STATUS[status]} {len(gap.of(status))}" for status in Status))

# %% [markdown]
# ## Les blocs qui le comblent
# Chacun compte pour ce qu'il ajoute aux précédents.

# %%
for step in engine.plan(profile, "F1602", Limits(blocs=3)).steps:
    labels = {gained.item: engine.lookup.items[gained.item].label for gained in step.gained}
    print(f"{step.bloc.code} {step.bloc.title} (+{step.gain:.1f}) : {why(step, labels)}")
