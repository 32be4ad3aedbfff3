"""`python -m disputes` is the command line."""

from disputes.cli import main

main()
