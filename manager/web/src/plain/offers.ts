// What the contract this console was built from has: pages offer nothing that no route answers.
export const SCREENSHOTS: boolean = __CONTRACT_HAS_SCREENSHOTS__
