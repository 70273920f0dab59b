import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const texts = /\.(js|css|html|svg|json|webmanifest)$/;
/** Smaller files fit into one packet as they are. */
const minBytes = 1024;

const brotli = promisify(brotliCompress);
const gz = promisify(gzip);

const compressFile = async (file: string): Promise<void> => {
  const bytes = await readFile(file);
  if (bytes.length < minBytes) return;
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  await Promise.all([
    writeFile(`${file}.br`, await brotli(bytes, { params })),
    writeFile(`${file}.gz`, await gz(bytes, { level: 9 })),
  ]);
};

/** Puts `.br` and `.gz` beside each text file of the build: compressed once and well, not at every request. */
export const precompress = (): Plugin => ({
  name: 'precompress',
  apply: 'build',
  closeBundle: {
    sequential: true,
    order: 'post',
    async handler() {
      const { outDir } = this.environment.config.build;
      const folder = path.resolve(this.environment.config.root, outDir);
      const files = (await readdir(folder, { recursive: true })).filter((file) => texts.test(file));
      await Promise.all(files.map((file) => compressFile(path.join(folder, file))));
    },
  },
});
