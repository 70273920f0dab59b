import { parentPort } from 'node:worker_threads';
import { type Painting, paintDrawing } from './paint-drawing.ts';

const port = parentPort;
port?.on('message', (painting: Painting) => {
  const pixels = paintDrawing(painting);
  port.postMessage(pixels, [pixels.buffer]);
});
