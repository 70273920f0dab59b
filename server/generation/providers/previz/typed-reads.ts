/**
 * Reads of typed arrays as plain numbers. The kernels' indices are in range by construction; one function for
 * each array type keeps the engine's type feedback monomorphic, so that these calls vanish when inlined.
 */
export const f32 = (array: Float32Array, index: number): number => array[index] ?? 0;
export const f64 = (array: Float64Array, index: number): number => array[index] ?? 0;
export const i32 = (array: Int32Array, index: number): number => array[index] ?? 0;
export const u32 = (array: Uint32Array, index: number): number => array[index] ?? 0;
export const u8 = (array: Uint8Array, index: number): number => array[index] ?? 0;
export const num = (array: readonly number[], index: number): number => array[index] ?? 0;
