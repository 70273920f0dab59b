/** The staged scene as a camera sees it, drawn by WebGL at once: what is moved is seen in the same frame. */

import { crossesCapsule } from '@oner/shared/stage/capsule.ts';
import { poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { Camera, StagedScene, Vec3 } from '@oner/shared/stage/scene.ts';
import { dot, mix, subtract } from '@oner/shared/stage/vec3.ts';
import {
  AmbientLight,
  DirectionalLight,
  Fog,
  Group,
  PerspectiveCamera,
  Plane,
  Raycaster,
  Scene,
  Vector2,
  Vector3,
  WebGLRenderer,
} from 'three';
import type { Chosen } from '../session.ts';
import { createFigureMesh, type FigureMesh } from './figure-mesh.ts';
import type { BodyGeometries } from './load-bodies.ts';
import { placeLightOf, tinted } from './place-light.ts';
import { isRoom, type PieceMesh, pieceMesh, placeMesh } from './set-mesh.ts';
import { aim } from './three-camera.ts';

/** A point of the frame, 0..1 from the top left. */
export type FramePoint = { readonly x: number; readonly y: number };

export type LensScene = {
  readonly show: (scene: StagedScene, camera: Camera, chosen: Chosen | null) => void;
  readonly resize: (width: number, height: number, pixelRatio: number) => void;
  /** What is seen at a point of the frame. */
  readonly pick: (at: FramePoint) => Chosen | null;
  /** The point at this height that is seen there; null above the horizon. */
  readonly pointAt: (at: FramePoint, height: number) => Vec3 | null;
  readonly dispose: () => void;
};

/** Ink lines of figures, pixels of a frame 720 high. */
const lineWidth = 2.6;

export const createLensScene = (canvas: HTMLCanvasElement, bodies: BodyGeometries): LensScene => {
  const renderer = new WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
  const world = new Scene();
  const eye = new PerspectiveCamera();
  const sun = new DirectionalLight(0xff_ff_ff, 2);
  const fill = new AmbientLight(0xff_ff_ff, 1);
  const people = new Group();
  const set = new Group();
  let place = new Group();
  world.add(sun, fill, place, set, people);
  const uLine = { value: new Vector2() };
  const figures = new Map<string, FigureMesh>();
  const pieces = new Map<string, PieceMesh>();
  let shown: StagedScene | null = null;

  const showPlace = (scene: StagedScene): void => {
    if (shown !== null && shown.time === scene.time && shown.extent === scene.extent) return;
    const light = placeLightOf(scene);
    world.remove(place);
    place = placeMesh(scene, light);
    world.add(place);
    world.background = tinted(light.sky, light);
    world.fog = new Fog(tinted(light.sky, light), isRoom(scene) ? 5 : 9, isRoom(scene) ? 26 : 90);
    sun.position.set(...light.from);
    sun.intensity = light.sun;
    fill.intensity = light.fill;
  };
  const showPieces = (scene: StagedScene): void => {
    const before = new Map(shown?.pieces.map((piece) => [piece.id, piece]));
    const sameLight = shown?.time === scene.time;
    const ids = new Set(scene.pieces.map(({ id }) => id));
    for (const [id, { object }] of pieces) {
      if (ids.has(id) && sameLight && before.get(id) === scene.pieces.find((piece) => piece.id === id)) continue;
      set.remove(object);
      pieces.delete(id);
    }
    for (const piece of scene.pieces) {
      if (pieces.has(piece.id)) continue;
      const made = pieceMesh(piece, placeLightOf(scene));
      pieces.set(piece.id, made);
      set.add(made.object);
    }
  };
  const showFigures = (scene: StagedScene): void => {
    const names = new Set(scene.figures.map(({ name }) => name));
    for (const [name, { object, dispose }] of figures) {
      if (names.has(name)) continue;
      people.remove(object);
      dispose();
      figures.delete(name);
    }
    for (const figure of scene.figures) {
      const known = figures.get(figure.name);
      if (known) known.show(figure, placeLightOf(scene));
      else {
        const made = createFigureMesh(figure, { bodies, uLine, light: placeLightOf(scene) });
        figures.set(figure.name, made);
        people.add(made.object);
      }
    }
  };
  const choose = (chosen: Chosen | null): void => {
    for (const [name, mesh] of figures) mesh.choose(chosen?.kind === 'figure' && chosen.name === name);
    for (const [id, mesh] of pieces) mesh.choose(chosen?.kind === 'piece' && chosen.id === id);
  };
  const rayAt = ({ x, y }: FramePoint): Raycaster => {
    const ray = new Raycaster();
    ray.setFromCamera(new Vector2(x * 2 - 1, 1 - y * 2), eye);
    return ray;
  };
  const figureOn = (ray: Raycaster): { readonly name: string; readonly depth: number } | null => {
    const from = ray.ray.origin.toArray();
    const to = ray.ray.at(80, new Vector3()).toArray();
    const way = ray.ray.direction.toArray();
    const near = (shown?.figures ?? [])
      .flatMap((figure) =>
        poseFigure(figure)
          .capsules.filter((capsule) => crossesCapsule(capsule, from, to))
          .map((capsule) => ({
            name: figure.name,
            depth: dot(subtract(mix(capsule.from, capsule.to, 0.5), from), way) - capsule.radius,
          })),
      )
      .sort((a, b) => a.depth - b.depth);
    return near[0] ?? null;
  };

  return {
    show: (scene, camera, chosen) => {
      if (scene !== shown) {
        showPlace(scene);
        showPieces(scene);
        showFigures(scene);
        shown = scene;
      }
      choose(chosen);
      aim(eye, camera);
      renderer.render(world, eye);
    },
    resize: (width, height, pixelRatio) => {
      renderer.setPixelRatio(pixelRatio);
      renderer.setSize(width, height, false);
      const half = (lineWidth / 720) * 2;
      uLine.value.set((half * height) / Math.max(1, width), half);
    },
    pick: (at) => {
      const ray = rayAt(at);
      const figure = figureOn(ray);
      const [piece] = ray.intersectObjects(set.children).filter(({ object }) => object.userData.piece !== undefined);
      const id: unknown = piece?.object.userData.piece;
      if (figure !== null && (piece === undefined || figure.depth <= piece.distance))
        return { kind: 'figure', name: figure.name };
      return typeof id === 'string' ? { kind: 'piece', id } : null;
    },
    pointAt: (at, height) => {
      const point = rayAt(at).ray.intersectPlane(new Plane(new Vector3(0, 1, 0), -height), new Vector3());
      return point === null || point.length() > 200 ? null : [point.x, point.y, point.z];
    },
    dispose: () => {
      for (const { dispose } of figures.values()) dispose();
      renderer.dispose();
    },
  };
};
