"""Badges of units: what their members do together is judged on the unit's own lane.

A person's lane tells the units that they were in, by `laurel.unit.touched`, what of theirs is new; the unit's lane
reads it from the store, and judges the unit as a person is judged, with the members' facts for its own."""
