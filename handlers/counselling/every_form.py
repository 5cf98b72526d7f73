"""All forms of counselling."""

from handlers.counselling.staff_company import COMPANY
from handlers.counselling.staff_forms import ANSWER, OFFER
from handlers.counselling.wish import WISH
from handlers.staff.walk_ins import NICKNAME

FORMS = {form.name: form for form in (WISH, OFFER, ANSWER, COMPANY, NICKNAME)}
