/** What a drag, the wheel and keys do with a camera, by the tool in hand and the modifiers that are held. */

import { verticalFieldOfView } from '@oner/shared/camera/view.ts';
import type { Camera, Vec3 } from '@oner/shared/stage/scene.ts';
import { distance, radians } from '@oner/shared/stage/vec3.ts';
import { crane, dolly, orbit, pan, rollBy, truck, zoom } from '../hand-camera.ts';
import type { HandTool } from '../session.ts';
import { keyStep } from '../things.ts';

export type CameraTool = Exclude<HandTool, 'things'>;

type Modifiers = { readonly shiftKey: boolean; readonly altKey: boolean };

/** Shift makes any tool truck and crane, Alt makes it pan and tilt. */
export const toolFor = (tool: HandTool, { shiftKey, altKey }: Modifiers): CameraTool =>
  altKey ? 'pan' : shiftKey ? 'truck' : tool === 'things' ? 'orbit' : tool;

/** A drag over the whole frame's height turns a camera round by this, radians. */
const wholeTurn = radians(140);

/** Metres at the pivot that the frame is high. */
const heightAt = (camera: Camera, pivot: Vec3): number =>
  2 * distance(camera.position, pivot) * Math.tan(verticalFieldOfView(camera.lens, camera.aspect) / 2);

export type DragInFrame = {
  readonly tool: CameraTool;
  /** The camera as it was when the drag began. */
  readonly camera: Camera;
  /** What it turns about. */
  readonly pivot: Vec3;
  /** How far the pointer went, in heights of the frame: right and down are positive. */
  readonly right: number;
  readonly down: number;
};

/** The picture follows the pointer: what is caught stays under it when a camera turns or slides. */
export const draggedCamera = ({ tool, camera, pivot, right, down }: DragInFrame): Camera => {
  const view = verticalFieldOfView(camera.lens, camera.aspect);
  const high = heightAt(camera, pivot);
  switch (tool) {
    case 'orbit':
      return orbit(camera, pivot, { right: -right * wholeTurn, up: down * wholeTurn });
    case 'pan':
      return pan(camera, right * view, down * view);
    case 'truck':
      return crane(truck(camera, -right * high), down * high);
    case 'crane':
      return crane(camera, down * high);
    case 'dolly':
      return dolly(camera, -down * distance(camera.position, pivot) * 1.2);
    case 'roll':
      return rollBy(camera, right * radians(90));
    case 'zoom': {
      const stops = Math.round(right * 8);
      return Array.from({ length: Math.abs(stops) }).reduce<Camera>((held) => zoom(held, stops > 0 ? 1 : -1), camera);
    }
  }
};

/** A step by an arrow: the tool's own way along and across. */
export const steppedCamera = (
  tool: CameraTool,
  camera: Camera,
  { pivot, x, y, times }: { readonly pivot: Vec3; readonly x: number; readonly y: number; readonly times: number },
): Camera => {
  const [metres, angle] = [keyStep.metres * times, keyStep.radians * times];
  switch (tool) {
    case 'orbit':
      return orbit(camera, pivot, { right: x * angle, up: y * angle });
    case 'pan':
      return pan(camera, -x * angle, y * angle);
    case 'truck':
      return crane(truck(camera, x * metres), y * metres);
    case 'crane':
      return crane(camera, (y || x) * metres);
    case 'dolly':
      return dolly(camera, (y || x) * metres);
    case 'roll':
      return rollBy(camera, (x || y) * angle);
    case 'zoom':
      return zoom(camera, x + y > 0 ? 1 : -1);
  }
};

/** The wheel rolls in and out; with Ctrl, or a pinch, it changes the lens; with Shift it leans the horizon. */
export const wheeledCamera = (
  camera: Camera,
  pivot: Vec3,
  event: { readonly deltaX: number; readonly deltaY: number; readonly ctrlKey: boolean; readonly shiftKey: boolean },
): Camera => {
  const turned = event.deltaY === 0 ? event.deltaX : event.deltaY;
  if (event.ctrlKey) return zoom(camera, turned < 0 ? 1 : -1);
  if (event.shiftKey) return rollBy(camera, radians(Math.sign(turned)));
  return dolly(
    camera,
    -Math.sign(turned) * Math.min(1, Math.abs(turned) / 100) * 0.08 * distance(camera.position, pivot),
  );
};
