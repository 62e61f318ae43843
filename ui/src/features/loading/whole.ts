/** The whole number that `text` is, however it is grouped; nothing where it is none. */
export function whole(text: string): number | undefined {
  const plain = text.trim().replace(/(?<=\d)[\s\u202f.,'’](?=\d{3}(?!\d))/g, '');
  return /^\d{1,9}$/.test(plain) ? Number(plain) : undefined;
}
