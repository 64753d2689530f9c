"""The layouts of goal sheets: one file each, a function `take(row, book)` that puts one row's drafts into the book."""
