"""Where the check asks for proof, consent, a price's source or a gift's parts, there is a field."""

from netdesk.domain.compliance.level import Level
from netdesk.domain.ideas.technique import Column
from netdesk.domain.posts.backing import Ask
from tests.ui.ideas.conftest import checked, write

CAR = "示例 E5"


def asked(page) -> tuple[Ask, ...]:
    return page.draft.form.asks() if page.draft.form.isVisible() else ()


def heads(page) -> str:
    return "\n".join(page.draft.findings.heads())


def test_where_nothing_is_found_nothing_is_asked(page, driver):
    assert asked(page) == ()
    write(page, driver, "\n欢迎来看")
    assert asked(page) == ()


def test_a_price_of_the_facts_needs_nothing_and_another_its_source(page, driver):
    write(page, driver, f"\n{CAR} 10.98 万元起")
    assert (asked(page), page.draft.report().level) == ((), Level.OK)
    write(page, driver, f"\n{CAR} 9.98 万元起")
    assert asked(page) == (Ask.PRICE,)
    assert page.draft.form.price.isVisible()
    assert not page.draft.form.proof.isVisible()


def test_a_source_that_is_given_settles_the_finding_and_goes_with_the_post(page, driver, five):
    write(page, driver, f"\n{CAR} 9.98 万元起")
    assert "需举证 PRICE_COND" in heads(page)
    page.draft.form.price.setText("厂商公告第 8 号")
    checked(page, driver)
    assert "PRICE_COND" not in heads(page)
    assert "已豁免" in heads(page)
    assert asked(page) == (Ask.PRICE,)
    driver.press("Escape")
    page.cards.setFocus()
    driver.press("D")
    (post,) = five.posts.drafts()
    assert post.content.fields.price == "厂商公告第 8 号"
    assert post.level is Level.OK
    page.draft.form.price.clear()
    checked(page, driver)
    assert "需举证 PRICE_COND" in heads(page)


def test_what_was_given_stays_with_its_idea(page, driver):
    write(page, driver, f"\n{CAR} 9.98 万元起")
    page.draft.form.price.setText("厂商公告第 8 号")
    checked(page, driver)
    page.cards.go(1)
    driver.settle()
    assert asked(page) == ()
    page.cards.go(0)
    checked(page, driver)
    assert page.draft.form.price.text() == "厂商公告第 8 号"
    assert page.draft.report().level is Level.OK


def test_a_price_sheet_of_the_facts_is_taken_over_by_a_click(page, driver):
    write(page, driver, f"\n{CAR} 9.98 万元起")
    sheet = page.draft.form._from_prices.itemAt(0).widget()
    sheet.click()
    checked(page, driver)
    assert page.draft.form.price.text() == "演示价目表 2026-11（虚构）"
    assert page.draft.report().level is Level.OK


def test_a_gifts_six_parts_are_asked_for_and_taken_from_an_offer(page, driver):
    page.choices.columns[Column.CARE].click()
    driver.settle()
    write(page, driver, "\n来店送行车记录仪一台")
    assert asked(page) == (Ask.GIFT,)
    assert len(page.draft.form.gift) == 6
    page.draft.form.gift["kind"].setText("行车记录仪")
    checked(page, driver)
    assert "规格, 数量, 期限, 方式, 价值" in _said(page)
    page.draft.form._from_gifts.itemAt(0).widget().click()
    checked(page, driver)
    assert page.draft.form.gift["kind"].text() == "玻璃水"
    assert page.draft.report().level is Level.OK


def test_a_persons_consent_and_a_proof_are_asked_for(page, driver):
    write(page, driver, "\n车主王女士说，比别家省油")
    assert asked(page) == (Ask.CONSENT, Ask.PROOF)
    page.draft.form.consent.setChecked(True)
    page.draft.form.proof.setText("检测报告 A-12")
    checked(page, driver)
    assert page.draft.report().level is Level.OK


def test_a_banned_word_has_no_field(page, driver):
    write(page, driver, "\n这是枣庄销量第一的选择")
    assert page.draft.report().level is Level.BLOCK
    assert asked(page) == ()


def _said(page) -> str:
    return "\n".join(one.why for one in page.draft.report().findings)
