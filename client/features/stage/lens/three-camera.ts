import { axesOf, nearPlane, verticalFieldOfView } from '@oner/shared/camera/view.ts';
import type { Camera } from '@oner/shared/stage/scene.ts';
import { degrees, subtract, unit } from '@oner/shared/stage/vec3.ts';
import { Matrix4, type PerspectiveCamera, Vector3 } from 'three';

const farPlane = 600;

/** Gives three's camera the place, axes and lens of a staged one, so that both put every point at one place in the frame. */
export const aim = (three: PerspectiveCamera, camera: Camera): void => {
  const { right, up, forward } = axesOf(unit(subtract(camera.target, camera.position)), camera.roll);
  const axes = new Matrix4().makeBasis(
    new Vector3(...right),
    new Vector3(...up),
    new Vector3(-forward[0], -forward[1], -forward[2]),
  );
  three.position.set(...camera.position);
  three.quaternion.setFromRotationMatrix(axes);
  three.fov = degrees(verticalFieldOfView(camera.lens, camera.aspect));
  three.aspect = camera.aspect;
  three.near = nearPlane;
  three.far = farPlane;
  three.updateProjectionMatrix();
  three.updateMatrixWorld(true);
};
