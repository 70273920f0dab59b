// Loaded before dependency-cruiser, which has swc parse every file as plain TypeScript and so fails on JSX: swc is told
// which files hold it. The planted fault in a .tsx file proves that this still works.
import { createRequire } from 'node:module';

const swc = createRequire(import.meta.url)('@swc/core');
const { parseFileSync } = swc;
swc.parseFileSync = (file, options) => parseFileSync(file, { ...options, tsx: file.endsWith('.tsx') });
