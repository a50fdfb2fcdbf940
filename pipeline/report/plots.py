"""Pictures of a run, as SVG and PNG: targets' way from the baseline, coverage, commitments over time, projects by sector and district."""
