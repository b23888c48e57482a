"""Many at once: a spreadsheet whose columns are the fields of a task makes one answer a row.

`table` is what a spreadsheet is once it is read, by `reading` in a process of its own (`reader`). `mapping`
says which column is which field, `values` what a cell means there, `checking` what is wrong with a row.
`plan` is what is to be done, `journal` what was done, `results` what lies in the folder of a run; `run` goes
from row to row and knows neither engine nor window.
"""
