"""Challenges: a manager states a goal, a unit and a window; whoever joins fulfils it by what they do.

Owns challenges, enrolments with their progress, and the facts that goals are judged by. Consumes completions, profiles,
recognition, badges, points and its own topic (each lane judges its people when a challenge is launched, and takes in
enrolments that came before it). Emits `laurel.challenge.*` on `challenges`."""
