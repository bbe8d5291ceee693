/** Saves what a page shows as files: JSON, SVG and PNG of the graph, and an HTML file that needs no server. */
import type { ExecutionDocument } from '../offline.ts';
import { standaloneHtml } from './standalone-html.ts';

export function saveText(name: string, type: string, text: string): void {
  save(name, new Blob([text], { type }));
}

function save(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

export function saveJson(name: string, saved: ExecutionDocument): void {
  saveText(`${name}.json`, 'application/json', `${JSON.stringify(saved, null, 2)}\n`);
}

export async function saveHtml(name: string, saved: ExecutionDocument): Promise<void> {
  const [script, style] = await Promise.all(['viewer.js', 'viewer.css'].map(fetchText));
  saveText(`${name}.html`, 'text/html', standaloneHtml({ title: name, script: script!, style: style!, saved }));
}

async function fetchText(file: string): Promise<string> {
  const response = await fetch(`/console/${file}`);
  if (!response.ok) throw new Error(`The server does not have ${file}: build the console again.`);
  return response.text();
}

/** The graph that is on the page as an SVG document of its own, as large as all of it. */
export function graphSvg(): string {
  const source = document.querySelector<SVGSVGElement>('svg[data-graph]');
  if (source === null) throw new Error('Open the graph first: it is what is saved.');
  const stage = source.querySelector('g') as SVGGElement;
  const box = stage.getBBox();
  const copy = source.cloneNode(true) as SVGSVGElement;
  inline(source, copy);
  const margin = 24;
  const [width, height] = [Math.ceil(box.width + 2 * margin), Math.ceil(box.height + 2 * margin)];
  for (const { name } of [...copy.attributes]) copy.removeAttribute(name);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('width', String(width));
  copy.setAttribute('height', String(height));
  copy.setAttribute('viewBox', `${box.x - margin} ${box.y - margin} ${width} ${height}`);
  copy.querySelector('g')?.removeAttribute('transform');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  for (const [name, value] of Object.entries({ x: box.x - margin, y: box.y - margin, width, height })) {
    ground.setAttribute(name, String(value));
  }
  ground.setAttribute('fill', getComputedStyle(document.documentElement).getPropertyValue('--bg').trim());
  copy.prepend(ground);
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(copy)}\n`;
}

const STYLES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'stroke-linejoin',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'color',
  'opacity',
];

/** What style sheets say becomes attributes: the file has none. */
function inline(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const name of STYLES) {
    const value = style.getPropertyValue(name);
    if (value !== '') to.setAttribute(name, value);
  }
  for (const name of ['class', 'tabindex', 'role', 'style', 'data-id']) to.removeAttribute(name);
  const children = [...to.children];
  [...from.children].forEach((child, i) => {
    inline(child, children[i]!);
  });
}

/** Twice as many pixels as on a plain screen, but no side longer than this. */
const MAX_SIDE = 8192;

export async function savePng(name: string): Promise<void> {
  const url = URL.createObjectURL(new Blob([graphSvg()], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(2, MAX_SIDE / image.width, MAX_SIDE / image.height);
    const canvas = document.createElement('canvas');
    canvas.width = Math.ceil(image.width * scale);
    canvas.height = Math.ceil(image.height * scale);
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
    if (blob === null) throw new Error('The picture is too large for this browser. Save it as SVG.');
    save(`${name}.png`, blob);
  } finally {
    URL.revokeObjectURL(url);
  }
}
