// Puts the application's own fonts into target/classes/fonts (called by Maven, see pom.xml; docs/adr/fonts.md says why
// these). The first run fetches the packages of package-lock.json; later runs change nothing unless this folder changed.
// With "web.skip=true" as second argument it does nothing when the fonts are already there.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { mergeSlices } from "./merge.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.argv[2] ?? join(here, "../target/classes/fonts");
const modules = join(here, "node_modules");
const serif = "@expo-google-fonts/noto-serif-sc";
const sans = "@expo-google-fonts/noto-sans-sc";
const wenkai = "lxgw-wenkai-webfont";

// kept without layout tables: paper places every character itself, and reading them takes longer than printing
const fonts = {
  "NotoSerifSC-Regular.ttf": `${serif}/400Regular/NotoSerifSC_400Regular.ttf`,
  "NotoSerifSC-Bold.ttf": `${serif}/700Bold/NotoSerifSC_700Bold.ttf`,
  "NotoSansSC-Medium.ttf": `${sans}/500Medium/NotoSansSC_500Medium.ttf`,
};
const licences = {
  "LICENSE-NotoSerifSC.txt": `${serif}/LICENSE_FONT`,
  "LICENSE-NotoSansSC.txt": `${sans}/LICENSE_FONT`,
  "LICENSE-LXGWWenKai.txt": `${wenkai}/OFL.txt`,
};

const stamp = createHash("sha256");
for (const name of ["package-lock.json", "collect.mjs", "merge.mjs"]) stamp.update(readFileSync(join(here, name)));
const wanted = stamp.digest("hex");
const stampFile = join(target, "collected.txt");
const have = existsSync(stampFile) ? readFileSync(stampFile, "utf8").trim() : "";

if (have !== wanted && !(have && process.argv[3] === "web.skip=true")) {
  fetchPackages();
  mkdirSync(target, { recursive: true });
  rmSync(stampFile, { force: true });
  for (const [name, source] of Object.entries(licences)) copyFileSync(join(modules, source), join(target, name));
  for (const [name, source] of Object.entries(fonts)) {
    writeFileSync(join(target, name), mergeSlices([readFileSync(join(modules, source))]));
  }
  writeFileSync(join(target, "LXGWWenKai-Regular.ttf"), await wholeWenKai());
  writeFileSync(stampFile, `${wanted}\n`);
  console.log(`fonts collected in ${target}`);
}

function fetchPackages() {
  const installed = join(modules, ".package-lock.json");
  const lock = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));
  if (existsSync(installed)) {
    const found = JSON.parse(readFileSync(installed, "utf8")).packages;
    if (Object.entries(lock.packages).every(([path, { version }]) => !path || found[path]?.version === version)) return;
  }
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const options = { cwd: here, stdio: ["ignore", "inherit", "inherit"], shell: process.platform === "win32" };
  execFileSync(npm, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], options);
}

// The package holds the font as 97 compressed slices for browsers; paper wants one file.
async function wholeWenKai() {
  const { decompress } = createRequire(import.meta.url)("wawoff2");
  const folder = join(modules, wenkai, "files");
  const slices = [];
  for (const name of readdirSync(folder).filter((name) => /^lxgwwenkai-regular-subset-.*\.woff2$/.test(name)).sort()) {
    slices.push(Buffer.from(await decompress(readFileSync(join(folder, name)))));
  }
  return mergeSlices(slices);
}
