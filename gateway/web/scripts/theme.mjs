// Mantine's CSS variables, written out at build time: the first paint has them, and the
// content security policy needs no inline <style>.
import { mkdirSync, writeFileSync } from 'node:fs';
import { runnerImport } from 'vite';

const { module } = await runnerImport('./src/theme/variables.ts', { configFile: false, logLevel: 'error' });
mkdirSync('src/gen', { recursive: true });
writeFileSync('src/gen/theme.css', module.themeCss());
writeFileSync('src/gen/tokens.css', module.tokensCss());
