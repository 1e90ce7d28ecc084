"""Global options, errors and the starter."""

import json
import os
import subprocess
import sys

import pytest

from netdesk import bootstrap
from tests.arrivals import write_csv


def spawn(*arguments, **environment):
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("NETDESK", "QT_", "DISPLAY"))}
    return subprocess.run(
        [sys.executable, "-m", "netdesk", *map(str, arguments)],
        env={**plain, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_options_stand_before_the_command(store_path, tmp_path):
    path = write_csv(tmp_path / "a.csv", [{}])
    done = spawn("--store", store_path, "--now", "2026-11-24 09:00", "import", path, "--json")
    assert (done.returncode, json.loads(done.stdout)["files"][0]["added"]) == (0, 1)
    url = f"sqlite:///{store_path}"
    done = spawn("--store", url, "--now", "2026-11-24 09:00", "inbox", "--json")
    assert json.loads(done.stdout)[0]["left"] == 2400


def test_english_is_spoken_when_asked(netdesk, tmp_path):
    said = netdesk("--lang", "en", "import", tmp_path / "nowhere.csv", "--json")
    assert said.json["files"][0]["error"].isascii()


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux can lack a display")
def test_without_a_display_the_window_says_so_in_one_line_and_names_what_works(store_path):
    for arguments in ((), ("--store", store_path)):
        done = spawn(*arguments, NETDESK_STORE=str(store_path))
        assert done.returncode == 2
        assert done.stderr.count("\n") == 1
        assert "summary" in done.stderr
    done = spawn(NETDESK_STORE=str(store_path), DISPLAY=":4099")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert not store_path.exists()


def test_without_qts_system_libraries_the_packages_are_named(store_path, monkeypatch, capsys):
    def missing(name, *_rest):
        raise OSError("libxcb-cursor.so.0: cannot open shared object file")

    monkeypatch.setattr("netdesk.paper.display.ctypes.CDLL", missing)
    monkeypatch.setattr("netdesk.paper.display.sys.platform", "linux")
    code = bootstrap.run([], {"DISPLAY": ":0", "NETDESK_STORE": str(store_path)})
    said = capsys.readouterr().err
    assert code == 2
    assert "libxcb-cursor.so.0" in said
    assert "apt-get install" in said


def test_a_store_that_cannot_be_used_is_exit_4(netdesk, tmp_path):
    path = tmp_path / "text.sqlite"
    path.write_text("no store" * 600)
    said = netdesk("inbox", "--json", store=path)
    assert said.code == 4
    assert "text.sqlite" in said.json["error"]
    assert path.read_text() == "no store" * 600


def test_a_newer_store_is_exit_4_and_untouched(netdesk, store_path, database):
    with database.outside() as tx:
        tx.exec_driver_sql("PRAGMA user_version = 99")
        tx.commit()
    database.close()
    before = store_path.read_bytes()
    assert netdesk("inbox").code == 4
    assert store_path.read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX's")
def test_a_read_only_store_is_exit_4(tmp_path, store_path, database):
    if os.geteuid() == 0:
        pytest.skip("root writes everywhere; the driver's words are tested in test_database")
    database.close()
    store_path.parent.chmod(0o500)
    try:
        assert spawn("--store", store_path, "demo", "--leads", 3).returncode == 4
    finally:
        store_path.parent.chmod(0o700)


def test_wrong_use_is_exit_2_without_a_traceback(netdesk):
    for arguments in (
        ("nonsense",),
        ("inbox", "--view", "x"),
        ("--now", "soon", "inbox"),
        ("due",),
        ("import",),
    ):
        said = netdesk(*arguments)
        assert said.code == 2, arguments
        assert "Traceback" not in said.err


def test_help_and_version_are_exit_0(netdesk):
    assert netdesk("--help").code == 0
    assert "netdesk" in netdesk("--version").out


def test_doctor_is_content_with_a_fresh_store_and_exit_1_when_it_is_not(netdesk, database):
    said = netdesk("doctor", "--json")
    assert (said.code, said.json["ok"]) == (0, True)
    with database.outside() as tx:
        tx.exec_driver_sql("PRAGMA foreign_keys = OFF")
        tx.commit()
        tx.exec_driver_sql(
            "INSERT INTO notes (shop_id, id, lead_id, text, at) VALUES (1, 1, 999, 'x', 0)"
        )
        tx.commit()
    said = netdesk("doctor", "--json")
    assert (said.code, said.json["ok"]) == (1, False)
    assert [c["name"] for c in said.json["checks"] if not c["ok"]] == ["foreign_keys"]


def test_a_store_whose_table_is_gone_is_found_by_doctor_and_exit_4_elsewhere(netdesk, database):
    with database.outside() as tx:
        tx.exec_driver_sql("PRAGMA foreign_keys = OFF")
        tx.commit()
        tx.exec_driver_sql("DROP TABLE clocks")
        tx.exec_driver_sql("DROP INDEX ix_leads_figures")
        tx.commit()
    said = netdesk("doctor", "--json")
    assert said.code == 1
    (schema,) = [c for c in said.json["checks"] if c["name"] == "schema"]
    assert "clocks" in schema["detail"]
    assert "leads.ix_leads_figures" in schema["detail"]
    assert netdesk("inbox").code == 4


def test_doctor_finds_a_clock_that_counts_on_a_closed_lead_and_a_counter_behind(
    netdesk, database, tmp_path
):
    netdesk("import", write_csv(tmp_path / "a.csv", [{}]))
    assert netdesk("doctor").code == 0
    with database.writing() as tx:
        tx.exec_driver_sql("UPDATE leads SET is_open = 0, closed_at = 1")
        tx.exec_driver_sql("UPDATE counters SET next = 1 WHERE name = 'lead'")
    said = netdesk("doctor", "--json")
    (found,) = [c for c in said.json["checks"] if not c["ok"]]
    assert found["name"] == "in_step"
    assert "counter: lead" in found["detail"]
