"""How the page of a report looks, on a light and a dark screen and on paper."""

from __future__ import annotations

PAGE_STYLE = """
:root { color-scheme: light dark; --ink: #1c1f24; --paper: #ffffff; --muted: #5b616b; --line: #d8dade;
  --accent: #2f6fed; --faint: #9aa0a9; --shade: 47 111 237; --wrong: 200 60 40; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8eaed; --paper: #1b1d21; --muted: #a4aab4;
  --line: #3a3e45; --accent: #7aa5ff; --faint: #7a808a; --shade: 122 165 255; --wrong: 255 138 110; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 2rem 1.5rem; background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, "Noto Sans", "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
p { max-width: 42rem; } .muted, figcaption, caption { color: var(--muted); }
.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 1rem;
  margin: 1.5rem 0; }
.figures div { border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; }
.figures b { display: block; font-size: 1.5rem; font-weight: 600; } .figures small { color: var(--muted); }
.wide { overflow-x: auto; } .wide + .wide, .plots + .wide { margin-top: 1.5rem; }
.words td, .words th { text-align: left; } table { border-collapse: collapse;
  font-variant-numeric: tabular-nums; }
caption { text-align: left; padding-bottom: .25rem; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid var(--line); text-align: right; }
th:first-child { text-align: left; padding-left: 0; font-weight: 600; max-width: 20rem;
  overflow-wrap: anywhere; }
thead th { color: var(--muted); font-weight: 500; }
.matrix td, .matrix th { border: 1px solid var(--line); padding: .25rem .5rem; text-align: center;
  min-width: 2.5rem; }
.matrix td { background: rgb(var(--shade) / calc(var(--share) * 70%)); }
.matrix td.wrong { background: rgb(var(--wrong) / calc(var(--share) * 100%)); }
.beside { display: flex; flex-wrap: wrap; gap: 1rem 3rem; align-items: flex-start; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 1.5rem; }
figure { margin: 0; } svg { width: 100%; max-width: 30rem; } svg text { fill: var(--muted);
  font-size: 11px; }
.grid { stroke: var(--line); fill: none; } polyline { fill: none; stroke-width: 2; }
polyline.main { stroke: var(--accent); } polyline.other { stroke: var(--muted); stroke-dasharray: 6 4; }
polyline.faint { stroke: var(--faint); stroke-width: 1; } circle.main { fill: var(--accent); }
circle.other { fill: var(--paper); stroke: var(--muted); } figcaption span { margin-right: 1.25rem; }
.key { display: inline-block; width: 1.5rem; border-top: 2px solid var(--accent); vertical-align: middle;
  margin-right: .4rem; }
.key.other { border-top: 2px dashed var(--muted); } .key.faint { border-top: 1px solid var(--faint); }
.gallery { display: grid; grid-template-columns: repeat(auto-fill, minmax(7.5rem, 1fr)); gap: .75rem;
  padding: 0; }
.gallery figure { border: 1px solid var(--line); border-radius: 8px; padding: .5rem; text-align: center;
  break-inside: avoid; }
.gallery img { image-rendering: pixelated; width: 84px; height: 84px; border: 1px solid var(--line);
  background: #fff; }
.gallery figcaption { font-size: .85rem; overflow-wrap: anywhere; }
footer { margin-top: 3rem; color: var(--muted); font-size: .85rem; }
@media print { body { max-width: none; padding: 0; } section { break-inside: avoid-page; }
  .wide { overflow: visible; } }
"""
