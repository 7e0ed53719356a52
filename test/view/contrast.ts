import type { Frame } from 'playwright-core';

/** What in the drawings of a view stands out too little from what is behind it: words by 4.5 to 1, marks by 3 to 1. */
export async function faint(view: Frame): Promise<string[]> {
  return view.evaluate(() => {
    const channels = (colour: string) => [...colour.matchAll(/[\d.]+/g)].map(([digits]) => Number(digits));
    const light = (colour: string) => {
      const [red = 0, green = 0, blue = 0] = channels(colour).map((channel) => {
        const part = channel / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const contrast = (one: string, other: string) => {
      const [low = 0, high = 0] = [light(one), light(other)].sort((a, b) => a - b);
      return (high + 0.05) / (low + 0.05);
    };
    const ground = getComputedStyle(document.body).backgroundColor;
    const behind = (text: Element) => {
      const { left, right, top, bottom } = text.getBoundingClientRect();
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const under = [...document.querySelectorAll('rect')].findLast((rect) => {
        const box = rect.getBoundingClientRect();
        return x > box.left && x < box.right && y > box.top && y < box.bottom;
      });
      return under === undefined ? ground : getComputedStyle(under).fill;
    };
    const words = [...document.querySelectorAll('svg :is(text, tspan)')].flatMap((text) => {
      const found = contrast(getComputedStyle(text).fill, behind(text));
      return found < 4.5 ? [`"${text.textContent}" ${found.toFixed(2)}`] : [];
    });
    const painted = [...document.querySelectorAll('svg :is(path.line, path.mark, circle.dot, rect.bar)')];
    const marks = painted.flatMap((mark) => {
      const { fill, stroke } = getComputedStyle(mark);
      const found = Math.max(...[fill, stroke].filter((one) => one !== 'none').map((one) => contrast(one, ground)));
      const onBar = mark.classList.contains('mark');
      return found < 3 && !onBar ? [`${mark.getAttribute('class')} ${found.toFixed(2)}`] : [];
    });
    return [...words, ...marks];
  });
}
