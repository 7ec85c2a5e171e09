"""Lab: what makes the models and measures how well they read. The product never imports it.

May import every package; its commands reach the command line by the entry points `acquis.commands`.
Public: the commands `acquis evaluate` and `acquis train`.
"""
