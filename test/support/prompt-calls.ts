/** A call that a script names, in the order of the text. */
export interface ScriptedCall {
  tool: string;
  args: Record<string, unknown>;
}

/**
 * Every call in a script: `tool {json}`, and "the same with {json}", whose arguments go over those of the call before it.
 * Throws where something looks like a call and is none.
 */
export function callsIn(script: string): ScriptedCall[] {
  const calls: ScriptedCall[] = [];
  let last: ScriptedCall | undefined;
  for (const [, quoted = ''] of script.matchAll(/`([^`]*)`/g)) {
    const [, tool = '', json = ''] = /^(?:([a-z_]+) )?(\{.*\})$/s.exec(quoted) ?? [];
    if (json === '') throw new Error(`no call: ${quoted}`);
    const args: unknown = JSON.parse(json);
    if (typeof args !== 'object' || args === null) throw new Error(`no arguments: ${quoted}`);
    if (tool !== '') last = { tool, args: { ...args } };
    if (last === undefined) throw new Error(`the same as nothing: ${quoted}`);
    calls.push(tool === '' ? { tool: last.tool, args: { ...last.args, ...args } } : last);
  }
  return calls;
}
