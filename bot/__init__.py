"""The process: settings, wiring, command line, intake, delivery, and the tick."""
