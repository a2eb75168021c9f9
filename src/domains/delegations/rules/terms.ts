/** A voice is given for a year, and whose it is hears a month before it ends. Days. */
export const lasts = 365
export const remindedBefore = 30

/** Voices that one resident gives or stops at most: for every place and theme that one still knows of. */
export const mostGiven = 100
