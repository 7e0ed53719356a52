// Takes the pictures of the bundle's page in screenshots/: questions to the built server on its simulated company, and
// what it answers, word for word. Needs chromium and pngquant (Debian has both); run it by hand when answers look different.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';

const pictures = [
  {
    file: 'screenshots/active-users.png',
    height: 850,
    question: 'How many people use the app each day, and is it growing?',
    name: 'amplitude_active_users',
    args: { start: '-10d' },
  },
  {
    file: 'screenshots/funnel.png',
    height: 880,
    question: 'Where do we lose buyers between looking at an item and paying?',
    name: 'amplitude_funnel',
    args: {
      events: ['view_item', 'add_to_cart', 'checkout', 'purchase'],
      start: '-35d',
      end: '-8d',
      conversion_window_seconds: 604_800,
    },
  },
];

const style = `
body { margin: 0; padding: 36px 64px; background: #f6f5f2; color: #1f2033; font: 17px/1.5 Inter, 'DejaVu Sans', sans-serif }
.question { margin-left: auto; width: fit-content; padding: 12px 20px; border-radius: 18px; background: #312e81; color: #fff }
.call { margin: 24px 0 12px; font: 13px 'DejaVu Sans Mono', monospace; color: #6b6c80 }
.answer { padding: 18px 28px; border-radius: 14px; background: #fff; border: 1px solid #e3e1da }
p { margin: 6px 0; min-height: 4px }
table { border-collapse: collapse; margin: 4px 0 12px; font-size: 15px; font-variant-numeric: tabular-nums }
td { padding: 3px 22px 3px 0; border-bottom: 1px solid #eceae4 }
tr:first-child td { color: #6b6c80 }
hr { border: 0; border-top: 1px solid #e3e1da; margin: 12px 0 }
hr ~ p { font-size: 13px; color: #6b6c80; margin: 2px 0 }`;

const client = new Client({ name: 'metrics-mcp-screenshots', version: '1.0.0' });
await client.connect(
  new StdioClientTransport({ command: process.execPath, args: ['dist/metrics-mcp.mjs', '--demo'], stderr: 'inherit' }),
);
const folder = mkdtempSync(join(tmpdir(), 'metrics-mcp-screenshots-'));
mkdirSync('screenshots', { recursive: true });
for (const { file, height, question, name, args } of pictures) {
  const { content } = await client.callTool({ name, arguments: args });
  const page = join(folder, 'page.html');
  writeFileSync(page, html(question, `${name} ${JSON.stringify(args)}`, content.map(({ text }) => text).join('\n')));
  const size = [`--window-size=1200,${height}`, '--hide-scrollbars', '--force-device-scale-factor=1'];
  const quiet = ['--headless', '--no-sandbox', '--disable-gpu', `--user-data-dir=${folder}/profile`];
  execFileSync('chromium', [...quiet, ...size, `--screenshot=${file}`, `file://${page}`], { stdio: 'ignore' });
  execFileSync('pngquant', ['--force', '--strip', '--output', file, '64', file]);
}
await client.close();
rmSync(folder, { recursive: true, force: true });

function html(question, call, answer) {
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>
<div class="question">${escaped(question)}</div>
<div class="call">${escaped(call)}</div>
<div class="answer">${marked(answer)}</div>`;
}

/** As much of Markdown as the answers use: tables, bold names, a rule. */
function marked(text) {
  const lines = text.split('\n').filter((line) => !/^\|[-|: ]+\|$/.test(line));
  const tags = lines.map((line) => (line.startsWith('|') ? row(line) : paragraph(line)));
  return tags.join('\n').replaceAll(/(?:<tr>.*<\/tr>\n?)+/g, (rows) => `<table>${rows}</table>`);
}

function row(line) {
  const cells = line.slice(1, -1).split(/(?<!\\)\|/);
  return `<tr>${cells.map((cell) => `<td>${words(cell.trim())}</td>`).join('')}</tr>`;
}

function paragraph(line) {
  return line === '---' ? '<hr>' : `<p>${words(line)}</p>`;
}

function words(text) {
  return escaped(text)
    .replaceAll(/\*\*(.+?)\*\*/g, '<b>$1</b>')
    .replaceAll(/\\(.)/g, '$1');
}

function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
