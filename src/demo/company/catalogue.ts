/** A thing on sale; `seen` is what the events say of it. */
export interface Item {
  category: string;
  price: number;
  seen: { item: string; category: string; price: number };
}

/** All that the shop sells. The weight is how often people look at a thing of that category. */
export const catalogue: readonly (readonly [items: readonly Item[], weight: number])[] = [
  [
    items('plants', ['Monstera 39.95', 'Snake plant 24.95', 'Pothos 12.95', 'Olive tree 54.95', 'Succulent trio 9.95']),
    34,
  ],
  [items('lighting', ['Paper lamp 29.95', 'Brass sconce 89.95', 'Arc lamp 159.95', 'Clip light 24.95']), 20],
  [items('textiles', ['Linen cushion 24.95', 'Wool throw 79.95', 'Jute rug 89.95', 'Tea towels 12.95']), 22],
  [items('kitchen', ['Oak board 34.95', 'Stoneware set 109.95', 'Pour-over kettle 59.95', 'Spice jars 17.95']), 16],
  [items('furniture', ['Side table 119.95', 'Bookcase 249.95', 'Armchair 479.95', 'Bench 189.95']), 8],
];

function items(category: string, names: readonly string[]): Item[] {
  return names.map((text) => {
    const space = text.lastIndexOf(' ');
    const price = Number(text.slice(space + 1));
    return { category, price, seen: { item: text.slice(0, space), category, price } };
  });
}
