"""The yearly report, the figures of the area, and the closing of a year."""
