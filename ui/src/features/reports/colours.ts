// Whether a colour can be read on a report's page. The report darkens one that cannot.

/** The least contrast of text (WCAG 2.2, 1.4.3). */
const LEGIBLE = 4.5;
const PAGE = 'fdfcf9';

/** Whether text in the colour of these six digits can be read. */
export function isLegible(digits: string): boolean {
  return (luminance(PAGE) + 0.05) / (luminance(digits) + 0.05) >= LEGIBLE;
}

function luminance(digits: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = parseInt(digits.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
