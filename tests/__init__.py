"""The tests, in the order of the rooms; they mirror the package."""
