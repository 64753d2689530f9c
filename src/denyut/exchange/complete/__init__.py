"""Goals told completely, in Denyut's own format: as JSON, as a workbook, as CSV files, and read back from each of them."""
