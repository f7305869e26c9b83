"""The Open University Learning Analytics Dataset as completion events: a learner is an employee, a region a unit, a
module an objective, a submission a completion. CC-BY 4.0, doi 10.1038/sdata.2017.171."""
