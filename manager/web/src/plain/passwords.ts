// The manager's rule for passwords, so that a page can say it beforehand; the manager decides.
export const LEAST_CHARACTERS = 12

// A Han character counts as two.
export function passwordLength(password: string): number {
  return [...password].reduce((sum, each) => sum + (/\p{Script=Han}/u.test(each) ? 2 : 1), 0)
}
