"""What other programs send, read into the words of a message. Pure: no database, no request."""
