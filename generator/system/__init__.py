"""Step 0, the machine: ordinary files read and whole ones written, signals, memory, the moment of a build."""
