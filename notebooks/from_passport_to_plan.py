# ---
# jupyter:
#   jupytext:
#     formats: py:percent
# ---
# %% [markdown]
# # Du passeport au plan
#
# Dominique Fictif, technicien de maintenance inventé, vise l'électricité du bâtiment : ce que son passeport montre,
# d'où on le tient, ce qui manque, par quoi le combler, et où d'autre aller. Sur le référentiel d'essai.
# Il y faut l'extra `notebooks` : `.venv/bin/pip install -e '.[notebooks]'`. Ouvrir comme carnet avec jupytext, ou
# lancer `.venv/bin/python notebooks/from_passport_to_plan.py`.

# %%
from datetime import date
from pathlib import Path

import matplotlib.pyplot as plt

from answers.words.directions import on_the_way
from answers.words.evidence import STATUS, guarantee, reason, record_names
from answers.words.plan import AIM, closeness, how, opening, summary, why
from answers.words.questions import asked
from answers.words.standing import standing_told
from passport.document.read import read_passport
from passport.proof.registry_file import read_registry
from passport.proof.verify import verified
from recommend.engine import Engine
from recommend.gap.gap import Proof, Status
from recommend.gap.questions import questions
from recommend.plan.limits import Limits

ROOT = Path(__file__).parent.parent if "__file__" in globals() else Path.cwd().parent
TARGET = "F1602"
engine = Engine.open("teaching")
claimed, day = read_passport(ROOT / "examples" / "technicien-maintenance.json"), date(2026, 11, 23)
passport = verified(claimed, read_registry(ROOT / "examples" / "issuers.json"), day)
profile = engine.profile(passport, day)
labels = {code: item.label for code, item in engine.catalogue.items.items()}

# %% [markdown]
# ## Ce que le passeport montre, et qui l'atteste
# Ce que le passeport dit de ses émetteurs est vérifié : preuve par preuve, au registre, au jour de l'analyse. Chaque
# compétence porte sa probabilité, sa garantie et ses indices.

# %%
for check in profile.checks.records:
    print(f"{record_names(passport, day)[check.record]} : {standing_told(check)}")
for belief in profile.beliefs[:5]:
    print(f"{belief.probability:4.0%}  {guarantee(belief):18}  {labels[belief.item]}")
    for evidence in belief.evidence[:2]:
        print(f"        {evidence.probability:4.0%}  {reason(evidence)}")

# %% [markdown]
# ## L'écart à un métier
# Une barre par compétence demandée : sa longueur est ce qu'elle pèse, sa partie pleine ce qui en est couvert. Plus elle
# est sombre, plus c'est prouvé.

# %%
gap = engine.gap(profile, TARGET)
print(f"{gap.target.label} : couverture {gap.coverage:.0%}, dont {gap.guaranteed:.0%} sur attestation vérifiée")
print(", ".join(f"{STATUS[status]} {len(gap.of(status))}" for status in Status))
for question in questions(gap, engine.catalogue):
    print(f"À demander (lève {question.settles:.0%} du doute) : {asked(question)}")

SHADE = dict(zip(Proof, ("#1b4965", "#3c7aa0", "#79aecb", "#b9d6e5", "#e8e8e8"), strict=True))
figure, axes = plt.subplots(figsize=(9, 0.32 * len(gap.lines) + 1), layout="constrained")
for place, line in enumerate(reversed(gap.lines)):
    axes.barh(place, line.need.weight, color="white", edgecolor="#777777", linewidth=0.6)
    axes.barh(place, line.need.weight * line.probability, color=SHADE[line.proof])
axes.set_yticks(range(len(gap.lines)), [labels[line.need.item][:60] for line in reversed(gap.lines)], fontsize=7)
axes.set_xlabel("poids de la compétence dans le métier, et ce qui en est couvert")
axes.set_title(f"{gap.target.label} : couverture {gap.coverage:.0%}")
plt.show()

# %% [markdown]
# ## Les blocs qui le comblent
# Chacun compte pour ce qu'il ajoute aux précédents ; ses termes s'additionnent à sa note.

# %%
best, *others = engine.plans(profile, TARGET, Limits(blocs=3))
for step in best.steps:
    print(f"{step.unit.code} {step.unit.title} (+{step.gain:.1f}) : {why(step, labels)}")
    print(f"    {how(step)}", *filter(None, [opening(step)]), sep="\n    ")
    print("    " + " ".join(f"{name} {value:+.2f}" for name, value in step.terms.items()), f"= {step.score:.2f}")
print(f"{summary(best)} ; {closeness(best)}")

figure, axes = plt.subplots(figsize=(7, 2.8), layout="constrained")
stairs = [100 * best.coverage_before, *(100 * step.coverage_after for step in best.steps)]
axes.step(range(len(stairs)), stairs, where="post", marker="o", color="#1b4965")
axes.set_xticks(range(len(stairs)), ["aujourd'hui", *(step.unit.code for step in best.steps)], fontsize=8)
axes.set_ylabel("couverture, %")
axes.set_title("Ce que chaque bloc ajoute")
plt.show()

# %% [markdown]
# ## D'autres plans, à comparer
# Même écart, autre priorité.

# %%
for plan in (best, *others):
    print(f"{AIM[plan.aim]} : {', '.join(step.unit.code for step in plan.steps) or 'aucun'} ; {summary(plan)}")

figure, axes = plt.subplots(figsize=(6, 3), layout="constrained")
for plan in (best, *others):
    axes.scatter(plan.hours, 100 * plan.coverage_after, s=60, label=AIM[plan.aim], alpha=0.7)
axes.set_xlabel("heures")
axes.set_ylabel("couverture, %")
axes.legend(fontsize=8)
plt.show()

# %% [markdown]
# ## Et ailleurs ?
# Tous les métiers, du mieux au moins bien couvert, et le chemin vers celui qu'on vise.

# %%
explored = engine.explore(profile)[:10]
for one in explored[:3]:
    print(f"{one.coverage:4.0%}  {one.occupation.label}")
for path in engine.paths(profile, TARGET, n=2):
    print(" → ".join(f"{step.occupation.label} ({on_the_way(step)})" for step in path.steps))

figure, axes = plt.subplots(figsize=(9, 3.2), layout="constrained")
names = [one.occupation.label[:60] for one in reversed(explored)]
axes.barh(names, [100 * one.coverage for one in reversed(explored)], color="#79aecb", label="en tout")
axes.barh(names, [100 * one.guaranteed for one in reversed(explored)], color="#1b4965", label="garanti")
axes.tick_params(axis="y", labelsize=7)
axes.set_xlabel("couverture, %")
axes.legend(fontsize=8)
plt.show()
