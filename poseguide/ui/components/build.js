/* Bundles the sources of each component into the one module that Python hands to Streamlit. */
import { readFile } from "node:fs/promises";
import { build } from "esbuild";

/** @type {string} */
const to = process.argv[2] ?? "."; // CI builds elsewhere and compares

const head = "// Built from ../src by `npm run build`; not to be changed by hand.";
const licence = await readFile("node_modules/uplot/LICENSE", "utf8");
/** @type {Record<string, string>} */
const banners = {
  live_stage: head,
  review_desk: `${head}\n/*! With uPlot, under this licence:\n\n${licence}*/`,
};

for (const [name, js] of Object.entries(banners))
  await build({
    entryPoints: [`${name}/src/main.js`],
    outfile: `${to}/${name}/dist/${name}.js`,
    bundle: true,
    format: "esm",
    target: "es2023",
    charset: "utf8",
    legalComments: "inline",
    banner: { js },
  });
