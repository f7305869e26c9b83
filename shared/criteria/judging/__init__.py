"""The plain evaluator: pure functions over the sorted history of one recipient."""
