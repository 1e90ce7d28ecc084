"""`netdesk ideas` as COMMANDS.md has it."""

from pathlib import Path

KEYS = {
    "technique", "column", "platform", "headline", "hook", "outline", "call_to_action",
    "facts_used", "findings", "score", "score_parts",
}  # fmt: skip
FACTS = """
place = "枣庄"
activities = [{name = "检测日", date = "2026-12-05", where = "薛城店内"}]
local = ["台儿庄古城", "羊肉汤"]
people = [{name = "李师傅", role = "技师", consent = true}]
[[models]]
name = "示例 E5"
power = "纯电"
price = "10.98 万元"
price_source = "价目表 2026-11"
points = ["地板平"]
[[offers]]
gift = "到店礼"
kind = "玻璃水"
spec = "2 升"
count = 30
until = "2026-12-31"
how = "到店领"
value = 15
"""


def facts_file(folder: Path, text: str = FACTS) -> Path:
    file = folder / "facts.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_document_has_the_keys_of_the_contract(netdesk, tmp_path: Path):
    said = netdesk("ideas", "--count", 7, "--facts", facts_file(tmp_path), "--json")
    assert said.code == 0
    assert len(said.json) == 7
    for one in said.json:
        assert one.keys() >= KEYS
        assert len(one["outline"]) == 3
        assert sum(one["score_parts"].values()) == one["score"]


def test_the_same_seed_gives_the_same_document(netdesk):
    one, same, other = (netdesk("ideas", "--seed", n, "--json").out for n in (4, 4, 5))
    assert one == same != other


def test_techniques_may_be_told_several_ways(netdesk):
    for words in (
        ("--technique", "bold", "--technique", "taboo"),
        ("--technique", "大胆", "禁忌"),
        ("--technique", "bold,taboo"),
    ):
        said = netdesk("ideas", *words, "--count", 4, "--json")
        assert {one["technique"] for one in said.json} == {"bold", "taboo"}


def test_wrong_words_are_wrong_use(netdesk):
    assert netdesk("ideas", "--technique", "nope", "--json").code == 2
    assert netdesk("ideas", "nope").code == 2
    assert netdesk("ideas", "--count", "0").code == 2


def test_bad_facts_are_refused_with_their_lines(netdesk, tmp_path: Path):
    file = facts_file(tmp_path, 'place = "枣庄"\ncolour = 1\nlocal = []\n')
    said = netdesk("ideas", "--facts", file, "--json")
    assert said.code == 3
    assert "第 2 行" in said.json["error"]
    assert "第 3 行" in said.json["error"]
    assert netdesk("ideas", "--facts", tmp_path / "none.toml").code == 3


def test_a_banned_word_in_the_facts_needs_a_look(netdesk, tmp_path: Path):
    file = facts_file(tmp_path, FACTS.replace("地板平", "全国销量第一"))
    said = netdesk("ideas", "--facts", file, "--json")
    assert said.code == 1
    assert "全国销量第一" in said.err
    assert "全国销量第一" not in said.out


def test_titles_keep_to_the_platform(netdesk):
    said = netdesk("ideas", "--platform", "xiaohongshu", "--count", 20, "--json")
    assert {one["platform"] for one in said.json} == {"xiaohongshu"}
    assert all(len(one["headline"].encode("gbk")) <= 40 for one in said.json)


def test_a_topic_nobody_wrote_about_is_told(netdesk):
    said = netdesk("ideas", "--topic", "火星移民", "--json")
    assert (said.code, said.json) == (1, [])
    assert "0 条" in said.err


def test_ideas_are_written_for_reading_too(netdesk):
    said = netdesk("ideas", "--count", 2)
    assert said.code == 0
    assert said.out.count("评分") == 2
    assert "没有事实文件" in said.err


def test_nothing_is_recorded(netdesk):
    before = netdesk("ideas", "--json").out
    netdesk("ideas", "--count", 40)
    assert netdesk("ideas", "--json").out == before
