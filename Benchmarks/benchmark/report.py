"""The table as text, and as a chart."""
from .models import TITLES as MODELS
from .runtimes import TITLES as PEERS

PEER_ORDER = ("onnxruntime", "openvino", "ctranslate2", "pytorch")


def text(rows: list, machine: str) -> str:
    header = ["", "bertrun", *[PEERS[peer] for peer in PEER_ORDER], "against the best"]
    lines = [header]
    for row in rows:
        model, precision, task = row["cell"].split("/")
        rates = row["rates"]
        ratio = f"{row['ratio']:.2f} x {PEERS[row['best']]}" if "ratio" in row else "–"
        cells = [f"{rates[peer]:,.0f}" if peer in rates else "–" for peer in ("bertrun", *PEER_ORDER)]
        lines.append([f"{MODELS[model]} {precision} {task}", *cells, ratio])
    widths = [max(len(line[column]) for line in lines) for column in range(len(header))]
    told = [
        "  ".join(cell.ljust(width) if not n else cell.rjust(width) for n, (cell, width) in enumerate(zip(line, widths)))
        for line in lines
    ]
    for row in rows:
        for key, rate in row.get("pipelines", {}).items():
            told.append(f"{row['cell']}: {row['rates']['bertrun'] / rate:.1f} x transformers' pipeline, {key} ({rate:,.0f})")
    return f"tokens a second, {machine}\n\n" + "\n".join(told) + "\n"


# --- The chart

WIDTH, LEFT, RIGHT, ROW, TOP = 760, 130, 170, 22, 64
STYLE = """
  text { font: 12px system-ui, -apple-system, sans-serif; fill: #57606a }
  .title { font-size: 14px; font-weight: 600; fill: #24292f }
  .own { fill: #1f6feb } .peer { fill: #8c959f } .line { stroke: #d0d7de } .one { stroke: #57606a }
  .value { font-weight: 600; fill: #24292f }
  @media (prefers-color-scheme: dark) {
    text { fill: #8b949e } .title, .value { fill: #e6edf3 } .own { fill: #58a6ff } .peer { fill: #6e7681 }
    .line { stroke: #30363d } .one { stroke: #8b949e }
  }
"""


def chart(rows: list, machine: str, date: str) -> str:
    """Speed relative to the best peer: a bar for bertrun, a dot for every peer."""
    rows = [row for row in rows if "ratio" in row]
    largest = max([row["ratio"] for row in rows] + [1.0]) * 1.08
    scale = (WIDTH - LEFT - RIGHT) / largest
    height = TOP + ROW * (len(rows) + len({row["cell"].split("/")[0] for row in rows})) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'role="img" aria-label="Speed of bertrun relative to the fastest peer">',
        f"<style>{STYLE}</style>",
        '<text class="title" x="8" y="22">Speed relative to the fastest peer</text>',
        '<text x="8" y="42">bertrun: whole process, file to file. Peers (dots): compute alone, each at its best.</text>',
    ]
    y, model = TOP, None
    marks = [mark / 2 for mark in range(0, int(largest * 2) + 1)]
    for mark in marks:
        x = LEFT + mark * scale
        kind = "one" if mark == 1 else "line"
        parts.append(f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{height - 34}"/>')
        parts.append(f'<text x="{x:.1f}" y="{height - 20}" text-anchor="middle">{mark:g} ×</text>')
    for row in rows:
        name, precision, task = row["cell"].split("/")
        if name != model:
            parts.append(f'<text class="value" x="8" y="{y + 13}">{MODELS[name]}</text>')
            y += ROW
            model = name
        middle = y + 9
        parts.append(f'<text x="{LEFT - 10}" y="{middle + 4}" text-anchor="end">{precision} {task}</text>')
        length = row["ratio"] * scale
        parts.append(f'<rect class="own" x="{LEFT}" y="{y + 3}" width="{length:.1f}" height="12" rx="2"/>')
        best = row["rates"][row["best"]]
        for peer in PEER_ORDER:
            if peer in row["rates"]:
                x = LEFT + row["rates"][peer] / best * scale
                told = f"{PEERS[peer]}: {row['rates'][peer]:,.0f} tokens/s"
                parts.append(
                    f'<circle class="peer" cx="{x:.1f}" cy="{middle}" r="4" stroke="#fff"><title>{told}</title></circle>'
                )
        parts.append(
            f'<text x="{LEFT + max(length, scale) + 10:.1f}" y="{middle + 4}"><tspan class="value">{row["ratio"]:.2f} ×</tspan> '
            f'{PEERS[row["best"]]}</text>'
        )
        y += ROW
    parts.append(f'<text x="8" y="{height - 4}">{machine}, {date}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"
