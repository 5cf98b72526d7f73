"""What the house promises: frozen dataclasses and pure rules, free of any library that talks to the world."""
