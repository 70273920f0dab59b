const town = [
  [0, 168, 62, '#16283a'],
  [50, 120, 74, '#1c3347'],
  [118, 150, 58, '#142433'],
  [170, 86, 66, '#213b50'],
  [232, 132, 52, '#182d40'],
  [280, 64, 78, '#1d3549'],
  [352, 118, 60, '#142433'],
  [408, 92, 72, '#213b50'],
  [474, 146, 58, '#172a3b'],
  [526, 74, 70, '#1c3347'],
  [590, 128, 64, '#142433'],
  [648, 100, 72, '#1f384c'],
] as const;

const lights = town.flatMap(([x, y, width], building) =>
  Array.from({ length: 4 }, (_, row) => ({
    x: x + 10 + ((building * 17 + row * 23) % Math.max(1, width - 24)),
    y: y + 16 + row * 26,
    shown: (building * 5 + row * 3) % 4 !== 0,
  })).filter(({ shown }) => shown),
);

/** A drawn establishing shot: a town at night, one lit roof, two people on it. */
export const EntrancePicture = () => (
  <svg viewBox="0 0 720 301" aria-hidden="true">
    <rect width="720" height="301" fill="#8a604b" />
    <rect width="720" height="110" y="110" fill="#6d4d42" />
    <g stroke="#0b1116" strokeWidth="1.5">
      {town.map(([x, y, width, fill]) => (
        <rect key={x} x={x} y={y} width={width} height="240" fill={fill} />
      ))}
    </g>
    {lights.map(({ x, y }) => (
      <rect key={`${x}-${y}`} x={x} y={y} width="7" height="9" fill="#f3c979" />
    ))}
    <g stroke="#0b1116" strokeWidth="2" strokeLinejoin="round">
      <path d="M210 301 258 214H470L540 301Z" fill="#2d4a4d" />
      <path d="M252 214h224v-9H252Z" fill="#41666a" />
      <path d="M300 236h64v40h-64Z" fill="#3b5a5e" />
      <path d="M296 190h36v34h-36Z" fill="#39727a" />
      <path d="M292 190 314 176l22 14Z" fill="#2a565c" />
      <path d="M436 208V120M436 140l-14-10M436 140l14-10M436 156l-16-11M436 156l16-11" fill="none" />
      <circle cx="398" cy="226" r="5" fill="#e0a97e" />
      <path d="M391 250v-14q7-8 14 0v14Z" fill="#c9932f" />
      <circle cx="424" cy="222" r="5" fill="#e0a97e" />
      <path d="M417 246v-14q7-8 14 0v14Z" fill="#3f7a80" />
    </g>
  </svg>
);
