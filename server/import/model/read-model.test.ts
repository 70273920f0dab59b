import { decodeMesh, type ModelMesh } from '@oner/shared/stage/model-mesh.ts';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { modelLimits } from './model-error.ts';
import { readModel } from './read-model.ts';
import { boxIndices, boxModel, boxPositions, glbOf, type Json, packed, sphereFile } from './testing/make-glb.ts';

const meshOf = async (file: Uint8Array): Promise<ModelMesh> => {
  const read = await readModel(file);
  if (!read.ok) throw new Error(`${read.error.path}: ${read.error.detail}`);
  const mesh = decodeMesh(read.value.mesh);
  if (!mesh) throw new Error('what was read is no mesh');
  expect([mesh.size, mesh.tones.length]).toEqual([read.value.size.map(Math.fround), read.value.triangles]);
  return mesh;
};

const faultOf = async (file: Uint8Array) => {
  const read = await readModel(file);
  return read.ok ? null : read.error;
};

/** Six times the signed volume: positive when faces look outward. */
const volume = ({ positions, triangles }: ModelMesh): number => {
  const at = (corner: number): readonly [number, number, number] => {
    const vertex = (triangles[corner] ?? 0) * 3;
    return [positions[vertex] ?? 0, positions[vertex + 1] ?? 0, positions[vertex + 2] ?? 0];
  };
  let sum = 0;
  for (let corner = 0; corner < triangles.length; corner += 3) {
    const [[ax, ay, az], [bx, by, bz], [cx, cy, cz]] = [at(corner), at(corner + 1), at(corner + 2)];
    sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
  }
  return sum;
};

const box = (change: (model: ReturnType<typeof boxModel>) => void = () => {}): Uint8Array => {
  const model = boxModel();
  change(model);
  return glbOf(model.json, model.binary);
};

