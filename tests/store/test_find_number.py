"""The inbox finds a lead by its number."""

from netdesk.domain.leads.inbox import InboxView
from tests.arrivals import arrive, person


def test_a_number_sign_finds_the_lead_of_that_number_and_no_other(desk, tmp_path):
    arrive(desk, tmp_path, *(person(n) for n in range(1, 13)))

    def found(text):
        return [row.id for row in desk.inbox.page(InboxView.ALL, now=desk.now(), find=text).rows]

    assert found("#1") == [1]
    assert found("#12") == [12]
    assert found("#99999999999999999999") == []  # more than a number can be
    assert found("#") == []
