"""Any number of files to tables, and the command: see README.md beside this file."""
