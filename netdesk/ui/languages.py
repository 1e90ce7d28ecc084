"""The languages there are, each by the name its speakers give it, whatever is in use."""

from netdesk.i18n import N_, SOURCE_LANGUAGE

LANGUAGES = ((SOURCE_LANGUAGE, N_("中文")), ("en", "English"))
