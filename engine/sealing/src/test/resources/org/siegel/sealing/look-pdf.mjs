// Opens a PDF in Chromium as a person does: node look-pdf.mjs FILE PASSWORD PICTURE.png. Says "opened" or "refused".
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { default: puppeteer } = await import(pathToFileURL(require.resolve("puppeteer-core")));
const [file, password, picture] = process.argv.slice(2);
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
  timeout: 120_000,
  protocolTimeout: 120_000,
});
const patience = { timeout: 120_000, polling: 100 };
const dialog = "document.querySelector('pdf-viewer')?.shadowRoot?.querySelector('viewer-password-dialog')?.shadowRoot";
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 800, height: 1000 });
  await page.goto(pathToFileURL(file).href, { timeout: 120_000 });
  const viewer = await page.waitForFrame((frame) => frame.url().startsWith("chrome-extension:"), { timeout: 120_000 });
  await viewer.waitForFunction(`${dialog}?.activeElement != null`, patience);
  await page.keyboard.type(password);
  await page.keyboard.press("Enter");
  const seen = await viewer.waitForFunction(
    `${dialog}?.querySelector('[invalid]') ? 'refused' : document.querySelector('pdf-viewer').shadowRoot.querySelector('viewer-toolbar')?.docLength > 0 ? 'opened' : false`,
    patience,
  );
  console.log(await seen.jsonValue());
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
