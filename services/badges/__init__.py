"""Badges: what can be earned, who has earned it and by what.

Owns the definitions of badges (draft → live → retired, in immutable versions), the facts they are judged by, awards
with their evidence, holders, and the drawings. Consumes completions, profiles, recognition, challenges, points and its
own topic (each lane judges its people when a version goes live). Emits `laurel.badge.*` on `badges`."""
