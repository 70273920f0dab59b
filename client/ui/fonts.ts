import '@fontsource-variable/inter/wght.css';
import '@fontsource/courier-prime/latin-400.css';
import '@fontsource/courier-prime/latin-400-italic.css';
import '@fontsource/courier-prime/latin-700.css';

/**
 * Loads the rules of the Chinese faces: some 300 subsets by range, of which a browser fetches only those that a page shows.
 * They come after the first paint because the rules alone weigh as much as a small library.
 */
export const loadChineseFonts = async (): Promise<void> => {
  await Promise.all([
    import('@fontsource-variable/noto-sans-sc/wght.css'),
    import('@fontsource/noto-serif-sc/400.css'),
    import('@fontsource/noto-serif-sc/700.css'),
  ]);
};
