"""How likely each turn of an invented lead's story is. Plausible, not measured anywhere."""

from netdesk.domain.demo.invented import Mix
from netdesk.domain.leads.lead import Grade, Outcome

FIRST = Mix(
    (
        (Outcome.CONNECTED, 44),
        (Outcome.NO_ANSWER, 26),
        (Outcome.WECHAT, 10),
        (Outcome.INVITED, 5),
        (Outcome.DEAD_NUMBER, 4),
        (Outcome.WRONG_NUMBER, 2),
        (Outcome.INVALID, 9),
    )
)
RETRY = Mix(
    ((Outcome.CONNECTED, 46), (Outcome.NO_ANSWER, 36), (Outcome.WECHAT, 14), (Outcome.INVITED, 4))
)
TALK = Mix(
    (
        (Outcome.CONNECTED, 22),
        (Outcome.INVITED, 15),
        (Outcome.NO_ANSWER, 13),
        (Outcome.WECHAT, 12),
        (Outcome.LOST, 33),
        (Outcome.INVALID, 5),
    )
)
MISSED = Mix(
    ((Outcome.CONNECTED, 28), (Outcome.INVITED, 26), (Outcome.NO_ANSWER, 22), (Outcome.LOST, 24))
)
DECIDE = Mix(
    ((Outcome.CONNECTED, 26), (Outcome.WECHAT, 8), (Outcome.ORDERED, 19), (Outcome.LOST, 47))
)
BY_WECHAT = Mix(((Outcome.WECHAT, 84), (Outcome.CONNECTED, 8), (Outcome.INVITED, 8)))
GRADES = Mix(((Grade.H, 14), (Grade.A, 26), (Grade.B, 36), (Grade.C, 24)))
CALL_AGAIN = {Grade.H: (1, 2), Grade.A: (1, 4), Grade.B: (3, 7), Grade.C: (7, 21)}  # days
CLOSING = frozenset(
    {
        Outcome.LOST,
        Outcome.INVALID,
        Outcome.DEAD_NUMBER,
        Outcome.WRONG_NUMBER,
        Outcome.DELIVERED,
    }
)
TIMES = (570, 600, 630, 660, 870, 900, 930, 960, 990)  # minutes of the day people agree on
ARRIVES, TEST_DRIVES, ORDERS_AT_ONCE = 0.66, 0.6, 0.12
LATE_ENTRIES, LATE_VISITS = 0.03, 0.08
FROM_HOME = 0.07
ASKED_FIRST = 0.8  # of those who turn out invalid
PATIENCE = 2  # tries without an answer, talks without a visit