describe('models, read', () => {
  test('HTTP-34 a model stands on its floor, centred, in metres, its faces outward', async () => {
    const mesh = await meshOf(box());
    expect(mesh.size).toEqual([1, 2, 3]);
    expect(mesh.tones).toHaveLength(12);
    expect(volume(mesh)).toBeCloseTo(36);
    const [xs, ys, zs] = [0, 1, 2].map((axis) => [...mesh.positions].filter((_, at) => at % 3 === axis));
    expect([Math.min(...(xs ?? [])), Math.max(...(xs ?? []))]).toEqual([-0.5, 0.5]);
    expect([Math.min(...(ys ?? [])), Math.max(...(ys ?? []))]).toEqual([0, 2]);
    expect([Math.min(...(zs ?? [])), Math.max(...(zs ?? []))]).toEqual([-1.5, 1.5]);
  });

  test('HTTP-34 nodes turn, move, stretch and mirror their meshes, within one another', async () => {
    const quarter = Math.SQRT1_2;
    const mesh = await meshOf(
      box(({ json }) => {
        json.nodes = [
          { children: [1], translation: [5, 5, 5], rotation: [0, quarter, 0, quarter] },
          { mesh: 0, scale: [2, 1, -1] },
        ];
      }),
    );
    // Turned by 90° about y, its depth lies along x and its doubled width along z.
    expect(mesh.size.map((side) => Math.round(side * 1000) / 1000)).toEqual([3, 2, 2]);
    expect(volume(mesh)).toBeCloseTo(72, 3);
  });

  test('HTTP-34 strips, fans, sparse and quantised accessors, and meshes without indices are read', async () => {
    const square = Float32Array.of(0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0);
    const flat = (positions: Float32Array, mode: number): Uint8Array => {
      const { binary, ...views } = packed([positions]);
      const accessors = [{ bufferView: 0, componentType: 5126, count: positions.length / 3, type: 'VEC3' }];
      const meshes = [{ primitives: [{ attributes: { POSITION: 0 }, mode }] }];
      return glbOf({ ...views, asset: { version: '2.0' }, nodes: [{ mesh: 0 }], meshes, accessors }, binary);
    };
    const strip = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0);
    for (const [positions, mode, triangles] of [
      [square, 6, 2],
      [strip, 5, 2],
      [square.slice(0, 9), 4, 1],
    ] as const) {
      const mesh = await meshOf(flat(positions, mode));
      expect(mesh.tones).toHaveLength(triangles);
      // All of them face the same way.
      for (let corner = 0; corner < mesh.triangles.length; corner += 3) {
        const [a, b, c] = [0, 1, 2].map((each) => (mesh.triangles[corner + each] ?? 0) * 3);
        const [p, at] = [mesh.positions, (index = 0, axis = 0) => mesh.positions[index + axis] ?? 0];
        expect(p.length).toBeGreaterThan(0);
        const area = (at(b) - at(a)) * (at(c, 1) - at(a, 1)) - (at(c) - at(a)) * (at(b, 1) - at(a, 1));
        expect(area).toBeGreaterThan(0);
      }
    }
    const sparse = box((model) => {
      const base = packed([Float32Array.from(boxPositions), boxIndices, Uint8Array.of(1, 3, 5, 7)]);
      const wide = packed([
        Float32Array.from(boxPositions),
        boxIndices,
        Uint8Array.of(1, 3, 5, 7),
        Float32Array.of(...[9, 0, 0, 9, 2, 0, 9, 0, 3, 9, 2, 3]),
      ]);
      expect(base.bufferViews).toHaveLength(3);
      model.binary = wide.binary;
      model.json.bufferViews = wide.bufferViews;
      model.json.buffers = wide.buffers;
      model.json.accessors[0] = {
        ...model.json.accessors[0],
        sparse: { count: 4, indices: { bufferView: 2, componentType: 5121 }, values: { bufferView: 3 } },
      };
    });
    expect((await meshOf(sparse)).size).toEqual([9, 2, 3]);
    const quantised = box((model) => {
      const { binary, ...views } = packed([Uint8Array.from(boxPositions.flatMap((value) => value * 60)), boxIndices]);
      model.binary = binary;
      Object.assign(model.json, views, { extensionsRequired: ['KHR_mesh_quantization'] });
      model.json.accessors[0] = { bufferView: 0, componentType: 5121, normalized: true, count: 8, type: 'VEC3' };
    });
    expect((await meshOf(quantised)).size.map((side) => Math.round(side * 255))).toEqual([60, 120, 180]);
  });

  test('HTTP-34 triangles take the grey of their material, of its texture where they lie on it, and of their vertices', async () => {
    const tones = async (change: Parameters<typeof box>[0]): Promise<ReadonlySet<number>> =>
      new Set((await meshOf(box(change))).tones);
    const material = (pbr: Json) => (model: ReturnType<typeof boxModel>) => {
      Object.assign(model.json, { materials: [{ pbrMetallicRoughness: pbr }] });
      model.json.meshes[0]?.primitives.splice(0, 1, { attributes: { POSITION: 0 }, indices: 1, material: 0 });
    };
    expect(await tones(material({}))).toEqual(new Set([255]));
    expect(await tones(material({ baseColorFactor: [0.2158, 0.2158, 0.2158, 1] }))).toEqual(new Set([128]));
    const halves = sharp(Uint8Array.of(40, 200), { raw: { width: 2, height: 1, channels: 1 } });
    const png = new Uint8Array(await halves.png().toBuffer());
    const painted = await tones((model) => {
      const uv = Float32Array.from({ length: 16 }, (_, at) => (at % 2 === 0 ? (at < 8 ? 0.2 : 0.8) : 0.5));
      const { binary, ...views } = packed([Float32Array.from(boxPositions), boxIndices, uv, png]);
      material({ baseColorTexture: { index: 0 } })(model);
      model.binary = binary;
      Object.assign(model.json, views, {
        textures: [{ source: 0 }],
        images: [{ bufferView: 3, mimeType: 'image/png' }],
      });
      model.json.accessors.push({ bufferView: 2, componentType: 5126, count: 8, type: 'VEC2' });
      Object.assign(model.json.meshes[0]?.primitives[0] ?? {}, { attributes: { POSITION: 0, TEXCOORD_0: 2 } });
    });
    expect(painted).toContain(40);
    expect(painted).toContain(200);
    const coloured = await tones((model) => {
      const { binary, ...views } = packed([Float32Array.from(boxPositions), boxIndices, new Float32Array(24)]);
      model.binary = binary;
      Object.assign(model.json, views);
      model.json.accessors.push({ bufferView: 2, componentType: 5126, count: 8, type: 'VEC3' });
      Object.assign(model.json.meshes[0]?.primitives[0] ?? {}, { attributes: { POSITION: 0, COLOR_0: 2 } });
    });
    expect(coloured).toEqual(new Set([0]));
  });

  test('HTTP-34 a dense model is drawn with few triangles and keeps its shape; what is left out is said', async () => {
    const read = await readModel(sphereFile(150));
    if (!read.ok) throw new Error(read.error.detail);
    const { triangles, size, warnings, mesh } = read.value;
    expect(triangles).toBeLessThanOrEqual(8000);
    expect(triangles).toBeGreaterThan(3000);
    for (const side of size) expect(side).toBeCloseTo(2, 1);
    expect(warnings).toEqual([`It is drawn with ${triangles} triangles instead of ${150 * 150 * 2}.`]);
    const decoded = decodeMesh(mesh);
    expect(decoded && volume(decoded) / 6).toBeGreaterThan(0.95 * (4 / 3) * Math.PI);
  });
});

