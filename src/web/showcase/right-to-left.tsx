/** A language that is written from right to left. */
import type { JSX } from 'preact'
import { Actions, Button, Progress, Stack, Stop, Street, Why } from '../components/index.ts'

/** The same parts in a language from right to left: the cord hangs on the other side. */
export const RightToLeft = (): JSX.Element => (
  <div dir="rtl" lang="ar">
    <Street of={0} line="sky" />
    <Stop line="sky" id="rtl" heading="باب الجيران مفتوح" rubric="الحي">
      <Stack>
        <Why>لأنك تسكن في هذا الشارع.</Why>
        <Progress n={2} of={4} label="سؤال ٢ من ٤" />
        <Actions>
          <Button>ابدأوا معا</Button>
          <Button kind="quiet">لاحقا</Button>
        </Actions>
      </Stack>
    </Stop>
    <Stop line="door" id="rtl-letterbox" heading="صندوق البريد" letterbox />
  </div>
)
