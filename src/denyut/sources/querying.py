"""Which questions a database may be asked: one SELECT that reads. The database itself is held to reading besides. Pure."""

import re

from denyut.sources.troubles import Trouble

LONGEST = 10_000
QUOTED = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`")
WORD = re.compile(r"[a-z_][a-z0-9_]*")
# A backslash, a dollar quote or a comment means different things to different databases.
UNCLEAR = re.compile(r"\\|\$[a-z0-9_]*\$|--|/\*|\*/")
WRITES = frozenset(
    WORD.findall(
        "insert update delete merge drop alter create truncate attach detach pragma vacuum reindex copy call do execute exec "
        "prepare deallocate grant revoke lock into set reset listen notify load handler outfile dumpfile returning "
        "sleep pg_sleep pg_sleep_for pg_sleep_until benchmark get_lock pg_advisory_lock nextval setval set_config "
        "pg_read_file pg_read_binary_file pg_ls_dir pg_stat_file lo_import lo_export lo_put lo_create dblink dblink_exec "
        "dblink_connect pg_terminate_backend pg_cancel_backend pg_reload_conf pg_rotate_logfile query_to_xml "
        "database_to_xml load_file load_extension readfile writefile edit fts3_tokenizer"
    )
)


def checked_query(text: str) -> str:
    """The question without the semicolon at its end. Raises Trouble for anything but one plain SELECT or WITH."""
    query = text.strip().removesuffix(";").strip()
    if not query or len(query) > LONGEST or "\x00" in query:
        raise Trouble("query_empty")
    bare = QUOTED.sub("''", query).casefold()
    if UNCLEAR.search(query):
        raise Trouble("query_unclear")
    if bare.replace("''", "").count("'") or '"' in bare or "`" in bare:
        raise Trouble("query_unclear")
    if ";" in bare:
        raise Trouble("query_many")
    words = WORD.findall(bare)
    if not words or words[0] not in ("select", "with"):
        raise Trouble("query_not_select")
    wrong = next((word for word in words if word in WRITES), "")
    if wrong:
        raise Trouble("query_writes", word=wrong)
    return query
