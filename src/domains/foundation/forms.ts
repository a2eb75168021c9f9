import { z } from 'zod'
import { stewardTasks } from '../residents/index.ts'

const task = z.enum(stewardTasks, 'taskMissing')
const why = z.string('whyMissing').trim().min(1, 'whyMissing').max(1000, 'whyLong')

export const proposeForm = z.object({
  mail: z.string('mailMissing').trim().min(1, 'mailMissing').max(254, 'mailMissing'),
  task,
  why,
})

/** Stopping with one's own task; said twice, as it works at once. */
export const stopForm = z.object({ task, sure: z.literal('yes', 'sureMissing') })

/** Whose task should end: "task resident", as the list offers it. */
export const endForm = z.object({ steward: z.string('stewardMissing').min(1, 'stewardMissing'), why })
