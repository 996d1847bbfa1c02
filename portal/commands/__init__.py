"""The caretaker's commands, a file each, loaded when they are called."""
