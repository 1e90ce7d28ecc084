"""The store that can't be used."""

from netdesk.errors.base import StoreError


class StoreMissing(StoreError):
    """放数据库的文件夹 %(path)s 建不了（%(why)s），没有改动任何数据；请检查权限，或用 --store 换一个位置。"""


class StoreReadOnly(StoreError):
    """数据库 %(path)s 只能读、不能写，没有改动任何数据；请检查文件和文件夹的权限后再试。"""


class StoreBusy(StoreError):
    """数据库 %(path)s 正被另一个程序占用，等了 5 秒仍未空出，这一步没有写入；请稍后再试。"""


class StoreNewer(StoreError):
    """数据库 %(path)s 由更新版本的网销台写成（版本 %(found)s，本程序到 %(known)s），没有动它；请先升级网销台。"""


class StoreDamaged(StoreError):
    """%(path)s 不是网销台的数据库，或者已经损坏（%(why)s），没有改动它；请从备份恢复，或用 --store 指定另一个文件。"""


class StoreForeign(StoreError):
    """%(path)s 是别的程序的数据库，没有动它；请用 --store 指定另一个文件。"""


class StoreUnsupported(StoreError):
    """这里打不开数据库地址 %(url)s（%(why)s），没有改动任何数据；请改用 SQLite 文件，或装好对应的驱动。"""


class StoreFull(StoreError):
    """磁盘已满，写不进数据库 %(path)s，这一步没有写入、之前的数据都在；请腾出空间后再试。"""


class SqliteTooOld(StoreError):
    """随程序安装的 SQLite 是 %(found)s，低于安全的 %(needed)s，没有打开数据库；请重新安装网销台。"""


class DemoNeedsEmptyStore(StoreError):
    """数据库 %(path)s 里已经有线索、帖子、问答或粉丝数，演示数据只装进空的数据库，没有改动任何数据；请用 --store 指定一个新文件再试。"""
