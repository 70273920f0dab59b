import type { VersionId } from '@oner/shared/ids/ids.ts';
import {
  type Version,
  type VersionDiff,
  versionDiffSchema,
  versionSchema,
} from '@oner/shared/protocol/http/version.ts';
import { useCallback, useEffect, useState } from 'react';
import { z } from 'zod';
import type { HttpError } from '../../connection/http-client.ts';
import { useProject } from '../../model/project.tsx';
import type { versionMessages } from './messages.ts';

export type VersionsText = (typeof versionMessages)['en'];

/** What was asked for; null while it is on its way. */
export type Asked<T> =
  | { readonly kind: 'there'; readonly value: T }
  | { readonly kind: 'failed'; readonly error: HttpError };

const listSchema = z.array(versionSchema);
const mostListed = 1000;

/** Why a request failed, as a part of a sentence. */
export const problemWords = (error: HttpError, t: VersionsText): string => {
  switch (error.kind) {
    case 'problem':
      return (error.detail || error.title).replace(/[.。]$/, '');
    case 'unreachable':
    case 'cancelled':
      return t.unreachable;
    case 'unreadable':
      return t.unreadable;
  }
};

/** The project's versions, newest first; asked for anew whenever somebody names or restores one. */
export const useVersions = () => {
  const { api, onNotice } = useProject();
  const [versions, setVersions] = useState<Asked<readonly Version[]> | null>(null);
  const ask = useCallback(async (): Promise<void> => {
    const result = await api.request(`/versions?limit=${mostListed}`, { schema: listSchema });
    setVersions(
      result.ok ? { kind: 'there', value: result.value.toReversed() } : { kind: 'failed', error: result.error },
    );
  }, [api]);
  useEffect(() => {
    void ask();
    return onNotice(({ kind }) => {
      if (kind === 'version-named' || kind === 'version-restored') void ask();
    });
  }, [ask, onNotice]);
  return { versions, ask };
};

/** What changed from a version to another; `other` null: to now. Asked for when it is looked at, not at every letter since. */
export const useComparison = (version: VersionId, other: VersionId | null): Asked<VersionDiff> | null => {
  const { api } = useProject();
  const [asked, setAsked] = useState<Asked<VersionDiff> | null>(null);
  useEffect(() => {
    const abort = new AbortController();
    const query = other === null ? '' : `?with=${other}`;
    setAsked(null);
    void api
      .request(`/versions/${version}/diff${query}`, { schema: versionDiffSchema, signal: abort.signal })
      .then((result) => {
        if (abort.signal.aborted) return;
        setAsked(result.ok ? { kind: 'there', value: result.value } : { kind: 'failed', error: result.error });
      });
    return () => abort.abort();
  }, [api, version, other]);
  return asked;
};
