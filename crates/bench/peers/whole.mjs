// Builds the index of MiniSearch or FlexSearch, weighs it as a browser would fetch it, and searches it.
//
// node --expose-gc whole.mjs ENGINE ARTICLES.jsonl QUERIES.jsonl PAGE
//
// Prints one line: bytes of code and index, seconds, memory, and of each query the articles of the first page and the least of three times.
// Sizes first: what the browser holds is read back from what was sent.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { brotliCompressSync, constants } from "node:zlib";

const require = createRequire(import.meta.url);
const [name, articlesFile, queriesFile, page] = process.argv.slice(2);
const rows = (file) => readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const limit = Number(page);

const brotli = (bytes, quality) =>
  brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;

const ENGINES = {
  // As its manual sets it up for a search box: https://lucaong.github.io/minisearch/ ("Search options").
  minisearch: () => {
    const MiniSearch = require("minisearch");
    const options = {
      fields: ["title", "text"],
      storeFields: ["title"],
      searchOptions: { boost: { title: 2 }, fuzzy: 0.2, prefix: true },
    };
    return {
      code: ["minisearch/dist/es/index.js"],
      build: (articles) => {
        const index = new MiniSearch(options);
        index.addAll(articles);
        return index;
      },
      write: (index) => [["index", JSON.stringify(index)]],
      read: ([[, text]]) => MiniSearch.loadJSON(text, options),
      ask: (index, query) => index.search(query).slice(0, limit).map((found) => found.id),
    };
  },
  flexsearch: () => {
    const { Document } = require("flexsearch");
    const empty = () => new Document({ document: { id: "id", index: ["title", "text"], store: ["title"] }, tokenize: "forward" });
    return {
      code: ["flexsearch/dist/flexsearch.bundle.module.min.js"],
      build: (articles) => {
        const index = empty();
        articles.forEach((article) => index.add(article));
        return index;
      },
      write: (index) => {
        const parts = [];
        index.export((key, text) => void parts.push([key, text]));
        return parts.filter(([, text]) => text !== undefined);
      },
      read: (parts) => {
        const index = empty();
        parts.forEach(([key, text]) => index.import(key, text));
        return index;
      },
      ask: (index, query) => index.search({ query, limit, suggest: true, merge: true }).map((found) => found.id),
    };
  },
};

const { code, build, write, read, ask } = ENGINES[name]();
const articles = rows(articlesFile).map((article, id) => ({ id, ...article }));
const queries = rows(queriesFile);

let began = performance.now();
let index = build(articles);
const parts = write(index);
const buildSeconds = (performance.now() - began) / 1000;
const buildMemory = process.resourceUsage().maxRSS * 1024;
const weight = parts.map(([, text]) => brotli(Buffer.from(text), 9)).reduce((sum, bytes) => sum + bytes, 0);

index = undefined;
articles.length = 0;
global.gc();
const before = process.memoryUsage().heapUsed;
index = read(parts);
parts.length = 0;
global.gc();
const heap = Math.max(0, process.memoryUsage().heapUsed - before);

const answers = queries.map((query) => {
  let hits = [];
  let ms = Infinity;
  for (let run = 0; run < 3; run++) {
    began = performance.now();
    hits = ask(index, query);
    ms = Math.min(ms, performance.now() - began);
  }
  return { hits, ms };
});

console.log(
  JSON.stringify({
    code: code.map((file) => brotli(readFileSync(new URL(`node_modules/${file}`, import.meta.url)), 11)).reduce((a, b) => a + b, 0),
    index: weight,
    build_seconds: buildSeconds,
    build_memory: buildMemory,
    heap,
    answers,
  }),
);
