/* Bundles the sources of each component into the one module that Python hands to Streamlit. */
import { build } from "esbuild";

/** @type {string} */
const to = process.argv[2] ?? "."; // CI builds elsewhere and compares

for (const name of ["live_stage", "review_desk"])
  await build({
    entryPoints: [`${name}/src/main.js`],
    outfile: `${to}/${name}/dist/${name}.js`,
    bundle: true,
    format: "esm",
    target: "es2023",
    charset: "utf8",
    legalComments: "inline",
    banner: { js: "// Built from ../src by `npm run build`; not to be changed by hand." },
  });
