"""Runs the command line as `python -m factcontext`."""

import sys

from factcontext.ui.terminal import main

if __name__ == "__main__":
    sys.exit(main())
