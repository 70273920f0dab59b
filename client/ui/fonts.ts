import '@fontsource-variable/inter/wght.css';
import '@fontsource/courier-prime/latin-400.css';
import '@fontsource/courier-prime/latin-400-italic.css';
import '@fontsource/courier-prime/latin-700.css';

/**
 * Loads the rules of the Chinese face of the interface: a hundred subsets by range, of which a browser fetches only those that a
 * page shows. They come after the first paint because the rules alone weigh as much as a small library.
 */
export const loadChineseFont = async (): Promise<void> => {
  await import('@fontsource-variable/noto-sans-sc/wght.css');
};

/** The same for the face of Chinese scripts, for a project that is written in Chinese. */
export const loadChineseScriptFont = async (): Promise<void> => {
  await Promise.all([import('@fontsource/noto-serif-sc/400.css'), import('@fontsource/noto-serif-sc/700.css')]);
};
