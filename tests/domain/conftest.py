"""What the tests of the rules share: properties are searched without a clock, which a busy machine would fail."""

from hypothesis import settings

settings.register_profile("house", deadline=None)
settings.load_profile("house")
