"""Tables of indicators: what the column heads say (`heads`) and what a cell states (`cells`)."""
