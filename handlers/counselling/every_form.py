"""All forms of the house."""

from handlers.counselling import correcting
from handlers.counselling.staff_asking import ASK
from handlers.counselling.staff_company import COMPANY
from handlers.counselling.staff_forms import ANSWER, OFFER
from handlers.counselling.wish import WISH
from handlers.counselling.writing_back import NUMBER, REPLY
from handlers.gatherings.signing_up import SIGN_UP
from handlers.gatherings.staff_poll_form import POLL
from handlers.phrases.staff_counter import COUNTER
from handlers.phrases.staff_sending import SEND
from handlers.report.staff_area import AREA
from handlers.staff.absence_form import ABSENCE
from handlers.staff.families import FAMILY_JOIN, FAMILY_NAME
from handlers.staff.register import TALK_DAY
from handlers.staff.search import SEARCH
from handlers.staff.voices_form import RECORDING
from handlers.staff.walk_ins import NICKNAME
from handlers.words.staff_desk import BETTER

_CASES = (WISH, REPLY, NUMBER, correcting.NAME, correcting.NUMBER, OFFER, ANSWER, ASK, COMPANY)
_GATHERINGS = (SIGN_UP,)
_STAFFS = (NICKNAME, FAMILY_NAME, FAMILY_JOIN, TALK_DAY, SEARCH, ABSENCE, POLL, AREA, COUNTER, SEND, RECORDING, BETTER)
FORMS = {form.name: form for form in (*_CASES, *_GATHERINGS, *_STAFFS)}
