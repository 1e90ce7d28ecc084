"""Settings of the shop, its people, its channels and the look."""

from netdesk import i18n
from netdesk.domain.person import Role
from netdesk.ui.theme import DARK, LIGHT


def section(driver, name: str):
    driver.window.go("settings")
    return driver.window.page("settings").show_section(name)


def test_the_shops_name_is_saved_and_shown_on_the_rail(driver, five):
    shop = section(driver, "shop")
    shop.name.setText("鲁南示例汽车")
    shop.save_shop()
    driver.settle()
    assert five.settings.shop().name == "鲁南示例汽车"
    assert five.settings.shop().place == "枣庄"
    assert driver.window.rail._shop.whole() == "枣庄 · 鲁南示例汽车"


def test_a_shop_without_a_name_is_not_saved(driver, five):
    shop = section(driver, "shop")
    shop.name.setText("  ")
    shop.save_shop()
    driver.settle()
    assert five.settings.shop().name == "示例汽车"


def test_a_colleague_is_added_and_can_take_the_desk(driver, five):
    shop = section(driver, "shop")
    shop.new_name.setText("小李")
    shop.new_role.setCurrentIndex(1)
    shop.add_person()
    driver.settle()
    assert [(p.name, p.role) for p in five.settings.people()][-1] == ("小李", Role.INVITER)
    assert five.settings.me() == "小周"
    shop.me.setCurrentText("小李")
    driver.settle()
    assert five.settings.me() == "小李"


def test_a_name_that_is_taken_is_refused_in_a_sentence(driver, five):
    shop = section(driver, "shop")
    shop.new_name.setText("小周")
    shop.add_person()
    driver.settle()
    assert "小周" in driver.told()[-1]
    assert len(five.settings.people()) == 1


def test_a_channel_is_turned_off_and_on(driver, five):
    channels = section(driver, "channels")
    for on in (False, True):
        channels.boxes["weibo"].setChecked(on)
        driver.settle()
        active = {channel.code: channel.active for channel in five.settings.channels()}
        assert active["weibo"] is on


def test_the_look_changes_at_once_and_stays(driver, five, theme):
    look = section(driver, "look")
    look.themes[DARK].click()
    driver.settle()
    assert theme.tokens.surface.name() == "#1c2128"
    assert five.settings.get("ui.theme", "") == DARK
    look.themes[LIGHT].click()
    driver.settle()


def test_a_language_is_kept_and_handed_up(driver, five, qtbot):
    look = section(driver, "look")
    with qtbot.waitSignal(driver.window.language_chosen) as heard:
        look.languages["en"].click()
    assert heard.args == ["en"]
    assert five.settings.get("ui.language", "") == "en"
    assert i18n.language() == i18n.SOURCE_LANGUAGE
