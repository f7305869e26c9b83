"""The fast evaluator: each leaf folds facts one by one and keeps only what later ones may still need.

A `Plan` holds compiled rules; leaves that say the same share one `Fold`. A `Folded` holds the state of every fold that
one recipient's facts have touched, as plain data when dumped. What lies beyond a state steps it; what comes late, moves
or goes rewinds it to that moment, and it is stepped on from there once a batch, over history in order.
"""
