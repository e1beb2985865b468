// Opens a PDF with pdf.js: node open-pdf.mjs FILE PASSWORD. Prints its text and the SHA-256 of each enclosed file.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const pdfjs = await import(pathToFileURL(require.resolve("pdfjs-dist/legacy/build/pdf.mjs")));
const [file, password] = process.argv.slice(2);
try {
  const data = new Uint8Array(await readFile(file));
  const document = await pdfjs.getDocument({ data, password, verbosity: 0 }).promise;
  for (let number = 1; number <= document.numPages; number++) {
    const text = await (await document.getPage(number)).getTextContent();
    console.log(text.items.map((item) => item.str).join(" "));
  }
  for (const enclosed of Object.values((await document.getAttachments()) ?? {})) {
    console.log("file", createHash("sha256").update(enclosed.content).digest("hex"), enclosed.filename);
  }
} catch (failure) {
  console.log(failure.name);
  process.exit(1);
}
