"""Processes that answer a question a line, and the asking of them in turn: A, B, A, B, so that all meet the same weather."""

import os
import statistics
import subprocess
import sys

# They pin OpenBLAS to another kernel than it would choose: nobody's machine has them by accident.
PINS = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class Side:
    """One contestant: a process that says who it is on its first line and then answers."""

    def __init__(self, name, command, pins=None, threads=1, **more):
        environment = {key: value for key, value in os.environ.items() if key not in PINS}
        environment.update(pins or {}, OMP_NUM_THREADS=str(threads), **more)
        self.name = name
        self.process = subprocess.Popen(
            command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.engine = self._line()

    def _line(self):
        line = self.process.stdout.readline().strip()
        if not line:
            raise SystemExit(f"bench: '{self.name}' ended with code {self.process.wait()}; see its message above")
        return line

    def ask(self, *words):
        """The numbers of its answer."""
        self.process.stdin.write(" ".join(map(str, words)) + "\n")
        return [float(number) for number in self._line().split()]

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()


def in_turn(questions, repeats, warm=1):
    """Asks each (column, side, words) in turn, `repeats` times after `warm` that do not count; column -> all answers, each a list of numbers."""
    answers = {column: [] for column, _, _ in questions}
    for repeat in range(warm + repeats):
        for column, side, words in questions:
            numbers = side.ask(*words)
            if repeat >= warm:
                answers[column].append(numbers)
    return answers


def medians(answers):
    """column -> the median of the first numbers."""
    return {column: statistics.median(numbers[0] for numbers in each) for column, each in answers.items()}


def short(number):
    """Three digits that mean something, without powers of ten."""
    return f"{number:,.0f}" if number >= 1000 else f"{number:.3g}"


def say(text):
    print(text, file=sys.stderr, flush=True)
