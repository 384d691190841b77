// Our parser against parse5 (npm; a test dependency only) on mutants of real pages: every tree must be the same.
//
// usage: node html_parse5.mjs --trees build/.../html_trees --parse5 DIR/node_modules/parse5 [--shared ../shared] [--mutants 20000] [--seed 1]
//
// Pages with <select, <? or <search are left out, and mutants in which one of them comes up: parse5 7 follows the standard's older text there.
// A mutant is a window of up to 3,000 bytes of a real page with 1 to 12 changes: pieces deleted, doubled, swapped, tags and odd strings put in.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const options = { shared: "../shared", mutants: "20000", seed: "1" };
for (let i = 2; i < process.argv.length; i += 2) options[process.argv[i].slice(2)] = process.argv[i + 1];
const parse5 = await import(pathToFileURL(resolve(options.parse5, "dist/index.js")));

let state = BigInt(options.seed) * 0x9e3779b97f4a7c15n;
function random(below) {
  state = (state + 0x9e3779b97f4a7c15n) & 0xffffffffffffffffn;
  let z = state;
  z = ((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n) & 0xffffffffffffffffn;
  z = ((z ^ (z >> 27n)) * 0x94d049bb133111ebn) & 0xffffffffffffffffn;
  return Number((z ^ (z >> 31n)) % BigInt(below));
}

function pages() {
  const all = [];
  for (const set of ["zyte", "readability"]) {
    const folder = `${options.shared}/data/extraction/${set}`;
    for (const file of readdirSync(folder).filter((f) => f.endsWith(".html.gz")).sort())
      all.push(gunzipSync(readFileSync(`${folder}/${file}`)).toString("utf8").replace(/^\uFEFF/, "")); // a BOM is not of the text
  }
  return all;
}

const PIECES = [
  "<table>", "</table>", "<tr>", "<td>", "</td>", "<b>", "</b>", "<a href=x>", "</a>", "<p>", "</p>", "<i>", "</i>", "<svg>", "</svg>", "<math>",
  "<mi>", "<foreignObject>", "<desc>", "<template>", "</template>", "<li>", "<ul>", "</ul>", "<div>", "</div>", "<form>", "</form>", "<button>",
  "<h1>", "</h2>", "<br>", "</br>", "<script>", "</script>", "<style>", "</style>", "<title>", "<textarea>\n", "</textarea>", "<!--", "-->", "--!>",
  "<![CDATA[", "]]>", "<!doctype html>", "<frameset>", "<frame>", "</frameset>", "<html a=b>", "<body c=d>", "</body>", "</html>", "<head>",
  "</head>", "<noscript>", "</noscript>", "<caption>", "<col>", "<colgroup>", "<tbody>", "<object>", "</object>", "<nobr>", "<font color=x>",
  "</font>", "<ruby>", "<rt>", "<rtc>", "<dd>", "<dt>", "<pre>\n", "<plaintext>", "<xmp>", "<iframe>", "&amp", "&notit;", "&#x80;", "&#0;", "\0", "\r\n",
  "\r", "<", ">", "</", "\"", "'", "=", "/", " ", "<x-y Q=1 q=2>", "</x-y>", "<image>", "<annotation-xml encoding=text/html>", "<mglyph>", "<input type=hidden>",
  "<option>", "<optgroup>", "<hr>", "\u00e9", "\u{1F600}", "<base>", "<meta>", "<link>", "<main>", "<dialog>", "<marquee>", "<em>", "</em>", "<strong>",
];

function mutant(page) {
  const size = 200 + random(2800);
  const from = random(Math.max(1, page.length - size));
  let text = page.slice(from, from + size);
  for (let n = 1 + random(12); n > 0; --n) {
    const at = random(text.length + 1);
    const length = random(60);
    switch (random(5)) {
      case 0:
        text = text.slice(0, at) + text.slice(at + length);
        break;
      case 1:
        text = text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
        break;
      case 2: {
        const to = random(text.length + 1);
        text = text.slice(0, at) + text.slice(to, to + length) + text.slice(at + length);
        break;
      }
      default:
        text = text.slice(0, at) + PIECES[random(PIECES.length)] + text.slice(at);
    }
  }
  return Buffer.from(text, "utf8").toString("utf8"); // no lone surrogates
}

function attributeName(a) {
  if (!a.namespace) return a.name;
  const word = { "http://www.w3.org/1999/xlink": "xlink", "http://www.w3.org/XML/1998/namespace": "xml", "http://www.w3.org/2000/xmlns/": "xmlns" };
  return `${word[a.namespace]} ${a.name}`;
}

function tree(document) {
  const lines = [];
  const stack = document.childNodes.slice().reverse().map((node) => [node, 0]);
  while (stack.length) {
    const [node, depth] = stack.pop();
    const indent = "| " + "  ".repeat(depth);
    if (typeof node === "string") {
      lines.push(indent + node);
      continue;
    }
    if (node.nodeName === "#text") lines.push(`${indent}"${node.value}"`);
    else if (node.nodeName === "#comment") lines.push(`${indent}<!-- ${node.data} -->`);
    else if (node.nodeName === "#documentType") {
      const ids = node.publicId || node.systemId ? ` "${node.publicId}" "${node.systemId}"` : "";
      lines.push(`${indent}<!DOCTYPE ${node.name}${ids}>`);
    } else {
      const prefix = { "http://www.w3.org/2000/svg": "svg ", "http://www.w3.org/1998/Math/MathML": "math " }[node.namespaceURI] ?? "";
      lines.push(`${indent}<${prefix}${node.tagName}>`);
      for (const [name, value] of node.attrs.map((a) => [attributeName(a), a.value]).sort((a, b) => (a[0] < b[0] ? -1 : 1)))
        lines.push(`${indent}  ${name}="${value}"`);
      for (const child of node.childNodes.slice().reverse()) stack.push([child, depth + 1]);
      if (node.tagName === "template" && node.content) {
        for (const child of node.content.childNodes.slice().reverse()) stack.push([child, depth + 2]);
        stack.push(["content", depth + 1]);
      }
    }
  }
  return lines.map((line) => line + "\n").join("");
}

const ours = spawn(options.trees, { stdio: ["pipe", "pipe", "inherit"] });
let pending = Buffer.alloc(0);
let wake = null;
ours.stdout.on("data", (chunk) => {
  pending = Buffer.concat([pending, chunk]);
  wake?.();
});
async function ourTree(text) {
  const bytes = Buffer.from(text, "utf8");
  ours.stdin.write(`${bytes.length}\n`);
  ours.stdin.write(bytes);
  for (;;) {
    const newline = pending.indexOf(10);
    if (newline >= 0) {
      const size = Number(pending.subarray(0, newline));
      if (pending.length >= newline + 1 + size) {
        const out = pending.subarray(newline + 1, newline + 1 + size).toString("utf8");
        pending = pending.subarray(newline + 1 + size);
        return out;
      }
    }
    await new Promise((resolve) => (wake = resolve));
  }
}

const OLDER_TEXT = /<\/?select|<\?|<\/?search/i; // what parse5 reads by the older text; <search> is not yet in its "special" category
const sources = pages();
let compared = 0, left = 0, different = 0;
while (compared < Number(options.mutants)) {
  const text = mutant(sources[random(sources.length)]);
  if (OLDER_TEXT.test(text)) {
    ++left;
    continue;
  }
  const theirs = tree(parse5.parse(text, { scriptingEnabled: false }));
  const mine = await ourTree(text);
  ++compared;
  if (mine !== theirs) {
    if (++different <= (options.show ?? 5)) {
      const a = mine.split("\n"), b = theirs.split("\n");
      const line = a.findIndex((l, i) => l !== b[i]);
      console.log(`difference ${different}, line ${line + 1}:\n-- input\n${JSON.stringify(text)}\n-- ours\n${a.slice(Math.max(0, line - 6), line + 4).join("\n")}` +
        `\n-- parse5\n${b.slice(Math.max(0, line - 6), line + 4).join("\n")}\n`);
    }
  }
}
ours.stdin.end();
console.log(`${compared} mutants compared with parse5, ${different} different; ${left} with <select>, <search> or <? left out`);
process.exitCode = different === 0 ? 0 : 1;
