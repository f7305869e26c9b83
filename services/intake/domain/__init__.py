"""What makes a CloudEvent a completion: pure rules over parsed values, without HTTP, store or clock.

`attributes` the envelope's fields · `times` instants · `values` free JSON · `content` the completion's own fields ·
`reading` one event read as a completion or a retraction · `people` whom it concerns."""
