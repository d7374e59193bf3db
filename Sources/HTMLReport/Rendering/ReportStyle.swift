/// The style sheet of reports: light and dark, screen and paper, wide and narrow; system fonts, nothing from outside.
enum ReportStyle {
  static let text = """
    :root {
      color-scheme: light dark;
      --ground: #f6f6f4; --card: #fff; --ink: #1d1e22; --soft: #5b5f69; --line: #e0e0dc; --accent: #2b58c9;
      --warn: #9a4a00; --warn-ground: #fff3e2; --bar: #7f97cf; --mark: #ffe08a; --mark-ink: #3a2d00;
      --tint-s: 62%; --tint-l: 90%; --edge-l: 52%; --tag-l: 28%;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --ground: #131519; --card: #1b1e24; --ink: #e8e9ec; --soft: #a3a8b3; --line: #31353e; --accent: #93b2ff;
        --warn: #ffbf7a; --warn-ground: #33240f; --bar: #5f78b8; --mark: #6b5510; --mark-ink: #fff3cf;
        --tint-s: 34%; --tint-l: 24%; --edge-l: 58%; --tag-l: 80%;
      }
    }
    * { box-sizing: border-box; }
    html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0; background: var(--ground); color: var(--ink);
      font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
    }
    header, main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2.25rem; }
    h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 .25rem; overflow-wrap: anywhere; }
    h2 { font-size: 1.3rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
    h3 { font-size: .95rem; margin: 0 0 .6rem; }
    p { margin: 0 0 .75rem; }
    code { font: .92em ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
    a { color: var(--accent); }
    .soft { color: var(--soft); }
    .small { font-size: .85rem; }
    .facts { display: flex; flex-wrap: wrap; gap: .75rem; margin: 1.25rem 0 0; padding: 0; }
    .facts div {
      flex: 1 1 8rem; background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .65rem .85rem;
    }
    .facts dt { color: var(--soft); font-size: .8rem; }
    .facts dd { margin: 0; font-size: 1.3rem; font-weight: 600; font-variant-numeric: tabular-nums; line-height: 1.3; }
    .facts dd small { font-size: .8rem; font-weight: 400; color: var(--soft); white-space: nowrap; }
    nav ul { list-style: none; display: flex; flex-wrap: wrap; gap: .4rem 1.1rem; margin: 1.1rem 0 0; padding: 0; }
    .notice {
      margin: 1.25rem 0 0; padding: .75rem 1rem; border-radius: .6rem; background: var(--warn-ground); color: var(--warn);
      border-inline-start: .3rem solid currentColor; overflow-wrap: anywhere;
    }
    .notice.failure { background: #b3261e; color: #fff; font-weight: 600; }
    .notice ul { margin: .35rem 0 0; padding-inline-start: 1.1rem; }
    section { margin-top: 2.75rem; }
    .what { color: var(--soft); font-weight: 400; font-size: 1rem; }
    .two { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin-top: 1rem; align-items: start; }
    .card { background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem 1.1rem; min-width: 0; overflow-x: auto; }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
    th, td { text-align: start; padding: .22rem .5rem; vertical-align: middle; }
    th:first-child, td:first-child { padding-inline-start: 0; }
    th:last-child, td:last-child { padding-inline-end: 0; }
    thead th, thead td { border-bottom: 1px solid var(--line); }
    thead th { color: var(--soft); font-weight: 400; font-size: .8rem; }
    tbody th { font-weight: 600; overflow-wrap: break-word; }
    .n { text-align: end; white-space: nowrap; }
    .bars { width: 34%; }
    .bar { display: block; height: .7rem; min-width: 1px; border-radius: 2px; background: var(--bar); }
    .chip { display: inline-block; padding: 0 .45em; border-radius: .3em; line-height: 1.45; }
    figure { margin: 0; }
    svg { display: block; width: 100%; max-width: 30rem; height: auto; overflow: visible; }
    svg text { fill: var(--soft); font-size: 12px; font-variant-numeric: tabular-nums; }
    svg line { stroke: var(--line); }
    svg rect { fill: var(--bar); }
    figcaption, details { color: var(--soft); font-size: .85rem; margin-top: .5rem; }
    summary { cursor: pointer; }
    .samples { list-style: none; margin: 0; padding: 0; }
    .samples > li {
      background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: .85rem 1.1rem 1rem; margin-top: .75rem;
    }
    .head { display: flex; flex-wrap: wrap; gap: .1rem .9rem; align-items: baseline; font-size: .85rem; color: var(--soft); }
    .head .score { font-weight: 700; color: var(--ink); font-variant-numeric: tabular-nums; }
    .head span { overflow-wrap: anywhere; }
    .text { margin-top: .45rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
    .text.tagged { line-height: 1.35; }
    .question { font-weight: 600; margin-top: .45rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
    .gap { color: var(--soft); margin: 0 .3em; }
    .w {
      display: inline-flex; flex-direction: column; align-items: center; max-width: 100%; vertical-align: baseline;
      margin: .12rem .06rem .3rem; --h: 220; --s: var(--tint-s);
    }
    .w .t {
      background: hsl(var(--h) var(--s) var(--tint-l)); border-bottom: 2px solid hsl(var(--h) var(--s) var(--edge-l));
      border-radius: .22rem .22rem 0 0; padding: 0 .22rem; max-width: 100%;
    }
    .w .g { font-size: .66rem; line-height: 1.35; letter-spacing: .02em; color: hsl(var(--h) var(--s) var(--tag-l)); padding: 0 .1rem; }
    .w .g b { color: var(--ink); font-variant-numeric: tabular-nums; }
    .focus .t { outline: 2px solid var(--ink); outline-offset: 1px; font-weight: 700; border-radius: .22rem; }
    .chip { background: hsl(var(--h) var(--s, var(--tint-s)) var(--tint-l)); border-bottom: 2px solid hsl(var(--h) var(--s, var(--tint-s)) var(--edge-l)); }
    .fill { background: hsl(var(--h) var(--s, var(--tint-s)) var(--edge-l)); }
    .none { --h: 220; --s: 6%; }
    .c0 { --h: 214; } .c1 { --h: 32; } .c2 { --h: 140; } .c3 { --h: 336; } .c4 { --h: 268; } .c5 { --h: 176; }
    .c6 { --h: 2; } .c7 { --h: 54; } .c8 { --h: 92; } .c9 { --h: 238; } .c10 { --h: 300; } .c11 { --h: 194; }
    .chip.l1, .l1 .t { border-bottom-style: dashed; } .chip.l2, .l2 .t { border-bottom-style: dotted; }
    .chip.l3, .l3 .t { border-bottom-style: double; border-bottom-width: 4px; }
    mark { background: var(--mark); color: var(--mark-ink); border-radius: .2rem; padding: 0 .15rem; font-weight: 600; text-decoration: underline; text-underline-offset: .2em; }
    .also { margin: .6rem 0 0; display: flex; flex-wrap: wrap; gap: .3rem 1rem; font-size: .85rem; color: var(--soft); padding: 0; list-style: none; }
    .also li { overflow-wrap: anywhere; unicode-bidi: isolate; }
    .also b { font-weight: 600; color: var(--ink); }
    .sides { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 20rem), 1fr)); gap: .75rem 1.5rem; }
    .verdict { margin-top: .6rem; }
    pre { margin: .35rem 0 .6rem; padding: .5rem .7rem; background: var(--ground); border: 1px solid var(--line); border-radius: .4rem; font-size: .8rem; white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; max-height: 16rem; overflow: auto; }
    .example { margin: .5rem 0 0; overflow-wrap: anywhere; font-size: .9rem; }
    footer { color: var(--soft); font-size: .85rem; padding-top: 2.5rem; padding-bottom: 2.5rem; }
    @media (max-width: 34rem) {
      header { padding-top: 1.25rem; }
      header, main, footer { padding-left: .85rem; padding-right: .85rem; }
      h1 { font-size: 1.4rem; }
      .facts { gap: .5rem; }
      .facts div { flex-basis: 6.5rem; padding: .5rem .65rem; }
      .facts dd { font-size: 1.1rem; }
      .card, .samples > li { padding: .75rem .8rem; }
      .bars { width: 24%; }
    }
    @media print {
      :root {
        color-scheme: light; --ground: #fff; --card: #fff; --ink: #000; --soft: #444; --line: #bbb; --accent: #000;
        --warn: #000; --warn-ground: #fff; --bar: #8a8a8a; --mark: #ffe08a; --mark-ink: #000;
        --tint-s: 62%; --tint-l: 92%; --edge-l: 45%; --tag-l: 25%;
      }
      body { font-size: 10pt; }
      * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      header, main, footer { max-width: none; padding-left: 0; padding-right: 0; }
      nav, details { display: none; }
      .samples > li, .card, .facts div, tr { break-inside: avoid; }
      h2, h3 { break-after: avoid; }
    }
    """
}
