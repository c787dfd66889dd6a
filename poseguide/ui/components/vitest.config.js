import { defineConfig } from "vitest/config";

export default defineConfig({
  root: "../../..", // the tests stand with the others
  cacheDir: "poseguide/ui/components/node_modules/.vite",
  test: { include: ["tests/js/**/*.test.js"], globals: true, maxWorkers: 1 },
});
