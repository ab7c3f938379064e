"""Compressors on 200,000 floats, one thread: MB/s, bytes and error, beside DL4J's threshold encoding."""

import statistics

import sides

TAKES = "about half a minute"
LENGTH = 200_000
TITLE = "Compressors, 200,000 normal numbers, one thread"
NAMES = (
    "float16()", "quantize(8)", "quantize(4)", "quantize(4).byRange()", "rotated(quantize(4))", "signs()", "randomK(0.01)",
    "topK(0.01)", "topK(0.01).values(float16())", "ternary(0.01)", "DL4J's thresholdEncode, one in a hundred")


def run(chosen, ours, pins, repeats=21):
    with sides.Side("Parley", ours("dev.parley.bench.Worker"), pins) as parley:
        answers = sides.in_turn([("Parley", parley, ("compress", LENGTH))], repeats, warm=20)["Parley"]
        notes = [f"Parley: {parley.engine}", "MB/s of the 4-byte floats that go in, or come out"]
    return {"title": TITLE, "rows": [row(i, name, answers) for i, name in enumerate(NAMES)], "notes": notes}


def row(i, name, answers):
    def median(part):
        return statistics.median(each[4 * i + part] for each in answers)

    megabytes = 4 * LENGTH / 1e6
    return {
        "": name, "writing, MB/s": f"{megabytes / median(0):,.0f}", "reading, MB/s": f"{megabytes / median(1):,.0f}",
        "bytes": f"{median(2):,.0f}", "of 4-byte floats": f"{100 * median(2) / (4 * LENGTH):.2f} %",
        "error": f"{median(3):.3g}"}
