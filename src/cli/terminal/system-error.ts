/** What the operating system refused, for people and for whoever goes on differently. */

/** Errors that a user can mend, by their code. */
const MENDABLE: Record<string, string> = {
  EACCES: "permission denied",
  EPERM: "operation not permitted",
  EROFS: "the file system is read-only",
  ENOSPC: "no space is left on the disk",
  EDQUOT: "the disk quota is used up",
  EFBIG: "it would be larger than a file may be here",
  EIO: "the disk reports an error",
  ENOENT: "no such file or folder",
  ENOTDIR: "a part of the path is no folder",
  EISDIR: "it is a folder",
  EBUSY: "it is in use",
  ELOOP: "its links lead in a circle",
  ENAMETOOLONG: "the name is too long",
  EPIPE: "nobody reads it any more",
};

/** The error's code; empty where it is none of the system's. */
export function systemCode(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** True where the system said that there is nothing at a path. */
export function isAbsent(error: unknown): boolean {
  return ["ENOENT", "ENOTDIR"].includes(systemCode(error));
}

/** True where the disk, or what the user may have of it, is full. */
export function isFull(error: unknown): boolean {
  return ["ENOSPC", "EDQUOT"].includes(systemCode(error));
}

/** What was refused and its code, where that is for the user to mend; `null` for any other error. */
export function describeSystemError(error: unknown): string | null {
  const words = MENDABLE[systemCode(error)];
  return words === undefined ? null : `${words} (${systemCode(error)})`;
}
