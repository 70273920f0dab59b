/** Names of what stands on a stage, in both languages. */
import type { Expression, Gesture, Pose, SetPiece, SetPieceKind, TimeOfDay } from '@oner/shared/stage/scene.ts';
import type { Language } from '../../ui/language.tsx';

type Term = Readonly<Record<Language, string>>;

export const pieceNames: Readonly<Record<SetPieceKind, Term>> = {
  table: { en: 'Table', zh: '桌子' },
  desk: { en: 'Desk', zh: '书桌' },
  chair: { en: 'Chair', zh: '椅子' },
  sofa: { en: 'Sofa', zh: '沙发' },
  bed: { en: 'Bed', zh: '床' },
  door: { en: 'Door', zh: '门' },
  window: { en: 'Window', zh: '窗' },
  wall: { en: 'Wall', zh: '墙' },
  counter: { en: 'Counter', zh: '柜台' },
  shelf: { en: 'Shelf', zh: '架子' },
  lamp: { en: 'Lamp', zh: '灯' },
  car: { en: 'Car', zh: '汽车' },
  tree: { en: 'Tree', zh: '树' },
  building: { en: 'Building', zh: '楼房' },
  parapet: { en: 'Parapet', zh: '矮墙' },
  stairs: { en: 'Stairs', zh: '楼梯' },
  box: { en: 'Box', zh: '箱子' },
  front: { en: 'House front', zh: '房屋立面' },
  shed: { en: 'Shed', zh: '棚屋' },
  carriage: { en: 'Carriage', zh: '车厢' },
  backdrop: { en: 'Backdrop', zh: '远景' },
  ground: { en: 'Ground', zh: '地面' },
  jetty: { en: 'Jetty', zh: '栈桥' },
  boat: { en: 'Boat', zh: '船' },
  rack: { en: 'Rack', zh: '挂架' },
  board: { en: 'Board', zh: '板' },
  bench: { en: 'Bench', zh: '长椅' },
  fence: { en: 'Fence', zh: '栅栏' },
};

export const pieceName = ({ kind, label }: Pick<SetPiece, 'kind' | 'label'>, language: Language): string =>
  label === undefined || label === '' ? pieceNames[kind][language] : `${pieceNames[kind][language]} · ${label}`;

export const poseNames: Readonly<Record<Pose, Term>> = {
  standing: { en: 'Standing', zh: '站立' },
  contrapposto: { en: 'Weight on one leg', zh: '单腿承重' },
  sitting: { en: 'Sitting', zh: '坐' },
  'sitting-at-table': { en: 'Sitting at a table', zh: '坐在桌边' },
  walking: { en: 'Walking', zh: '行走' },
  running: { en: 'Running', zh: '奔跑' },
  pointing: { en: 'Pointing', zh: '指' },
  leaning: { en: 'Leaning', zh: '倚靠' },
  'phone-at-ear': { en: 'Phone at the ear', zh: '打电话' },
  'looking-at-phone': { en: 'Looking at a phone', zh: '看手机' },
  lying: { en: 'Lying', zh: '躺' },
  kneeling: { en: 'Kneeling', zh: '跪' },
  driving: { en: 'Driving', zh: '驾驶' },
  crouching: { en: 'Crouching', zh: '蹲' },
  'sitting-on-floor': { en: 'Sitting on the floor', zh: '坐在地上' },
  'bending-over': { en: 'Bending over', zh: '弯腰' },
};

export const gestureNames: Readonly<Record<Gesture, Term>> = {
  'arms-crossed': { en: 'Arms crossed', zh: '抱臂' },
  'hands-on-hips': { en: 'Hands on hips', zh: '叉腰' },
  'hands-in-pockets': { en: 'Hands in pockets', zh: '手插口袋' },
  holding: { en: 'Holding', zh: '拿着' },
  carrying: { en: 'Carrying', zh: '抱着' },
  drinking: { en: 'Drinking', zh: '喝' },
  smoking: { en: 'Smoking', zh: '抽烟' },
  reading: { en: 'Reading', zh: '阅读' },
  writing: { en: 'Writing', zh: '书写' },
  pointing: { en: 'Pointing', zh: '指' },
  'phone-at-ear': { en: 'Phone at the ear', zh: '打电话' },
  'looking-at-phone': { en: 'Looking at a phone', zh: '看手机' },
  reaching: { en: 'Reaching', zh: '伸手' },
  aiming: { en: 'Aiming', zh: '瞄准' },
  embracing: { en: 'Embracing', zh: '拥抱' },
  'hands-up': { en: 'Hands up', zh: '举手' },
  waving: { en: 'Waving', zh: '挥手' },
  'head-in-hands': { en: 'Head in hands', zh: '抱头' },
  'hand-to-mouth': { en: 'Hand to the mouth', zh: '捂嘴' },
};

export const expressionNames: Readonly<Record<Expression, Term>> = {
  neutral: { en: 'Neutral', zh: '平静' },
  happy: { en: 'Happy', zh: '高兴' },
  sad: { en: 'Sad', zh: '悲伤' },
  angry: { en: 'Angry', zh: '愤怒' },
  afraid: { en: 'Afraid', zh: '害怕' },
  surprised: { en: 'Surprised', zh: '惊讶' },
  tense: { en: 'Tense', zh: '紧张' },
};

export const timeNames: Readonly<Record<TimeOfDay, Term>> = {
  day: { en: 'Day', zh: '白天' },
  night: { en: 'Night', zh: '夜晚' },
  dawn: { en: 'Dawn', zh: '黎明' },
  dusk: { en: 'Dusk', zh: '黄昏' },
};
