import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { clients } from '../../../src/clients/clients.ts';
import { commands, helpOn, usage } from '../../../src/commands/help.ts';
import { inputsOf } from '../../../src/commands/inputs.ts';
import { completionScript } from '../../../src/commands/shell-completion.ts';
import { offer } from '../../../tools/offer.ts';

const what = { tools: offer.tools, clients: clients.map(({ id }) => id) };
const scriptOf = (shell: string) => completionScript(shell, what) ?? '';

/** What bash would offer where the line is at its end. */
function offered(line: string, wordBreaks = ' \t\n"\'><=;|&(:'): string[] {
  const program = `${scriptOf('bash')}
COMP_WORDBREAKS="$2" COMP_LINE="$1" COMP_POINT=\${#1}
_metrics_mcp
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const printed = execFileSync('bash', ['--norc', '-c', program, 'test', line, wordBreaks], { encoding: 'utf8' });
  return printed.split('\n').filter((word) => word !== '');
}

describe('bash', () => {
  test.each([
    ['metrics-mcp ca', ['call']],
    ['metrics-mcp completion ', ['bash', 'zsh', 'fish']],
    ['metrics-mcp doctor --client cur', ['cursor']],
    ['metrics-mcp help doc', ['doctor']],
    ['metrics-mcp call fynn', ['fynn_subscription_revenue']],
    ['metrics-mcp call --demo fynn', ['fynn_subscription_revenue']],
    ['metrics-mcp call --table points fynn', ['fynn_subscription_revenue']],
    ['metrics-mcp --http --tok', ['--tokens']],
    ['metrics-mcp tools fynn', ['fynn_subscription_revenue']],
    ['metrics-mcp call fynn_subscription_revenue cu', ['currency=']],
    ['metrics-mcp call fynn_subscription_revenue currency=EUR det', ['detail=']],
    ['metrics-mcp call amplitude_active_users interval=', ['daily', 'weekly', 'monthly']],
    ['metrics-mcp call amplitude_active_users start=-7d interval=w', ['weekly']],
    ['metrics-mcp call amplitude_active_users dry_run=', ['true', 'false']],
    ['metrics-mcp call amplitude_active_users --c', ['--csv', '--chart']],
    ['metrics-mcp call amplitude_active_users --chart READ', ['README.md']],
    ['metrics-mcp call amplitude_active_users --table ', []],
    ['metrics-mcp call nothing ', []],
  ])('%s', (line, expected) => {
    expect(offered(line)).toEqual(expected);
  });

  test('replaces the whole word where = breaks none', () => {
    expect(offered('metrics-mcp call amplitude_active_users interval=w', ' \t\n')).toEqual(['interval=weekly']);
  });

  test('offers every tool, every input and every word that it may be', () => {
    expect(offered('metrics-mcp call ')).toEqual(offer.tools.map(({ name }) => name));
    for (const tool of offer.tools.filter(({ name }) => /funnel|qonversion|retention/.test(name))) {
      const inputs = inputsOf(tool);
      expect(offered(`metrics-mcp call ${tool.name} `)).toEqual(inputs.map(({ name }) => `${name}=`));
      for (const { name, values } of inputs.filter((one) => one.values.length > 0))
        expect(offered(`metrics-mcp call ${tool.name} ${name}=`)).toEqual(values);
    }
  });
});

describe.each(['bash', 'zsh', 'fish'])('the script for %s', (shell) => {
  test('knows every command, tool, input, value and client', () => {
    const script = scriptOf(shell);
    for (const word of [...commands, ...what.clients, ...offer.tools.map(({ name }) => name)])
      expect(script).toContain(word);
    for (const tool of offer.tools) {
      for (const { name, values } of inputsOf(tool)) {
        expect(script).toContain(name);
        expect(values.filter((value) => !script.includes(value))).toEqual([]);
      }
    }
  });
});

test('no other shell is known', () => {
  expect(completionScript('powershell', what)).toBeUndefined();
  expect(completionScript(undefined, what)).toBeUndefined();
});

test('help tells of every command, and the usage of each of them', () => {
  for (const command of commands) {
    expect(usage).toContain(`metrics-mcp ${command} `);
    expect(helpOn(command, offer, what.clients)).toContain(`metrics-mcp ${command}`);
  }
  expect(helpOn('toString', offer, what.clients)).toBeUndefined();
});
