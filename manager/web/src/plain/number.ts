// 10,000: in groups of three, in both languages.
export const numberText = (number: number): string => String(number).replace(/\B(?=(\d{3})+$)/g, ',')
