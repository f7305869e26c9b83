"""The rules of challenges, pure: no server, clock or randomness.

`challenge` its window and states · `goals` what fulfils it · `facts` what events say · `judging` one person's part in
it · `progress` how far they are · `enrolment` joining and leaving · `tracing` what counted."""
