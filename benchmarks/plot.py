"""Draws the ratios of a benchmark report as an SVG: one bar a case and number of threads, quartiles as whiskers."""

import json
import pathlib
import sys
from xml.sax.saxutils import escape

LEFT, WIDTH, ROW, TOP = 240, 460, 26, 56
COLOURS = {1: "#2f6f9f", 2: "#8fb8d6"}


def svg(report):
    rows = [(case, run) for case in report["cases"] for run in case["runs"]]
    limit = max([1.5] + [run["ratio_quartiles"][1] for _, run in rows]) * 1.08
    scale, height = WIDTH / limit, TOP + ROW * len(rows) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 90}" height="{height}" '
        'font-family="sans-serif" font-size="13">',
        '<rect width="100%" height="100%" fill="white"/>',
        f'<text x="12" y="22" font-size="15">Latency of ONNX Runtime {escape(report["machine"]["onnxruntime"])} '
        "divided by hfc's: right of 1, hfc is faster</text>",
    ]
    for number, (case, run) in enumerate(rows):
        y, bar = TOP + number * ROW, run["ratio"] * scale
        low, high = (LEFT + value * scale for value in run["ratio_quartiles"])
        threads = f"{run['threads']} thread" + "s" * (run["threads"] > 1)
        parts += [
            f'<text x="{LEFT - 8}" y="{y + 15}" text-anchor="end">{escape(case["name"])}, {threads}</text>',
            f'<rect x="{LEFT}" y="{y + 2}" width="{bar:.1f}" height="{ROW - 8}" fill="{COLOURS.get(run["threads"], "#888")}"/>',
            f'<path d="M{low:.1f} {y + 11}H{high:.1f}M{low:.1f} {y + 7}v8M{high:.1f} {y + 7}v8" stroke="#222"/>',
            f'<text x="{high + 8:.1f}" y="{y + 15}">{run["ratio"]:.2f}</text>',
        ]
    one, end = LEFT + scale, TOP + ROW * len(rows)
    machine = report["machine"]
    about = f"{machine['cpu']}, {machine['cores']} cores, hfc {machine['hfc']}, {machine['date']}"
    parts += [
        f'<path d="M{one:.1f} {TOP - 8}V{end}" stroke="#b03030" stroke-dasharray="4 3"/>',
        f'<text x="12" y="{height - 12}" fill="#555">{escape(about)}</text>',
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    print(svg(json.loads(pathlib.Path(sys.argv[1]).read_text())), end="")
