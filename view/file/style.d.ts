/** The build puts a style sheet's text here (scripts/chart-writer.mjs). */
declare module '*.css' {
  const text: string;
  export default text;
}
