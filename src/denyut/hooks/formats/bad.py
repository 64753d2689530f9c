"""A message from outside that can't be read."""


class BadPayload(ValueError):
    """`code` is what the sender's program knows it by; the message says more."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(about or code)
        self.code = code
