// What the contract this console was built from has: pages offer nothing that no route answers.
export const SCREENSHOTS: boolean = __CONTRACT_HAS_SCREENSHOTS__
export const JOIN_BY_CODE: boolean = __CONTRACT_HAS_ENROLMENT_CODES__
