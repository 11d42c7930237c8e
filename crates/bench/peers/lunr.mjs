// Ranks the documents of a judged collection with lunr.
//
// node lunr.mjs DOCS.jsonl LANGUAGE DEPTH QUESTIONS.jsonl…
//
// Prints for each setting one line: its name, and for each file of questions the places of the best documents of each question.
// Questions go through the pipeline that the documents went through: lunr's own for questions only stems, so that a word with a comma behind
// it would find nothing, and its query syntax would be found in plain text.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const [documentsFile, language, depth, ...questionFiles] = process.argv.slice(2);
const rows = (file) => readFileSync(file, "utf8").split("\n").filter((line) => line.trim()).map((line) => JSON.parse(line));
const documents = rows(documentsFile);
const questions = questionFiles.map((file) => rows(file).map((row) => row.text));

const lunr = require("lunr");
// lunr-languages tells on the console which segmenter it takes; the standard output is for answers.
console.info = console.error;
if (language !== "en") {
  require("lunr-languages/lunr.stemmer.support")(lunr);
  if (language === "th") lunr.wordcut = require("lunr-languages/wordcut");
  require(`lunr-languages/lunr.${language}`)(lunr);
}

const FIELDS = {
  "one field": { fields: ["all"], of: (row) => ({ all: `${row.title ?? ""}\n${row.text}` }) },
  "title and text": { fields: ["title", "text"], of: (row) => ({ title: row.title ?? "", text: row.text }) },
};

const hasTitles = documents.some((row) => row.title);
for (const isLocal of language === "en" ? [false] : [false, true]) {
  for (const [layout, { fields, of }] of Object.entries(hasTitles ? FIELDS : { "one field": FIELDS["one field"] })) {
    let analyse;
    const index = lunr(function () {
      if (isLocal) this.use(lunr[language]);
      analyse = (text) => this.pipeline.run((this.tokenizer ?? lunr.tokenizer)(text));
      this.ref("place");
      fields.forEach((field) => this.field(field));
      documents.forEach((row, place) => this.add({ place, ...of(row) }));
    });
    const ask = (text) => {
      const terms = analyse(text).map((token) => token.toString()).filter((term) => term !== "");
      const found = index.query((query) => terms.forEach((term) => query.term(term, { usePipeline: false })));
      return found.slice(0, Number(depth)).map((one) => Number(one.ref));
    };
    const analyser = isLocal ? `lunr-languages, ${language}` : "as it comes";
    const rankings = questions.map((texts) => texts.map(ask));
    console.log(JSON.stringify({ setting: `${analyser}, ${layout}`, rankings }));
  }
}
