"""Step 0, the machine: files read and written whole, signals, memory, the moment of a build."""
