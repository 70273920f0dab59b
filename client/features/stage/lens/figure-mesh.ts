/** One figure in the view through the lens: its body bent by the very matrices that the server's frames are drawn from. */

import { type PosedFigure, poseFigure } from '@oner/shared/stage/pose-figure.ts';
import type { StagedFigure } from '@oner/shared/stage/scene.ts';
import { jointIndex, jointNames } from '@oner/shared/stage/skeleton.ts';
import {
  Bone,
  CircleGeometry,
  Color,
  Group,
  type IUniform,
  Matrix4,
  Mesh,
  MeshBasicMaterial,
  Skeleton,
  SkinnedMesh,
  type Vector2,
} from 'three';
import { createFigureMaterials } from './figure-material.ts';
import { headDress } from './head-dress.ts';
import type { BodyGeometries } from './load-bodies.ts';
import type { PlaceLight } from './place-light.ts';

export type FigureMesh = {
  readonly object: Group;
  readonly show: (figure: StagedFigure, light: PlaceLight) => void;
  readonly choose: (chosen: boolean) => void;
  readonly dispose: () => void;
};

const lineTone = new Color(0x16_16_18);
const chosenTone = new Color(0x3f_a2_e6);
const shadow = new MeshBasicMaterial({ color: 0, transparent: true, opacity: 0.22, depthWrite: false });
const disc = new CircleGeometry(0.36, 28).rotateX(-Math.PI / 2);

/** What may change without building the figure anew. */
const sameDress = (a: StagedFigure, b: StagedFigure): boolean =>
  a.body === b.body && a.expression === b.expression && JSON.stringify(a.look) === JSON.stringify(b.look);

export const createFigureMesh = (
  first: StagedFigure,
  {
    bodies,
    uLine,
    light: firstLight,
  }: { readonly bodies: BodyGeometries; readonly uLine: IUniform<Vector2>; readonly light: PlaceLight },
): FigureMesh => {
  const object = new Group();
  const materials = createFigureMaterials(uLine);
  const bones = jointNames.map(() => new Bone());
  const head = new Group();
  head.matrixAutoUpdate = false;
  const floor = new Mesh(disc, shadow);
  object.add(head, floor);
  let skins: readonly SkinnedMesh[] = [];
  let dressed: StagedFigure | null = null;
  let lit: PlaceLight | null = null;

  const build = (posed: PosedFigure): void => {
    for (const skin of skins) object.remove(skin);
    const geometry = bodies.get(posed.figure.body);
    if (geometry === undefined) return;
    const inverses = posed.skeleton.joints.map(([x, y, z]) => new Matrix4().makeTranslation(-x, -y, -z));
    skins = [materials.body, materials.line].map((material) => {
      const skin = new SkinnedMesh(geometry, material);
      skin.bind(new Skeleton(bones, inverses), new Matrix4());
      skin.frustumCulled = false;
      return skin;
    });
    object.add(...skins);
  };
  const dress = (posed: PosedFigure, light: PlaceLight): void => {
    if (dressed !== null && lit === light && sameDress(dressed, posed.figure)) return;
    if (dressed?.body !== posed.figure.body) build(posed);
    dressed = posed.figure;
    lit = light;
    materials.dress(posed.figure, light);
    head.clear();
    head.add(headDress(posed.skeleton, posed.figure, light));
  };
  const show = (figure: StagedFigure, light: PlaceLight): void => {
    const posed = poseFigure(figure);
    dress(posed, light);
    const { heavy, thin, muscular } = figure.build;
    for (const skin of skins) skin.morphTargetInfluences = [heavy, thin, muscular];
    for (const [joint, bone] of bones.entries())
      bone.matrixWorld.fromArray(posed.world[joint] ?? new Matrix4().elements);
    head.matrix.fromArray(posed.world[jointIndex.head] ?? head.matrix.elements);
    head.matrixWorldNeedsUpdate = true;
    floor.position.set(figure.position[0], figure.position[1] + 0.006, figure.position[2]);
  };
  show(first, firstLight);
  return {
    object,
    show,
    choose: (chosen) => materials.line.color.copy(chosen ? chosenTone : lineTone),
    dispose: materials.dispose,
  };
};
