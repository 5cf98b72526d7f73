"""Families are asked how it went: in their chat, on a phone of the house, on paper."""
