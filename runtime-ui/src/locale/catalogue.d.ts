/** Made by the build (`texts/plugin.ts`): Russian → English of the pages and of the rules they share with the server. */
declare module 'virtual:reglament-english' {
  export const english: Readonly<Record<string, string>>;
}
