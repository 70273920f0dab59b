declare module 'virtual:figures' {
  /** Where the page gets the bodies. */
  export const figuresUrl: string;
}
