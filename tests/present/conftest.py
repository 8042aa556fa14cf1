"""The fictional story that the pages are tried on can be imported by its name, `orla`."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
