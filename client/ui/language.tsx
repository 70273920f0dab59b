import { createContext, type ReactNode, useContext } from 'react';

export const languages = ['en', 'zh'] as const;
export type Language = (typeof languages)[number];

/** The value of a `lang` attribute. */
export const languageTag: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

type Sentence = string | ((...values: never[]) => string);
/** Sentences by name: whole ones, with places for values as parameters; never pieces to be joined. */
export type Sentences = Readonly<Record<string, Sentence>>;
export type Messages<T extends Sentences> = Readonly<Record<Language, T>>;

type Shape<T extends Sentences> = { readonly [K in keyof T]: T[K] extends string ? string : T[K] };

/** Declares the sentences of a part in both languages; each language must have the same names and places. */
export const defineMessages = <T extends Sentences>(messages: {
  readonly en: T;
  readonly zh: Shape<T>;
}): Messages<Shape<T>> => messages as Messages<Shape<T>>;

const LanguageContext = createContext<Language>('en');

export const LanguageScope = ({
  language,
  children,
}: {
  readonly language: Language;
  readonly children: ReactNode;
}) => <LanguageContext value={language}>{children}</LanguageContext>;

export const useLanguage = (): Language => useContext(LanguageContext);

/** A part's sentences in the reader's language. */
export const useText = <T extends Sentences>(messages: Messages<T>): T => messages[useContext(LanguageContext)];
