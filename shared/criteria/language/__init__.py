"""The language itself: Pydantic models of what a rule may say, and the refusal of everything else."""
