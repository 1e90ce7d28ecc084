"""The house rules: style, types, layers, and everything on screen in both languages."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from netdesk import errors, i18n
from netdesk.resources import resource

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "netdesk"
CHINESE = re.compile("[\u4e00-\u9fff]")
BY_LAW = {"广告"}  # the label of a post stands there in Chinese whatever the window speaks (LABEL)
TRANSLATED = {"_", "N_", "ngettext"}
PLACES = re.compile(r"%\((\w+)\)")


@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["mypy"],
        ["lint-imports"],
    ],
    ids=lambda command: " ".join(command),
)
def test_the_checkers_find_nothing(command):
    program = Path(sys.executable).parent / command[0]
    done = subprocess.run(
        [program, *command[1:]], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]


def modules() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def called(node: ast.AST) -> str:
    return node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""


def messages() -> dict[str, str]:
    """Return every message of the program, each with a place that says it."""
    found: dict[str, str] = {}
    for path, tree in modules():
        for node in ast.walk(tree):
            if called(node) in TRANSLATED and isinstance(node.args[0], ast.Constant):
                found.setdefault(node.args[0].value, f"{path.name}:{node.lineno}")
    for error in all_errors(errors.NetdeskError):
        found.setdefault((error.__doc__ or "").strip(), error.__name__)
    for channel in tomllib.loads(resource("channels.toml").read_text(encoding="utf-8"))["channel"]:
        found.setdefault(channel["name"], "channels.toml")
    return found


def all_errors(kind: type) -> Iterator[type]:
    yield kind
    for child in kind.__subclasses__():
        yield from all_errors(child)


def test_every_message_has_its_english_with_the_same_places():
    english = i18n.read_catalogue("en")
    said = messages()
    missing = {text: where for text, where in said.items() if text not in english}
    assert missing == {}
    for text, translated in english.items():
        for form in (translated,) if isinstance(translated, str) else translated:
            assert set(PLACES.findall(form)) == set(PLACES.findall(text)), text


def test_no_english_is_kept_for_a_message_that_is_gone():
    assert set(i18n.read_catalogue("en")) - set(messages()) == set()


def test_a_translated_message_is_one_literal_and_never_built():
    built = [
        f"{path.name}:{node.lineno}"
        for path, tree in modules()
        for node in ast.walk(tree)
        if called(node) == "ngettext"
        and not all(isinstance(argument, ast.Constant) for argument in node.args[:2])
        or called(node) == "_"
        and isinstance(node.args[0], ast.JoinedStr | ast.BinOp)
    ]
    assert built == []


def test_no_chinese_reaches_the_screen_outside_the_translator():
    strays = [
        f"{path.relative_to(ROOT)}:{node.lineno}: {node.value}"
        for path, tree in modules()
        for node in stray_constants(tree)
        if CHINESE.search(node.value) and node.value not in BY_LAW
    ]
    assert strays == []


def stray_constants(tree: ast.Module) -> Iterator[ast.Constant]:
    """Yield the string constants that are neither docstrings nor arguments of the translator."""
    told = {
        id(inner)
        for node in ast.walk(tree)
        if called(node) in TRANSLATED
        for argument in node.args
        for inner in ast.walk(argument)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in told and id(node) not in bare:
            yield node


def test_every_known_error_says_a_whole_sentence_and_has_its_exit_code():
    for error in all_errors(errors.NetdeskError):
        sentence = (error.__doc__ or "").strip()
        assert CHINESE.search(sentence), error
        assert error.exit_code in (2, 3, 4)


def test_the_ci_script_runs_the_readmes_test_command():
    steps = ("python3 -m venv .venv", ".venv/bin/pip install -e '.[test]'")
    command = " && ".join((*steps, ".venv/bin/python -m pytest"))
    assert command in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (ROOT / ".ci" / "run").read_text(encoding="utf-8").rstrip().endswith(command)
