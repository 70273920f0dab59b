/** The set in the view through the lens: floor, walls and pieces, each with the lines of its edges. */
import type { SetPiece, StagedScene } from '@oner/shared/stage/scene.ts';
import {
  type BufferGeometry,
  CylinderGeometry,
  DoubleSide,
  EdgesGeometry,
  Group,
  LineBasicMaterial,
  LineSegments,
  Mesh,
  MeshBasicMaterial,
  MeshLambertMaterial,
  PlaneGeometry,
} from 'three';
import { type PlaceLight, tinted } from './place-light.ts';
import { solidsOfPiece } from './set-shapes.ts';

const edges = new WeakMap<BufferGeometry, EdgesGeometry>();
const edgesOf = (geometry: BufferGeometry): EdgesGeometry => {
  const known = edges.get(geometry) ?? new EdgesGeometry(geometry, 40);
  edges.set(geometry, known);
  return known;
};

const plain = new LineBasicMaterial({ color: 0x2a_2a_2c });
const chosen = new LineBasicMaterial({ color: 0x3f_a2_e6 });
/** An outline one pixel wide would tremble where edges lie on faces. */
const back = { polygonOffset: true, polygonOffsetFactor: 1, polygonOffsetUnits: 1 } as const;

const isFar = ({ kind }: SetPiece): boolean => kind === 'backdrop';

/** A ring of far silhouettes: of one grey, as haze has it. */
const backdropOf = ({ size }: SetPiece, light: PlaceLight): Mesh => {
  const high = Math.max(2, size[1] * 0.7);
  const ring = new CylinderGeometry(size[0] / 2, size[0] / 2, high, 48, 1, true);
  const mesh = new Mesh(
    ring,
    new MeshBasicMaterial({ color: tinted(light.sky * 0.82, light), side: DoubleSide, fog: false }),
  );
  mesh.position.y = high / 2;
  return mesh;
};

export type PieceMesh = { readonly object: Group; readonly choose: (is: boolean) => void };

/** A piece at its place; its meshes carry its id for whoever picks it. */
export const pieceMesh = (piece: SetPiece, light: PlaceLight): PieceMesh => {
  const object = new Group();
  object.position.set(...piece.position);
  object.rotation.y = piece.heading;
  if (isFar(piece)) {
    object.add(backdropOf(piece, light));
    return { object, choose: () => {} };
  }
  const lines: LineSegments[] = [];
  for (const { geometry, middle, size, tone } of solidsOfPiece(piece)) {
    const mesh = new Mesh(geometry, new MeshLambertMaterial({ color: tinted(tone * light.pieceGain, light), ...back }));
    const line = new LineSegments(edgesOf(geometry), plain);
    for (const part of [mesh, line]) {
      part.position.set(...middle);
      part.scale.set(...size);
    }
    mesh.userData = { piece: piece.id };
    lines.push(line);
    object.add(mesh, line);
  }
  return {
    object,
    choose: (is) => {
      for (const line of lines) line.material = is ? chosen : plain;
    },
  };
};

const floorOf = (scene: StagedScene, light: PlaceLight): Mesh => {
  const [wide, , deep] = scene.extent;
  const room = isRoom(scene);
  const ground = new PlaneGeometry(room ? wide : 900, room ? deep : 900).rotateX(-Math.PI / 2);
  const mesh = new Mesh(ground, new MeshBasicMaterial({ color: tinted(light.ground, light) }));
  mesh.position.y = -0.004;
  return mesh;
};

export const isRoom = ({ extent }: StagedScene): boolean => extent[1] > 0;

/** The four walls, seen from inside alone: a camera that stands behind one looks through it. */
const wallsOf = ({ extent: [wide, high, deep] }: StagedScene, light: PlaceLight): readonly Mesh[] =>
  [
    { x: 0, z: -deep / 2, turn: 0, length: wide, tone: light.wall },
    { x: 0, z: deep / 2, turn: Math.PI, length: wide, tone: light.wall },
    { x: -wide / 2, z: 0, turn: Math.PI / 2, length: deep, tone: light.wall - 12 },
    { x: wide / 2, z: 0, turn: -Math.PI / 2, length: deep, tone: light.wall - 12 },
  ].map(({ x, z, turn, length, tone }) => {
    const geometry = new PlaneGeometry(length, high);
    const mesh = new Mesh(geometry, new MeshBasicMaterial({ color: tinted(tone, light), ...back }));
    mesh.position.set(x, high / 2, z);
    mesh.rotation.y = turn;
    mesh.add(new LineSegments(new EdgesGeometry(geometry), plain));
    mesh.onBeforeRender = (_renderer, _scene, camera) => {
      const inward = Math.sin(turn) * (camera.position.x - x) + Math.cos(turn) * (camera.position.z - z);
      for (const line of mesh.children) line.visible = inward > 0;
    };
    return mesh;
  });

/** Floor and walls. */
export const placeMesh = (scene: StagedScene, light: PlaceLight): Group => {
  const group = new Group();
  group.add(floorOf(scene, light));
  if (isRoom(scene)) group.add(...wallsOf(scene, light));
  return group;
};
