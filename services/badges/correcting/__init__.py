"""Correction: what people give and take back by hand, under a policy, and what others say to it. Nothing is edited:
every decision stays in the audit trail, an award that was revoked may be earned or given anew as its next
generation."""
