/// The page of a training report, in Mustache.
enum TrainingTemplate {
  /// What it needs beside the style of reports.
  static let style = """

    .chart polyline { fill: none; stroke: hsl(var(--h) 62% var(--edge-l)); stroke-width: 2; stroke-linejoin: round; }
    .chart circle { fill: hsl(var(--h) 62% var(--edge-l)); }
    .chart circle.best { stroke: var(--ink); stroke-width: 2; }
    .keys { display: flex; flex-wrap: wrap; gap: .3rem .8rem; margin: .5rem 0 0; padding: 0; list-style: none; font-size: .85rem; }
    """

  static let text = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
    <meta name="generator" content="bertrun {{version}}">
    <title>{{title}}</title>
    <style>
    {{{style}}}
    </style>
    </head>
    <body>
    <header>
    <h1>{{title}}</h1>
    </header>
    <main>
    {{#runs}}
    <section style="margin-top:1rem">
    <h2><bdi class="chip {{look}}">{{name}}</bdi></h2>
    <dl class="facts">
    {{#facts}}
    <div><dt>{{name}}</dt><dd>{{value}}{{#note}} <small>{{note}}</small>{{/note}}</dd></div>
    {{/facts}}
    </dl>
    {{#notices}}
    <div class="notice" role="note">{{words}}{{#hasDetails}}<ul>{{#details}}<li>{{.}}</li>{{/details}}</ul>{{/hasDetails}}</div>
    {{/notices}}
    </section>
    {{/runs}}
    <div class="two">
    {{#charts}}
    <figure class="card chart">
    <h3>{{caption}}</h3>
    <svg viewBox="0 0 480 226" role="img" aria-label="{{description}}">
    {{#grid}}
    <line x1="52" x2="476" y1="{{y}}" y2="{{y}}"/><text x="44" y="{{textY}}" text-anchor="end">{{mark}}</text>
    {{/grid}}
    {{#lines}}
    <polyline class="{{look}}" points="{{points}}"><title>{{words}}</title></polyline>
    {{/lines}}
    {{#marks}}
    <circle class="{{look}}" cx="{{x}}" cy="{{y}}" r="4"><title>{{words}}</title></circle>
    {{/marks}}
    {{#ticks}}
    <text x="{{x}}" y="219" text-anchor="middle">{{mark}}</text>
    {{/ticks}}
    </svg>
    {{#hasKeys}}
    <ul class="keys">{{#keys}}<li><bdi class="chip {{look}}">{{name}}</bdi></li>{{/keys}}</ul>
    {{/hasKeys}}
    <figcaption>{{explanation}}</figcaption>
    </figure>
    {{/charts}}
    </div>
    {{#hasRows}}
    <section aria-labelledby="measurements">
    <h2 id="measurements">Measurements</h2>
    <div class="card" style="margin-top:1rem">
    <table><thead><tr><th scope="col">Run</th><th scope="col" class="n">Step</th><th scope="col">Figures on the dev files</th><th></th></tr></thead><tbody>
    {{#rows}}
    <tr><th scope="row"><bdi>{{run}}</bdi></th><td class="n">{{step}}</td><td><bdi>{{figures}}</bdi></td><td>{{best}}</td></tr>
    {{/rows}}
    </tbody></table>
    </div>
    </section>
    {{/hasRows}}
    </main>
    <footer>bertrun {{version}}, {{made}}</footer>
    </body>
    </html>

    """
}
