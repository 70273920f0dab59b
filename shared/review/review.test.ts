import { describe, expect, it } from 'vitest';
import type { Decision, Desk, Frame } from '../document/desk.ts';
import type { DecisionId, FrameId, ShotId } from '../ids/ids.ts';
import { approvalOf } from './approval.ts';
import { currentFrame, isStale } from './freshness.ts';

const shot = 'sht_a' as ShotId;
const by = { id: 'usr_a', name: 'Ann' };
const frame = (id: string, specHash: string | null): Frame => ({
  id: id as FrameId,
  shot,
  kind: 'image',
  provider: 'previz',
  model: '',
  asset: 'a'.repeat(64) as Frame['asset'],
  width: 16,
  height: 9,
  specHash,
  prompt: '',
  seed: null,
  maps: null,
  warnings: [],
  by,
  at: '2026-01-01T00:00:00Z',
  parent: null,
});
const first = frame('frm_a', 'h1');
const second = frame('frm_b', null);
const desk = (frames: readonly Frame[], decisions: readonly Decision[]): Desk => ({
  frames: new Map(frames.map((one) => [one.id, one])),
  framesByShot: new Map([[shot, frames]]),
  threads: new Map(),
  decisions,
  findings: [],
});
const approved: Decision = {
  id: 'dec_a' as DecisionId,
  shot,
  frame: first.id,
  verdict: 'approved',
  note: '',
  by,
  at: '2026-01-01T00:00:00Z',
};

describe('review', () => {
  it('REV-1 a picture of another spec is stale, an upload never is', () => {
    const now = (still: string) => ({ still, clip: 'c1' });
    expect([isStale(first, now('h1')), isStale(first, now('h2')), isStale(second, now('h2'))]).toEqual([
      false,
      true,
      false,
    ]);
    expect(isStale(frame('frm_c', 'c1'), now('h1'))).toBe(true);
  });

  it('REV-1 a clip is stale when what plays is another, one of before such hashes when its still is', () => {
    const clip = (specHash: string) => ({ ...frame('frm_c', specHash), kind: 'video' as const });
    expect(isStale(clip('c1'), { still: 'h1', clip: 'c1' })).toBe(false);
    expect(isStale(clip('c1'), { still: 'h1', clip: 'c2' })).toBe(true);
    expect(isStale(clip('c1'), { still: 'h1', clip: null })).toBe(false);
    expect(isStale(clip('h1'), { still: 'h1', clip: 'c2' })).toBe(false);
    expect(isStale(clip('h1'), { still: 'h2', clip: 'c2' })).toBe(true);
  });

  it('REV-2 the picked frame stands for the shot, else the latest', () => {
    const both = desk([first, second], []);
    expect(currentFrame({ id: shot, pick: first.id }, both)).toBe(first);
    expect(currentFrame({ id: shot, pick: null }, both)).toBe(second);
  });

  it('REV-3 an approval is void when another frame stands for the shot', () => {
    expect(approvalOf({ id: shot, pick: null }, desk([first], [])).state).toBe('undecided');
    expect(approvalOf({ id: shot, pick: null }, desk([first], [approved])).state).toBe('approved');
    expect(approvalOf({ id: shot, pick: null }, desk([first, second], [approved])).state).toBe('void');
    expect(approvalOf({ id: shot, pick: first.id }, desk([first, second], [approved])).state).toBe('approved');
  });
});
