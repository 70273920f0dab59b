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
