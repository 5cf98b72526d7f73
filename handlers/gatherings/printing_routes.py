"""What staff press to print, on one page."""

from domain.access import Right
from handlers.gatherings import staff_diplomas, staff_printing
from handlers.routing import Command, Route, Tap

RUNS = Right.GATHERINGS
routes: list[Route] = [
    Command("print", staff_printing.which, RUNS),
    Tap("print", staff_printing.which, RUNS),
    Tap("print:{gathering}", staff_printing.papers, RUNS),
    Tap("print:{of}:{paper}", staff_printing.choose, RUNS),
    Tap("print:{of}:{paper}:{languages}", staff_printing.languages, RUNS),
    Tap("print:{of}:{paper}:{languages}:{form}", staff_printing.draw, RUNS),
    Tap("diplomas:{course}:{languages}", staff_diplomas.families, RUNS),
    Tap("diplomas:{course}:{languages}:all", staff_diplomas.all_of_them, RUNS),
    Tap("diploma:{enrolled}:{languages}", staff_diplomas.one_family, RUNS, typed=staff_diplomas.with_names),
    Tap("diploma:{enrolled}:{languages}:named", staff_diplomas.with_its_name, RUNS),
]
