// Readability.js (with linkedom) and defuddle over the shared pages, in the form that shared/score/extraction.py reads.
//
// usage: node extraction.mjs SHARED OUT [sets] [readabilityjs,defuddle] [most]
// Test-only dependencies from npm: @mozilla/readability, linkedom, defuddle. Prints pages per CPU-second of parsing and extraction.
import fs from "node:fs";
import zlib from "node:zlib";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/package.json");
const { Readability } = require("@mozilla/readability");
const { parseHTML } = require("linkedom");

const [shared, out, sets = "zyte,fundus", peers = "readabilityjs,defuddle", most = "1000000"] = process.argv.slice(2);

// One paragraph per block element: textContent alone runs them together.
function textOf(html) {
  const { document } = parseHTML(`<html><body>${html}</body></html>`);
  for (const e of document.querySelectorAll("p,div,li,h1,h2,h3,h4,h5,h6,tr,blockquote,pre,br,figcaption")) e.after(document.createTextNode("\n\n"));
  return document.body.textContent.replace(/[ \t]+/g, " ").replace(/\s*\n\s*/g, "\n\n").trim();
}

const runs = {
  readabilityjs(html) {
    const { document } = parseHTML(html);
    const article = new Readability(document).parse();
    return article ? { title: article.title, authors: article.byline ? [article.byline] : [], published: article.publishedTime, html: article.content } : {};
  },
  async defuddle(html, url) {
    // Its entry for Node is an ES module only, which require.resolve does not find.
    const { Defuddle } = await import(pathToFileURL(process.cwd() + "/node_modules/defuddle/dist/node.js"));
    const article = await Defuddle(html, url || "https://page.example/", {});
    return { title: article.title, authors: article.author ? [article.author] : [], published: article.published, html: article.content };
  },
};

for (const peer of peers.split(",")) {
  let used = 0, pages = 0, failed = 0;
  const file = fs.openSync(`${out}/${peer}.jsonl`, "w");
  for (const set of sets.split(",")) {
    const folder = `${shared}/data/extraction/${set}`;
    for (const name of fs.readdirSync(folder).filter((f) => f.endsWith(".html.gz")).sort().slice(0, Number(most))) {
      const html = zlib.gunzipSync(fs.readFileSync(`${folder}/${name}`)).toString("utf8");
      const gold = JSON.parse(fs.readFileSync(`${folder}/${name.replace(".html.gz", ".json")}`, "utf8"));
      const begin = process.cpuUsage();
      let answer = {};
      try {
        answer = await runs[peer](html, gold.url);
      } catch (error) {
        failed++;
      }
      const spent = process.cpuUsage(begin);
      used += (spent.user + spent.system) / 1e6;
      pages++;
      const { html: content, ...rest } = answer;
      fs.writeSync(file, JSON.stringify({ input: `${folder}/${name}`, ...rest, text: content ? textOf(content) : "" }) + "\n");
    }
  }
  console.log(`${peer}: ${pages} pages, ${used.toFixed(1)} CPU-seconds: ${(pages / used).toFixed(1)} pages/s, ${failed} failed`);
}
