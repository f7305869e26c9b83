"""The events on the bus: CloudEvents 1.0 in structured JSON, one module of contracts per producing service."""
