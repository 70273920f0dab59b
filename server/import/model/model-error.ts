/** What may be wrong with an uploaded model, and the bounds of what is taken. */

export type ModelError = {
  readonly kind: 'not-a-model' | 'unsupported' | 'invalid' | 'too-large';
  /** Where in the file's JSON, dotted; empty for the file itself. */
  readonly path: string;
  /** For people: what is wrong there. */
  readonly detail: string;
};

/** Thrown while a file is read, and caught where its reading began: a fault of the file, not of ours. */
export class ModelFault extends Error {
  readonly fault: ModelError;

  constructor(kind: ModelError['kind'], path: string, detail: string) {
    super(detail);
    this.fault = { kind, path, detail };
  }
}

export const modelLimits = {
  maxBytes: 32 * 1024 * 1024,
  maxJsonBytes: 8 * 1024 * 1024,
  maxNodes: 10_000,
  /** How deep nodes lie within one another. */
  maxDepth: 64,
  maxMeshes: 5_000,
  maxPrimitives: 10_000,
  maxAccessors: 50_000,
  maxMaterials: 1_000,
  maxTextures: 64,
  maxTextureBytes: 16 * 1024 * 1024,
  /** Width times height of one texture. */
  maxTexturePixels: 8192 * 8192,
  /** Of all meshes, each as often as it is placed. */
  maxVertices: 1_000_000,
  maxTriangles: 1_000_000,
  /** Longest side, metres. */
  maxSize: 2_000,
  minSize: 0.001,
} as const;
