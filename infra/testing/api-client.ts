/** The HTTP interface as a test asks it: by the admin token, or by any other. */
export type ApiClient = {
  readonly get: <T>(path: string) => Promise<T>;
  readonly post: <T>(path: string, body?: unknown) => Promise<T>;
  readonly patch: <T>(path: string, body: unknown) => Promise<T>;
  readonly delete: (path: string) => Promise<void>;
  /** Imports a Fountain script into a new project and returns its id. */
  readonly importProject: (title: string, fountain: string) => Promise<string>;
  /** The project's whole script as the server has it. */
  readonly exportFountain: (project: string) => Promise<string>;
};

export const createApiClient = (url: string, token: string): ApiClient => {
  const ask = async (method: string, path: string, body?: unknown): Promise<Response> => {
    const text = typeof body === 'string';
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': text ? 'text/plain' : 'application/json' }),
      },
      ...(body === undefined ? {} : { body: text ? body : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  // The caller names what it expects: these are the project's own tests against the project's own interface.
  const read = async <T>(response: Response): Promise<T> => (await response.json()) as T;
  return {
    get: async (path) => read(await ask('GET', path)),
    post: async (path, body = {}) => read(await ask('POST', path, body)),
    patch: async (path, body) => read(await ask('PATCH', path, body)),
    delete: async (path) => {
      await ask('DELETE', path);
    },
    importProject: async (title, fountain) => {
      const { id } = await read<{ id: string }>(await ask('POST', '/api/projects', { title }));
      await ask('POST', `/api/projects/${id}/import?format=fountain&mode=replace`, fountain);
      return id;
    },
    exportFountain: async (project) => (await ask('GET', `/api/projects/${project}/export?format=fountain`)).text(),
  };
};
