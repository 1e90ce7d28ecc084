"""Derivations counted by tables are those found by writing everything out."""

from hypothesis import given, settings
from hypothesis import strategies as st

from netdesk.domain.ideas.derivations import Counting
from netdesk.domain.ideas.grammar import Lexicon, Word
from netdesk.domain.ideas.template import Choice, Slot, Template, Variable, parse
from tests.domain.ideas.naive_grammar import headlines

TAGS = ("a", "b", "c")
TYPES = ("part", "fault", "scene")


def words_of(*told: tuple[str, str, str]) -> list[Word]:
    return [Word(type_, text, frozenset(tags.split())) for type_, text, tags in told]


def count(text: str, words: list[Word], length: tuple[int, int] = (0, 100)) -> int:
    return Counting(Lexicon(words)).number([parse(text)], length)


def test_choices_add_and_places_multiply():
    words = words_of(("part", "胎", ""), ("part", "灯", ""), ("scene", "雨夜", ""))
    assert count("[看|查]{part}，{scene}[呢|]", words) == 2 * 2 * 1 * 2


def test_the_same_slot_twice_is_one_choice_and_another_number_a_different_word():
    words = words_of(("part", "胎", ""), ("part", "灯", ""), ("part", "门", ""))
    assert count("{part}和{part}", words) == 3
    assert count("{part}和{part#2}", words) == 6


def test_a_word_that_asks_for_company_goes_only_with_it():
    part = words_of(("part", "胎", "a"), ("part", "灯", "b"))
    fault = Word("fault", "亏气", company={"part": frozenset({"a"})})
    anything = Word("fault", "旧了")
    assert count("{part}{fault}", [*part, fault, anything]) == 3
    assert count("{fault}", [*part, fault, anything]) == 2


def test_only_headlines_within_the_length_count():
    words = words_of(("part", "胎", ""), ("part", "雨刮胶条", ""))
    assert count("{part}[要看|]", words, (3, 4)) == 2


def test_nothing_fits_a_tag_that_no_word_has():
    assert count("{part.z}", words_of(("part", "胎", "a"))) == 0


def test_a_million_derivations_are_counted_without_writing_them_out():
    words = [Word("part", f"件{n}") for n in range(100)]
    assert count("{part}{part#2}{part#3}[一|二|三]", words) == 100 * 99 * 98 * 3


tags = st.frozensets(st.sampled_from(TAGS), max_size=2)
filters = st.frozensets(
    st.frozensets(st.sampled_from((*TAGS, "!a", "!b")), min_size=1, max_size=2), max_size=2
)
slots = st.builds(
    Slot,
    st.builds(Variable, st.sampled_from(TYPES), st.sampled_from((1, 1, 1, 2))),
    filters,
    st.sampled_from(("", "", "mw")),
)
plain = st.sampled_from(("看", "查一查", "，"))
templates: st.SearchStrategy[Template] = st.recursive(
    st.lists(plain | slots, min_size=1, max_size=3).map(tuple),
    lambda inner: st.lists(
        plain | slots | st.lists(inner, min_size=1, max_size=3).map(lambda a: Choice(tuple(a))),
        min_size=1,
        max_size=3,
    ).map(tuple),
    max_leaves=4,
)


@st.composite
def lexicons(draw: st.DrawFn) -> list[Word]:
    words = []
    for type_ in TYPES:
        for n in range(draw(st.integers(1, 3))):
            others = [other for other in TYPES if other != type_]
            company = draw(st.dictionaries(st.sampled_from(others), tags, max_size=1))
            fields = draw(st.sampled_from(({}, {"mw": "一根"[: 1 + n % 2]})))
            text = f"{type_}{n}"[draw(st.integers(0, 2)) :]
            words.append(Word(type_, text, draw(tags), company, fields=fields))
    return words


@settings(max_examples=60)
@given(templates, lexicons(), st.tuples(st.integers(0, 10), st.integers(10, 40)))
def test_the_tables_count_what_writing_everything_out_finds(template, words, length):
    low, high = length
    expected = sum(low <= len(text) <= high for text in headlines(template, words))
    assert Counting(Lexicon(words)).number([template], length) == expected
