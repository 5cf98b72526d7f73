"""The routes of counselling: the resident's, then the family worker's."""

from domain.access import Right
from handlers.counselling import actions, replying, staff_actions, staff_asking, staff_calls, staff_company
from handlers.routing import Command, Route, Tap

residents: list[Route] = [
    Command("mine", actions.mine),
    Tap("talk", actions.talk),
    Tap("talk:new", actions.ask),
    Tap("talk:letters", actions.ask_about_letters),
    Tap("talk:call", actions.ask_for_a_call),
    Tap("mine", actions.mine),
    Tap("request:{code}", actions.look),
    Tap("request:{code}:files", actions.files),
    Tap("request:{code}:times", actions.choose_day),
    Tap("request:{code}:day:{day}", actions.choose_hour),
    Tap("request:{code}:time:{at}", actions.choose_time),
    Tap("request:{code}:take:{at}", actions.take_time),
    Tap("request:{code}:offer:{offer}", actions.take_offer),
    Tap("request:{code}:none", actions.take_no_offer),
    Tap("request:{code}:coming", actions.coming),
    Tap("request:{code}:cancel", actions.cancel),
    Tap("request:{code}:cancel:yes", actions.cancel_yes),
    Tap("request:{code}:back", actions.take_back),
    Tap("request:{code}:back:yes", actions.take_back_yes),
    Tap("question:{question}", replying.look),
    Tap("question:{question}:answer:{answer}", replying.answer),
]

TRIAGE, STAFF = Right.TRIAGE, Right.BE_STAFF
staff: list[Route] = [
    Command("koe", staff_actions.queue, TRIAGE),
    Command("idag", staff_actions.today, TRIAGE),
    Tap("staff", staff_actions.staff_home, STAFF),
    Tap("queue", staff_actions.queue, TRIAGE),
    Tap("today", staff_actions.today, TRIAGE),
    Tap("case:{code}", staff_actions.look, TRIAGE),
    Tap("case:{code}:take", staff_actions.take, TRIAGE),
    Tap("case:{code}:put-back", staff_actions.put_back, TRIAGE),
    Tap("case:{code}:details", staff_actions.details, TRIAGE),
    Tap("case:{code}:history", staff_actions.history, TRIAGE),
    Tap("case:{code}:offer", staff_actions.offer, TRIAGE),
    Tap("case:{code}:follow-up", staff_actions.follow_up, TRIAGE),
    Tap("case:{code}:company", staff_company.begin, TRIAGE),
    Tap("case:{code}:ring", staff_calls.ring, TRIAGE),
    Tap("case:{code}:no-answer", staff_calls.no_answer, TRIAGE),
    Command("opkald", staff_calls.waiting, TRIAGE),
    Tap("calls", staff_calls.waiting, TRIAGE),
    Command("optaget", staff_calls.busy, TRIAGE),
    Tap("busy", staff_calls.busy, TRIAGE),
    Tap("busy:{minutes}", staff_calls.be_busy, TRIAGE),
    Tap("case:{code}:answer", staff_actions.answer, TRIAGE),
    Tap("case:{code}:ask", staff_asking.choose, TRIAGE),
    Tap("case:{code}:ask:{question}", staff_asking.ask, TRIAGE),
    Tap("case:{code}:call", staff_actions.choose_call, TRIAGE),
    Tap("case:{code}:call:{window}", staff_actions.confirm_call, TRIAGE),
    Tap("case:{code}:held", staff_actions.held, TRIAGE),
    Tap("case:{code}:missed", staff_actions.missed, TRIAGE),
    Tap("case:{code}:cancel", staff_actions.cancel, TRIAGE),
    Tap("case:{code}:cancel:yes", staff_actions.cancel_yes, TRIAGE),
    Tap("case:{code}:close", staff_actions.choose_outcome, TRIAGE),
    Tap("case:{code}:close:{outcome}", staff_actions.close, TRIAGE),
]

routes = [*residents, *staff]
