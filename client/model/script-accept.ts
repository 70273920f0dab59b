/** The kinds of script files that a picker offers: those that `planImport` knows. */
export const scriptAccept = '.fountain,.spmd,.fdx,.docx,.pdf,.md,.markdown,.txt,.storyboarder,.zip';
