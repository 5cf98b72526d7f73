"""What groups, votes and turns with the food say of their own accord, and what the clock does for them."""

from collections.abc import Mapping

from handlers.counselling.staff_presence import in_her_hours
from handlers.gatherings import group_joining, staff_group_notices, turns, voting
from handlers.notice_kind import NoticeKind

NOTICES: Mapping[str, NoticeKind] = {
    "group-leave-ends": NoticeKind(group_joining.leave_is_over, urgent=False),
    "group-invited": NoticeKind(group_joining.sent_an_invitation, urgent=False),
    "group-goodbye": NoticeKind(group_joining.sent_off, urgent=False),
    "staff-group-joined": NoticeKind(staff_group_notices.joined, urgent=False, when=in_her_hours),
    "staff-group-left": NoticeKind(staff_group_notices.left, urgent=False, when=in_her_hours),
    "staff-group-measure": NoticeKind(staff_group_notices.measure, urgent=False, when=in_her_hours),
    "poll": NoticeKind(voting.asked, repeat=False, urgent=False),
    "poll-result": NoticeKind(voting.told, repeat=False, urgent=False),
    "food-asked": NoticeKind(turns.asked, repeat=False, urgent=False),
}
DUTIES = (voting.close_what_is_over, staff_group_notices.remember_to_ask)
