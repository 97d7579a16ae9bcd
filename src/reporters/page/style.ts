/** The page's style; light or dark as the reader's system has it. */
export const style = `
:root{color-scheme:light dark;--page:#fff;--panel:#f6f7f9;--line:#d9dde3;--text:#1c2128;--faint:#5c6672;--error:#b3261e;--warning:#8a5300;--info:#0b5cad;--off:#7a828c;--mark:#ffe08a;--code:#eef0f3}
@media(prefers-color-scheme:dark){:root{--page:#14171b;--panel:#1c2026;--line:#343b45;--text:#e4e8ed;--faint:#9aa5b1;--error:#ff8a80;--warning:#ffbf5e;--info:#7db8ff;--off:#8a949f;--mark:#6b5410;--code:#262c34}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:70rem;padding:1.5rem;background:var(--page);color:var(--text);font:16px/1.5 system-ui,sans-serif}
h1{font-size:1.5rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}h3{font-size:1rem;margin:1.5rem 0 .5rem;font-family:ui-monospace,monospace;overflow-wrap:anywhere}
p{margin:.35rem 0}.faint{color:var(--faint)}
code,pre{font:.86em/1.5 ui-monospace,monospace}code{background:var(--code);padding:.1em .3em;border-radius:3px}
pre{background:var(--code);padding:.6rem .8rem;border-radius:6px;overflow-x:auto;margin:.5rem 0;tab-size:4}
pre i{display:inline-block;min-width:2.5rem;padding-right:.8rem;text-align:right;color:var(--faint);font-style:normal;user-select:none}
mark{background:var(--mark);color:inherit;border-radius:2px}
.filter{position:sticky;top:0;display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;background:var(--page);padding:.75rem 0;border-bottom:1px solid var(--line);z-index:1}
.filter input[type=search],.filter select{font:inherit;color:inherit;background:var(--panel);border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem;max-width:100%}
.timeline{display:flex;flex-wrap:wrap;gap:3px;padding:0;margin:.5rem 0;list-style:none}
.timeline a,.timeline span{display:block;width:14px;height:14px;border-radius:3px;background:var(--line)}
.timeline .pending{background:transparent;border:2px solid var(--off)}
.timeline .error{background:var(--error);border:0}.timeline .warning{background:var(--warning);border:0}.timeline .info{background:var(--info);border:0}
.finding{border:1px solid var(--line);border-left:4px solid var(--off);border-radius:6px;background:var(--panel);padding:.6rem 1rem;margin:.6rem 0}
.finding.error{border-left-color:var(--error)}.finding.warning{border-left-color:var(--warning)}.finding.info{border-left-color:var(--info)}
.finding.off{opacity:.75}
.severity{font-weight:600}.error>.head .severity{color:var(--error)}.warning>.head .severity{color:var(--warning)}.info>.head .severity{color:var(--info)}
.message{overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%;font-size:.9rem}th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;overflow-wrap:anywhere}
[hidden]{display:none!important}
@media print{.filter{display:none}.finding{break-inside:avoid}}
`.trim();
