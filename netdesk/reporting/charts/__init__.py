"""The charts: rows become frozen data, data becomes a picture with regions to point at.

matplotlib and pandas are imported here and in `reporting.frames` alone, and only when a chart is
first asked for.
"""

import logging

# What matplotlib says of its caches is not for people.
logging.getLogger("matplotlib").setLevel(logging.ERROR)
