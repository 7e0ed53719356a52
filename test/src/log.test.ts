import { afterEach, expect, it } from 'vitest';
import { faultText, hideInLog } from '../../src/log.ts';

afterEach(() => hideInLog((text) => text));

it('tells a fault with its stack', () => {
  expect(faultText(new Error('the reason'))).toMatch(/^Error: the reason\n {4}at .*log\.test\.ts/);
  expect(faultText('no error')).toBe('no error');
});

it('cuts what a stranger has made long, and no secret in two', () => {
  hideInLog((text) => text.replaceAll('secret-key', '[hidden]'));
  for (let before = 3_970; before < 4_000; before += 1) {
    const told = faultText(new Error(`${'x'.repeat(before)}secret-key${'x'.repeat(1_000_000)}`));
    expect(told).toHaveLength(4_000);
    expect(told).not.toContain('secr');
  }
});
