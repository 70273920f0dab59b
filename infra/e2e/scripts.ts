/** A short script of our own, for tests that need one. */
export const nightTrain = `Title: Night Train

INT. SLEEPING CAR - NIGHT

Rain on the window. LENA (30s) counts the money twice. A KNOCK. She stops.

MARCO
Tickets.

LENA
You know I have none.

MARCO
I know you had one.

EXT. PLATFORM - DAWN

Lena steps down alone. The train leaves without a sound.

INT. WAITING ROOM - DAY

A clock without hands. MARCO sleeps under it.

LENA
You dropped this.
`;

/** A script of so many scenes, each longer than a screen. */
export const longScript = (scenes: number): string =>
  Array.from({ length: scenes }, (_, scene) => {
    const lines = Array.from(
      { length: 16 },
      (_line, line) => `NIGHT WATCH\nNothing on floor ${scene + 1}, door ${line + 1}.`,
    );
    return [`INT. FLOOR ${scene + 1} - NIGHT`, `The lift opens on floor ${scene + 1}.`, ...lines].join('\n\n');
  }).join('\n\n');
