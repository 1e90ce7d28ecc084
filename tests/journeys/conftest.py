"""Stories use the window's own fixtures."""

from tests.ui.conftest import (  # noqa: F401
    _swept,
    looks,
    open_window,
    ready_desk,
    tasks,
    theme,
)
