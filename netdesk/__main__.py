"""`netdesk` and `python -m netdesk`: arguments in, exit code out."""

import os
import sys


def main() -> int:
    """Run what the arguments ask for; return the exit code."""
    from netdesk import bootstrap

    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    return bootstrap.run(sys.argv[1:], os.environ)


if __name__ == "__main__":
    sys.exit(main())
