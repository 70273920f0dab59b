/** How a body is drawn: flat greys by part in two or three clean bands of light, with an ink line round it. */
import type { StagedFigure } from '@oner/shared/stage/scene.ts';
import {
  BackSide,
  Color,
  DataTexture,
  type IUniform,
  type Material,
  MeshBasicMaterial,
  MeshToonMaterial,
  NearestFilter,
  RedFormat,
  type Vector2,
} from 'three';
import { type PlaceLight, tinted } from './place-light.ts';

/** The parts of a body in the order of the bodies' file. */
export const bodyParts = ['skin', 'top', 'bottom', 'shoes', 'hair'] as const;

/** Three bands of light. */
const bands = new DataTexture(new Uint8Array([120, 200, 255]), 3, 1, RedFormat);
bands.minFilter = NearestFilter;
bands.magFilter = NearestFilter;
bands.needsUpdate = true;

/** How far the hair stands off the head, metres. */
const swell: Readonly<Record<StagedFigure['look']['hair'], number>> = {
  bald: 0,
  crew: 0.006,
  short: 0.016,
  bob: 0.02,
  long: 0.018,
  ponytail: 0.012,
  bun: 0.012,
  curly: 0.036,
  cap: 0.016,
  beanie: 0.024,
};

const partAttributes = 'attribute vec4 partsA; attribute float partsB; varying vec4 vPartsA; varying float vPartsB;';

const swollen = (
  shader: { vertexShader: string; uniforms: Record<string, IUniform> },
  uniforms: FigureUniforms,
): void => {
  Object.assign(shader.uniforms, uniforms);
  shader.vertexShader = `${partAttributes} uniform float uSwell;\n${shader.vertexShader}`.replace(
    '#include <begin_vertex>',
    'vPartsA = partsA; vPartsB = partsB; vec3 transformed = position + normal * (partsB * uSwell);',
  );
};

type FigureUniforms = {
  readonly uTones: IUniform<Color[]>;
  readonly uSwell: IUniform<number>;
  readonly uLine: IUniform<Vector2>;
};

export type FigureMaterials = {
  readonly body: Material;
  readonly line: MeshBasicMaterial;
  readonly dress: (figure: StagedFigure, light: PlaceLight) => void;
  readonly dispose: () => void;
};

/** `uLine`: half the width of the ink line in device co-ordinates, shared by all figures. */
export const createFigureMaterials = (uLine: IUniform<Vector2>): FigureMaterials => {
  const uniforms: FigureUniforms = { uTones: { value: bodyParts.map(() => new Color()) }, uSwell: { value: 0 }, uLine };
  const body = new MeshToonMaterial({ gradientMap: bands });
  body.onBeforeCompile = (shader) => {
    swollen(shader, uniforms);
    shader.fragmentShader =
      `varying vec4 vPartsA; varying float vPartsB; uniform vec3 uTones[5];\n${shader.fragmentShader}`.replace(
        '#include <color_fragment>',
        `float most = vPartsA.x; vec3 tone = uTones[0];
         if (vPartsA.y > most) { most = vPartsA.y; tone = uTones[1]; }
         if (vPartsA.z > most) { most = vPartsA.z; tone = uTones[2]; }
         if (vPartsA.w > most) { most = vPartsA.w; tone = uTones[3]; }
         if (vPartsB > most) { tone = uTones[4]; }
         diffuseColor.rgb = tone;`,
      );
  };
  const line = new MeshBasicMaterial({ color: 0x16_16_18, side: BackSide });
  line.onBeforeCompile = (shader) => {
    swollen(shader, uniforms);
    shader.vertexShader = `uniform vec2 uLine;\n${shader.vertexShader}`.replace(
      '#include <project_vertex>',
      `#include <project_vertex>
       // Three turns the normals of a back side inwards.
       vec2 outward = -(projectionMatrix * vec4(normalize(transformedNormal), 0.0)).xy;
       gl_Position.xy += outward / max(length(outward), 1e-4) * uLine * gl_Position.w;`,
    );
  };
  return {
    body,
    line,
    dress: ({ look }, light) => {
      const shown = [
        look.skinTone,
        look.topTone,
        look.bottomTone,
        58,
        look.hair === 'bald' ? look.skinTone : look.hairTone,
      ];
      uniforms.uTones.value = shown.map((tone) => tinted(tone * light.figureGain, light));
      uniforms.uSwell.value = swell[look.hair];
    },
    dispose: () => {
      body.dispose();
      line.dispose();
    },
  };
};
