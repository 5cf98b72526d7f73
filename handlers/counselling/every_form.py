"""All forms of counselling."""

from handlers.counselling import correcting
from handlers.counselling.staff_asking import ASK
from handlers.counselling.staff_company import COMPANY
from handlers.counselling.staff_forms import ANSWER, OFFER
from handlers.counselling.wish import WISH
from handlers.counselling.writing_back import NUMBER, REPLY
from handlers.staff.walk_ins import NICKNAME

FORMS = {
    form.name: form
    for form in (WISH, REPLY, NUMBER, correcting.NAME, correcting.NUMBER, OFFER, ANSWER, ASK, COMPANY, NICKNAME)
}
