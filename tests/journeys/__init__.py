"""A package, so that what its tests share goes when they are over."""
