"""Small grammars for tests: written as the files are, read as the files are."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from netdesk.catalog import grammar_files
from netdesk.catalog.grammar_files import GrammarRead
from netdesk.domain.ideas.facts import (
    Colleague,
    Facts,
    LocalKind,
    LocalWord,
    ManualPage,
    Model,
    Offer,
    PlannedActivity,
    Power,
)
from netdesk.domain.ideas.grammar import Grammar

DAY = date(2026, 11, 24)

WORDS = """
[words]
part = [
  {t = "雨刮胶条", tags = "wiper rubber", mw = "根", where = "前挡下面"},
  {t = "门缝胶条", tags = "door rubber", mw = "根"},
  {t = "前轮轮胎", tags = "tyre", mw = "条"},
]
fault = [
  {t = "发硬开裂", with = {part = ["rubber"]}},
  {t = "刮不干净", with = {part = ["wiper"]}},
  {t = "亏气", with = {part = ["tyre"]}},
]
scene = ["早高峰 #road", "接孩子放学 #family", "半夜找车位 #park", "雨夜跟车 #road"]
sky = [{t = "下雪天", when = ["winter"]}, {t = "三伏天", when = ["summer"]}]
who = [{t = "我妈", pronoun = "她", tags = "family"}, {t = "新手", pronoun = "他"}, "邻居"]

[rules]
ask = ["你查过没", "你家车呢"]

[[action]]
text = "留言写下你的车，{shop}回。"

[[action]]
columns = ["offers", "activity"]
text = "{gift}：{gift:kind}，{gift:count}"

[[action]]
columns = ["activity"]
text = "{activity:date}，{activity}"

[[picture]]
text = "{part}的近景"

[[picture]]
text = "车窗外的路"
"""

PRODUCTION = """
[[production]]
id = "{id}"
columns = ["care"]
method = "tip"
legal = "plain"
length = [4, 30]
headline = {headline}
hook = ["先看一眼。"]
outline = [["一"], ["二"], ["三"]]
{more}
"""

FACTS = Facts(
    "枣庄",
    shop="示例店",
    models=(
        Model(
            "示例 E5",
            "纯电",
            Power.EV,
            price="10.98 万元起",
            price_source="价目表 2026-11",
            points=("后排地板是平的",),
            manual=(ManualPage("42", "胎压标签贴在哪"),),
        ),
        Model("示例 X3", "1.5T 汽油", Power.FUEL, points=("转弯半径小",)),
    ),
    offers=(Offer("到店礼", "玻璃水", "2 升", 50, date(2026, 12, 20), "到店领", 15),),
    activities=(PlannedActivity("检测日", date(2026, 12, 5), "薛城店内"),),
    local=(LocalWord("薛城", LocalKind.DISTRICT), LocalWord("辣子鸡", LocalKind.FOOD)),
    people=(Colleague("李师傅", "技师", consent=True, pronoun="他"),),
)


def production(headline: str, *, id_: str = "one", more: str = "") -> str:
    """Return one production as a file writes it; `headline` is TOML: a string or a list."""
    text = PRODUCTION.replace("{id}", id_).replace("{headline}", headline)
    return text.replace("{more}", more)


def read(
    folder: Path, own: str, *, shared: str = WORDS, technique: str = "contrast"
) -> GrammarRead:
    """Return what the two files read as."""
    words, file = folder / "words.toml", folder / f"{technique}.toml"
    words.write_text(shared, encoding="utf-8")
    file.write_text(f'technique = "{technique}"\n{own}', encoding="utf-8")
    return grammar_files.read([words], [file])


def grammar(folder: Path, own: str, *, shared: str = WORDS) -> Grammar:
    """Return the grammar of two files without fault."""
    found = read(folder, own, shared=shared)
    assert not found.faults, found.faults
    return found.grammar


def faults(found: GrammarRead, file: str = "contrast.toml") -> Mapping[int, str]:
    """Return the faults of a file by line."""
    return {fault.line: fault.text for fault in found.faults.get(file, ())}
