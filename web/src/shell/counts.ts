import { defineStore } from 'pinia'
import { reactive } from 'vue'

/** The numbers behind menu titles; the workflow screens and the live channel keep them fresh. */
export const useCounts = defineStore('counts', () =>
  reactive<{ todo: number; circulated: number; messages: number }>({ todo: 0, circulated: 0, messages: 0 }),
)