/** What makes a file one that must be refused, and what is said of it: kind and place. */
const bad: readonly (readonly [string, Uint8Array, string, string])[] = [
  ['no file at all', new Uint8Array(), 'not-a-model', ''],
  ['another format', new TextEncoder().encode('solid cube\nfacet normal 0 0 0\n'), 'not-a-model', ''],
  ['a file cut short', box().slice(0, 200), 'not-a-model', ''],
  ['a file that says another length', Uint8Array.from([...box(), 0, 0, 0, 0]), 'not-a-model', ''],
  ['JSON that is none', glbOf('x').fill(0x7b, 20, 23), 'not-a-model', ''],
  ['glTF 1', box(({ json }) => Object.assign(json, { asset: { version: '1.0' } })), 'invalid', 'asset.version'],
  [
    'a buffer at an address',
    box(({ json }) => Object.assign(json.buffers[0] ?? {}, { uri: 'http://169.254.169.254/latest' })),
    'invalid',
    'buffers.0.uri',
  ],
  [
    'a texture from the disk',
    box(({ json }) => Object.assign(json, { images: [{ uri: '../../etc/passwd' }] })),
    'invalid',
    'images.0.uri',
  ],
  [
    'compressed meshes',
    box(({ json }) => Object.assign(json, { extensionsRequired: ['KHR_draco_mesh_compression'] })),
    'unsupported',
    'extensionsRequired',
  ],
  [
    'a node that is its own ancestor',
    box(({ json }) => json.nodes.splice(0, 1, { children: [0], mesh: 0 })),
    'invalid',
    'nodes.0',
  ],
  [
    'nodes very deep in one another',
    box(({ json }) => {
      json.nodes = Array.from({ length: 100 }, (_, index) => (index === 99 ? { mesh: 0 } : { children: [index + 1] }));
    }),
    'too-large',
    'nodes.64',
  ],
  ['too many nodes', box(({ json }) => Object.assign(json, { nodes: Array(10_001).fill({}) })), 'too-large', 'nodes'],
  [
    'a node that is not there',
    box(({ json }) => Object.assign(json, { scenes: [{ nodes: [7] }] })),
    'invalid',
    'nodes.7',
  ],
  ['a mesh that is not there', box(({ json }) => json.nodes.splice(0, 1, { mesh: 3 })), 'invalid', 'meshes.3'],
  [
    'an accessor past its view',
    box(({ json }) => Object.assign(json.accessors[0] ?? {}, { count: 9 })),
    'invalid',
    'accessors.0',
  ],
  [
    'an offset past the end',
    box(({ json }) => Object.assign(json.accessors[0] ?? {}, { byteOffset: 4_000_000 })),
    'invalid',
    'accessors.0',
  ],
  [
    'a view past the bytes',
    box(({ json }) => Object.assign(json.bufferViews[0] ?? {}, { byteLength: 30_000_000 })),
    'invalid',
    'bufferViews.0',
  ],
  [
    'a count without bytes',
    box(({ json }) => Object.assign(json.accessors[0] ?? {}, { bufferView: undefined, count: 2_900_000 })),
    'too-large',
    'meshes.0.primitives.0',
  ],
  [
    'an index past the vertices',
    box(({ binary }) => new DataView(binary.buffer).setUint16(96, 99, true)),
    'invalid',
    'meshes.0.primitives.0.indices',
  ],
  [
    'a vertex that is no number',
    box(({ binary }) => new DataView(binary.buffer).setFloat32(0, Number.NaN, true)),
    'invalid',
    'meshes',
  ],
  [
    'a model of a thousand kilometres',
    box(({ json }) => json.nodes.splice(0, 1, { mesh: 0, scale: [1e6, 1e6, 1e6] })),
    'too-large',
    'meshes',
  ],
  [
    'a model of no extent',
    box(({ json }) => json.nodes.splice(0, 1, { mesh: 0, scale: [0, 0, 0] })),
    'invalid',
    'meshes',
  ],
  [
    'a small mesh placed a million times',
    box(({ json }) => {
      json.nodes = [
        { children: Array.from({ length: 9_999 }, (_, index) => index + 1) },
        ...Array(9_999).fill({ mesh: 0 }),
      ];
      json.meshes = [{ primitives: Array(20).fill({ attributes: { POSITION: 0 }, indices: 1 }) }];
    }),
    'too-large',
    'meshes',
  ],
  [
    'sparse indices that go back',
    box((model) => {
      const { binary, ...views } = packed([
        Float32Array.from(boxPositions),
        boxIndices,
        Uint8Array.of(3, 1),
        new Float32Array(6),
      ]);
      model.binary = binary;
      Object.assign(model.json, views);
      const sparse = { count: 2, indices: { bufferView: 2, componentType: 5121 }, values: { bufferView: 3 } };
      Object.assign(model.json.accessors[0] ?? {}, { sparse });
    }),
    'invalid',
    'accessors.0.sparse',
  ],
  [
    'a texture that is a drawing with scripts',
    box(({ json }) =>
      Object.assign(json, {
        materials: [{ pbrMetallicRoughness: { baseColorTexture: { index: 0 } } }],
        textures: [{ source: 0 }],
        images: [{ uri: `data:image/svg+xml;base64,${btoa('<svg onload="x"/>')}` }],
      }),
    ),
    'unsupported',
    'images.0',
  ],
];

