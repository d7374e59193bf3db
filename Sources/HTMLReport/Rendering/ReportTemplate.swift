/// The page of a report, in Mustache. Pieces of texts stand close together: every blank between them would show.
enum ReportTemplate {
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
    <p class="soft">{{subtitle}}</p>
    <dl class="facts">
    {{#overview}}
    <div><dt>{{name}}</dt><dd>{{value}}{{#note}} <small>{{note}}</small>{{/note}}</dd></div>
    {{/overview}}
    </dl>
    {{#notices}}
    <div class="notice{{#isFailure}} failure{{/isFailure}}" role="{{#isFailure}}alert{{/isFailure}}{{^isFailure}}note{{/isFailure}}">{{words}}{{#hasDetails}}<ul>{{#details}}<li>{{.}}</li>{{/details}}</ul>{{/hasDetails}}</div>
    {{/notices}}
    {{#hasNavigation}}
    <nav aria-label="Sections"><ul>{{#navigation}}<li><a href="#{{anchor}}">{{heading}}</a></li>{{/navigation}}</ul></nav>
    {{/hasNavigation}}
    </header>
    <main>
    {{#sections}}
    <section id="{{anchor}}" aria-labelledby="{{anchor}}-heading">
    <h2 id="{{anchor}}-heading"><code>{{key}}</code> <span class="what">{{what}}</span></h2>
    <dl class="facts">
    {{#facts}}
    <div><dt>{{name}}</dt><dd>{{value}}{{#note}} <small>{{note}}</small>{{/note}}</dd></div>
    {{/facts}}
    </dl>
    <div class="two">
    {{#distribution}}
    <div class="card">
    <h3>{{caption}}</h3>
    <table>
    <thead><tr><th scope="col">Label</th><td class="bars"></td><th scope="col" class="n">Count</th><th scope="col" class="n">Share</th>{{#hasMeans}}<th scope="col" class="n">Mean score</th>{{/hasMeans}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr><th scope="row"><bdi class="chip {{look}}">{{label}}</bdi></th><td class="bars"><span class="bar fill {{look}}" style="width:{{width}}%"></span></td><td class="n">{{count}}</td><td class="n">{{share}}</td>{{#hasMeans}}<td class="n">{{mean}}</td>{{/hasMeans}}</tr>
    {{/rows}}
    </tbody>
    </table>
    {{#rest}}<p class="soft small">{{rest}}</p>{{/rest}}
    </div>
    {{/distribution}}
    {{#histogram}}
    <figure class="card">
    <h3>{{caption}}</h3>
    <svg viewBox="0 0 480 226" role="img" aria-label="{{description}}">
    {{#grid}}
    <line x1="52" x2="476" y1="{{y}}" y2="{{y}}"/><text x="44" y="{{textY}}" text-anchor="end">{{mark}}</text>
    {{/grid}}
    {{#bars}}
    <rect x="{{x}}" y="{{y}}" width="{{width}}" height="{{height}}" rx="2"><title>{{words}}</title></rect>
    {{/bars}}
    {{#ticks}}
    <text x="{{x}}" y="219" text-anchor="middle">{{mark}}</text>
    {{/ticks}}
    </svg>
    <figcaption>{{explanation}}</figcaption>
    <details><summary>The numbers</summary>
    <table><thead><tr><th scope="col">Score</th><th scope="col" class="n">Count</th><th scope="col" class="n">Share</th></tr></thead><tbody>
    {{#bins}}
    <tr><th scope="row">{{range}}</th><td class="n">{{count}}</td><td class="n">{{share}}</td></tr>
    {{/bins}}
    </tbody></table></details>
    </figure>
    {{/histogram}}
    </div>
    {{#hasSamples}}
    <h3 style="margin-top:1.75rem">{{samplesHeading}}</h3>
    <p class="soft small">{{samplesExplanation}}</p>
    <ol class="samples">
    {{#samples}}
    <li>
    <div class="head">{{#leastScore}}<span>score <b class="score">{{leastScore}}</b></span>{{/leastScore}}<span><bdi>{{where}}</bdi></span>{{#identifier}}<span>id <bdi>{{identifier}}</bdi></span>{{/identifier}}</div>
    {{#tagged}}
    <div class="text tagged" dir="auto" lang="">{{#pieces}}{{#isGap}}<span class="gap">…</span>{{/isGap}}{{#isPlain}}{{text}}{{/isPlain}}{{#isMark}}<span class="w {{look}}{{#isFocus}} focus{{/isFocus}}"><span class="t">{{text}}</span><span class="g">{{tag}}{{#lowScore}} <b>{{lowScore}}</b>{{/lowScore}}</span></span>{{/isMark}}{{/pieces}}</div>
    {{/tagged}}
    {{#answered}}
    <div class="question" dir="auto" lang="">{{question}}</div>
    {{#hasContext}}<div class="text" dir="auto" lang="">{{#pieces}}{{#isGap}}<span class="gap">…</span>{{/isGap}}{{#isPlain}}{{text}}{{/isPlain}}{{#isMark}}<mark>{{text}}</mark>{{/isMark}}{{/pieces}}</div>{{/hasContext}}
    {{#hasVerdict}}<p class="verdict"><span class="soft small">{{verdict}}</span> <bdi lang="">{{answer}}</bdi></p>{{/hasVerdict}}
    {{/answered}}
    {{#classified}}
    <div class="sides">
    {{#texts}}
    <div class="text" dir="auto" lang="">{{#pieces}}{{#isGap}}<span class="gap">…</span>{{/isGap}}{{#isPlain}}{{text}}{{/isPlain}}{{/pieces}}</div>
    {{/texts}}
    </div>
    <p class="verdict"><bdi class="chip {{look}}">{{verdict}}</bdi></p>
    {{/classified}}
    {{#masked}}
    <div class="text" dir="auto" lang="">{{#pieces}}{{#isGap}}<span class="gap">…</span>{{/isGap}}{{#isPlain}}{{text}}{{/isPlain}}{{#isMark}}<mark>{{text}}</mark>{{/isMark}}{{/pieces}}</div>
    {{#masks}}
    <ul class="also" aria-label="Candidates">{{#candidates}}<li><b>{{text}}</b> {{score}}</li>{{/candidates}}</ul>
    {{/masks}}
    {{/masked}}
    {{#hasOthers}}<ul class="also" aria-label="{{othersName}}">{{#others}}<li><b>{{text}}</b> {{score}}</li>{{/others}}</ul>{{/hasOthers}}
    </li>
    {{/samples}}
    </ol>
    {{/hasSamples}}
    </section>
    {{/sections}}
    {{#rejects}}
    <section id="{{anchor}}" aria-labelledby="{{anchor}}-heading">
    <h2 id="{{anchor}}-heading">Rejects <span class="what">{{what}}</span></h2>
    {{#codes}}
    <div class="card" style="margin-top:1rem">
    <h3><code>{{code}}</code> <span class="what">{{number}}</span></h3>
    {{#examples}}
    <p class="example">{{place}}{{message}}</p>
    {{#hasRaw}}<pre dir="auto" lang="">{{raw}}</pre>{{/hasRaw}}
    {{/examples}}
    </div>
    {{/codes}}
    {{#strangers}}<p class="soft small" style="margin-top:.75rem">{{strangers}}</p>{{/strangers}}
    </section>
    {{/rejects}}
    {{#statistics}}
    <section id="{{anchor}}" aria-labelledby="{{anchor}}-heading">
    <h2 id="{{anchor}}-heading">Run <span class="what">{{what}}</span></h2>
    <div class="card" style="margin-top:1rem">
    <table><tbody>
    {{#entries}}
    <tr><th scope="row">{{name}}</th><td class="n"><bdi>{{value}}</bdi></td></tr>
    {{/entries}}
    </tbody></table>
    </div>
    </section>
    {{/statistics}}
    {{#hasFiles}}
    <section id="outputs" aria-labelledby="outputs-heading">
    <h2 id="outputs-heading">Outputs</h2>
    <div class="card" style="margin-top:1rem">
    <table><thead><tr><th scope="col">File</th><th scope="col">Format</th><th scope="col" class="n">Records</th></tr></thead><tbody>
    {{#files}}
    <tr><th scope="row"><bdi>{{name}}</bdi></th><td>{{format}}</td><td class="n">{{count}}</td></tr>
    {{/files}}
    </tbody></table>
    </div>
    </section>
    {{/hasFiles}}
    </main>
    <footer>bertrun {{version}}, {{made}}</footer>
    </body>
    </html>

    """
}
