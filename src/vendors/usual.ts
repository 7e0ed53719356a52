// What answers usually hold, told at a glance: for the quick way of `quickSchema`.

export function isRecord(sent: unknown): sent is Record<string, unknown> {
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent);
}

/** Whether it is a text, or not told. */
export function isTextOrNothing(sent: unknown): sent is string | null | undefined {
  return typeof sent === 'string' || sent === null || sent === undefined;
}

export function areTexts(sent: unknown): sent is string[] {
  return Array.isArray(sent) && sent.every((one) => typeof one === 'string');
}
