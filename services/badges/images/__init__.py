"""Pictures of an organization's own: read with suspicion, kept under the hash of what is left, drawn within a badge."""
