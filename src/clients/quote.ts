/** Words as a command line that a shell reads as these words: of POSIX, or of Windows (cmd and PowerShell). */
export function commandLine(words: readonly string[], platform: NodeJS.Platform = 'linux'): string {
  return words.map(platform === 'win32' ? windowsWord : posixWord).join(' ');
}

function posixWord(word: string): string {
  if (/^[\w@%+=:,./…-]+$/.test(word)) return word;
  // Every shell reads these quotes alike where nothing in them is special.
  return /^[^"$`\\!]*$/.test(word) ? `"${word}"` : `'${word.replaceAll("'", "'\\''")}'`;
}

function windowsWord(word: string): string {
  return /^[\w@+=:,./\\…-]+$/.test(word) ? word : `"${word.replaceAll('"', '\\"')}"`;
}
