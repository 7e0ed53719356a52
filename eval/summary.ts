import type { Verdict } from './judge.ts';
import { groups } from './question.ts';

/** The results by group and in all, as a Markdown table, and what the checks would have let pass. */
export function summary(verdicts: readonly Verdict[]): string {
  const head = [
    ...['group', 'questions', 'right', 'tokens mean', 'tokens max'],
    ...['raw JSON right', 'raw tokens mean', 'raw tokens max', 'raw cut at 25,000'],
  ];
  const rows = groups.map((group) =>
    line(
      group,
      verdicts.filter(({ question }) => question.group === group),
    ),
  );
  const table = [head, head.map(() => '---'), ...rows, line('all', verdicts)];
  return `${table.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}\n\n${control(verdicts)}`;
}

/** What was asked, expected and said instead. */
export function report({ question, replies, faults, evidence }: Verdict): string {
  return [
    `${faults.length === 0 ? 'right' : 'MISS'} ${question.id} (${question.group}): ${question.asks}`,
    ...replies.asked.map((call) => `   ${call}`),
    ...faults.map((fault) => `   ${fault}`),
    ...evidence.map((line) => `   found: ${line}`),
    ...(faults.length === 0 ? [] : replies.texts.map((text) => text.replace(/^/gm, '   > '))),
  ].join('\n');
}

function control(verdicts: readonly Verdict[]): string {
  const tried = total(verdicts.map(({ wrongOnes }) => wrongOnes));
  const raw = total(verdicts.map(({ raw }) => raw.wrongOnes));
  return [
    'Tokens are those of all answers to a question. The raw JSON is right where the figures stand anywhere in it, in any notation.',
    `Control: ${tried.toLocaleString('en-US')} wrong figures (one off, of another group, of another company) were looked for as well.`,
    `Any that the answers pass is a miss above; the raw JSON, where any place counts, holds ${share(raw, tried)} of them.`,
  ].join('\n');
}

function line(name: string, verdicts: readonly Verdict[]): string[] {
  const right = verdicts.filter(({ faults }) => faults.length === 0).length;
  const rawRight = verdicts.filter(({ raw }) => raw.isRight).length;
  const of = (part: number) => `${part} (${share(part, verdicts.length)})`;
  return [
    ...[name, String(verdicts.length), of(right), ...spread(verdicts.map(({ tokens }) => tokens))],
    ...[of(rawRight), ...spread(verdicts.map(({ raw }) => raw.tokens))],
    String(verdicts.filter(({ raw }) => raw.isCut).length),
  ];
}

function spread(tokens: readonly number[]): string[] {
  const mean = tokens.length === 0 ? 0 : total(tokens) / tokens.length;
  return [Math.round(mean), Math.max(0, ...tokens)].map((figure) => figure.toLocaleString('en-US'));
}

function share(part: number, whole: number): string {
  return whole === 0 ? 'n/a' : `${Math.round((part / whole) * 100)} %`;
}

function total(figures: readonly number[]): number {
  return figures.reduce((sum, figure) => sum + figure, 0);
}
