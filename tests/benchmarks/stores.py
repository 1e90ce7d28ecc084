"""The stores and files that are measured on, made once for a run in a folder that goes with it."""

import csv
import tempfile
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from random import Random

from tests.benchmarks import multiplied
from tests.benchmarks.measuring import NOW, Run, netdesk

MANY = 100_000
WAITING = 10_000
_HEADER = (
    *("线索编号", "客户姓名", "手机号", "品牌", "意向车系", "意向车型"),
    *("省份", "城市", "留资时间", "渠道", "线索类型", "留言"),
)
_SERIES = ("秦PLUS", "秦L", "宋PLUS", "宋Pro", "元PLUS", "海鸥", "海豚", "汉", "唐")
_TRIMS = ("55KM 领先型", "128KM 超越型", "120KM 尊贵型", "智驾版", "冠军版")
_CHANNELS = ("汽车之家", "懂车帝", "易车", "太平洋汽车", "微信", "抖音", "滕州论坛")
_KINDS = ("询底价", "预约试驾", "在线咨询", "置换评估")
_MESSAGES = ("", "", "想问最低落地价", "周末能试驾吗", "旧车置换能补多少", "贷款首付最少多少")
_SURNAMES, _CALLED = "王李张刘陈杨孙赵徐马", ("先生", "女士", "建国", "晓明", "丽丽", "海涛")


@cache
def folder() -> Path:
    """Return the run's folder; it is removed when the run ends."""
    kept = tempfile.TemporaryDirectory(prefix="netdesk-benchmarks-")
    _folders.append(kept)
    return Path(kept.name)


_folders: list[tempfile.TemporaryDirectory[str]] = []


@cache
def full() -> tuple[Path, Run]:
    """Return a store of MANY leads over a year, and the command that made it."""
    path = folder() / "full.sqlite"
    made = netdesk("--store", str(path), "demo", "--leads", str(MANY), "--days", "365", "--json")
    return path, made


@cache
def large(leads: int) -> Path:
    """Return a store of so many leads over three years."""
    template, path = (folder() / f"{name}-{leads}.sqlite" for name in ("template", "large"))
    few = str(leads // multiplied.TIMES)
    netdesk("--store", str(template), "demo", "--leads", few, "--days", str(multiplied.DAYS))
    counts = multiplied.multiply(template, path, leads)
    assert counts["leads"] == leads, counts
    if leads < MANY:  # it takes long
        strays = multiplied.strays(path)
        assert not any(strays.values()), strays
    template.unlink()
    return path


@cache
def export(rows: int = MANY, hours: int = 70) -> Path:
    """Return a portal's export: 12 columns, one in fourteen by somebody who is there already.

    Every row is new enough to start a clock, which is the slower way.
    """
    path, rng = folder() / f"export-{rows}-{hours}.csv", Random(3)
    now = datetime.fromisoformat(NOW)
    phones = [
        f"{rng.choice((135, 138, 150, 187))}{rng.randrange(10**8):08d}" for _row in range(rows)
    ]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(_HEADER)
        for number, phone in enumerate(phones):
            again = number and rng.random() < 1 / 14
            series = rng.choice(_SERIES)
            at = now - timedelta(seconds=rng.randrange(hours * 3600))
            writer.writerow(
                (
                    f"XS{20261100000000 + number}",
                    rng.choice(_SURNAMES) + rng.choice(_CALLED),
                    phones[rng.randrange(number)] if again else phone,
                    "比亚迪",
                    series,
                    f"{series} 2026款 {rng.choice(_TRIMS)}",
                    "山东",
                    rng.choice(("枣庄", "枣庄", "枣庄", "济宁", "临沂")),
                    f"{at:%Y-%m-%d %H:%M:%S}",
                    rng.choice(_CHANNELS),
                    rng.choice(_KINDS),
                    rng.choice(_MESSAGES),
                )
            )
    return path


def adf_document(number: int) -> str:
    """Return a lead as ADF, its attributes unquoted as many feeds send them; of one person each."""
    rng = Random(number)
    series = rng.choice(_SERIES)
    at = datetime.fromisoformat(NOW) - timedelta(seconds=rng.randrange(70 * 3600))
    return (
        '<?ADF VERSION "1.0"?>\n<?xml version="1.0" encoding="UTF-16"?>\n'
        "<adf>\n<prospect status=new>\n"
        f"<id sequence=1 source={rng.choice(_CHANNELS)}>ADF{number:08d}</id>\n"
        f"<requestdate>{at:%Y-%m-%dT%H:%M:%S}+08:0</requestdate>\n"
        f"<vehicle interest=buy status=new>\n<year>2026</year>\n<make>比亚迪</make>\n"
        f"<model>{series}</model>\n<trim>{series} {rng.choice(_TRIMS)}</trim>\n</vehicle>\n"
        "<vehicle interest=trade-in>\n<year>2015</year>\n<make>大众</make>\n<model>朗逸</model>\n"
        "<odometer units=km>80000</odometer>\n</vehicle>\n<customer>\n<contact primarycontact=1>\n"
        f"<name part=full>{rng.choice(_SURNAMES)}{rng.choice(_CALLED)}</name>\n"
        f"<email>u{number}@example.com</email>\n<phone type=cellphone>+86 139{number:08d}</phone>\n"
        "<address>\n<city>枣庄</city>\n<regioncode>山东</regioncode>\n</address>\n</contact>\n"
        f"<comments>{rng.choice(_MESSAGES)} & 周末来</comments>\n</customer>\n"
        "<vendor>\n<contact>\n<name part=full>枣庄某某汽车</name>\n</contact>\n</vendor>\n"
        "</prospect>\n</adf>\n"
    )
