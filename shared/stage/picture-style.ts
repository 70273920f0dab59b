/** The hand that previz draws a project's frames in. */
export const pictureStyles = ['ink', 'tone', 'pencil', 'clay'] as const;
export type PictureStyle = (typeof pictureStyles)[number];

export const defaultPictureStyle: PictureStyle = 'ink';
