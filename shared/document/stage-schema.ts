import { z } from 'zod';
import type { Build, Camera, FigureLook, SetPiece, StagedFigure, Vec3 } from '../stage/scene.ts';
import { bodies, expressions, poses, setPieceKinds } from '../stage/scene.ts';

const finite = z.number();
const tone = z.number().min(0).max(255);

export const vec3Schema: z.ZodType<Vec3> = z.tuple([finite, finite, finite]);

export const bodySchema = z.enum(bodies);

export const buildSchema: z.ZodType<Build> = z.object({ heavy: finite, thin: finite, muscular: finite });

export const figureLookSchema: z.ZodType<FigureLook> = z.object({
  hair: z.enum(['short', 'crew', 'bob', 'long', 'ponytail', 'bun', 'curly', 'bald', 'cap', 'beanie']),
  hairTone: tone,
  skinTone: tone,
  topTone: tone,
  bottomTone: tone,
});

export const stagedFigureSchema: z.ZodType<StagedFigure> = z.object({
  name: z.string(),
  body: bodySchema,
  height: z.number().positive(),
  build: buildSchema,
  look: figureLookSchema,
  position: vec3Schema,
  heading: finite,
  pose: z.enum(poses),
  expression: z.enum(expressions),
  gaze: vec3Schema.nullable(),
});

export const setPieceSchema: z.ZodType<SetPiece> = z
  .object({
    id: z.string(),
    kind: z.enum(setPieceKinds),
    label: z.string().optional(),
    position: vec3Schema,
    heading: finite,
    size: vec3Schema,
    tone,
  })
  .transform(({ label, ...piece }) => (label === undefined ? piece : { ...piece, label }));

export const cameraSchema: z.ZodType<Camera> = z.object({
  position: vec3Schema,
  target: vec3Schema,
  roll: finite,
  lens: z.number().positive(),
  aspect: z.number().positive(),
});
