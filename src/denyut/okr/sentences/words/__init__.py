"""The vocabularies of seven languages. Each module has two plain tables: WORDS (role: words) and NUMERALS (word=number).

Roles are the grammar's parts of speech: `up`, `down`, `better`, `worse` change a number; `to`, `at`, `now`, `left` say where it stands;
`by`, `from` say how far and whence; `plan`, `doubt`, `question`, `negation`, `past`, `target` tell that nothing is being reported.
"""