describe('models, refused', () => {
  test.each(bad)('HTTP-35 %s is refused, with the place', async (_what, file, kind, path) => {
    expect(await faultOf(file)).toMatchObject({ kind, path });
  });

  test('HTTP-35 more bytes than are taken are refused before anything is read', async () => {
    expect(await faultOf(new Uint8Array(modelLimits.maxBytes + 1))).toMatchObject({ kind: 'too-large' });
  });

  const places = (value: unknown, path: readonly (string | number)[] = []): (readonly (string | number)[])[] =>
    typeof value === 'object' && value !== null
      ? [path, ...Object.entries(value).flatMap(([key, child]) => places(child, [...path, key]))]
      : [path];
  const replaced = (value: unknown, [key, ...rest]: readonly (string | number)[], by: unknown): unknown => {
    if (key === undefined) return by;
    const copy: unknown = structuredClone(value);
    const holder = copy as Record<string, unknown>; // what the path came from
    holder[key] = replaced(holder[key], rest, by);
    return copy;
  };
  const nasty = fc.oneof(
    fc.constantFrom(null, -1, 0, 1, 4, 1e308, 2 ** 31, 4_294_967_295, '', 'data:,', [], {}, [[]], true, '__proto__'),
    fc.integer(),
    fc.double(),
    fc.jsonValue({ maxDepth: 2 }),
  );

  test('HTTP-35 whatever is changed in a file, it is read to a whole mesh within the limits, or refused', async () => {
    const { json, binary } = boxModel();
    const whole = box();
    const everywhere = places(json);
    const changedJson = fc
      .array(fc.tuple(fc.constantFrom(...everywhere), nasty), { minLength: 1, maxLength: 3 })
      .map((changes) => {
        let changed: unknown = json;
        for (const [path, by] of changes) {
          try {
            changed = replaced(changed, path, by);
          } catch {
            // An earlier change took away the place of this one.
          }
        }
        return glbOf(changed, binary);
      });
    const changedBytes = fc
      .array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 })
      .map((changes) => {
        const bytes = whole.slice();
        for (const [at, value] of changes) bytes[at] = value;
        return bytes;
      });
    const cut = fc.nat(whole.length).map((length) => whole.slice(0, length));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof({ weight: 4, arbitrary: changedJson }, { weight: 3, arbitrary: changedBytes }, cut),
        async (file) => {
          const read = await readModel(file);
          if (read.ok) expect(decodeMesh(read.value.mesh)).not.toBe(null);
          else expect(read.error.detail.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 1500 },
    );
  });
});
