"""Signatures, against the example that the specification gives."""

import base64
import hashlib
import hmac

from denyut.lib.signing import signature, signed_headers

# The example with which implementations of Standard Webhooks are tested.
SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
MESSAGE, MOMENT, BODY = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, '{"test": 2432232314}'
SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_the_example() -> None:
    assert signature(SECRET, MESSAGE, MOMENT, BODY) == SIGNATURE


def test_headers_with_an_old_secret() -> None:
    other = "whsec_" + base64.b64encode(b"k" * 32).decode()
    headers = signed_headers([SECRET, other], MESSAGE, MOMENT, BODY)
    theirs = hmac.new(b"k" * 32, f"{MESSAGE}.{MOMENT}.{BODY}".encode(), hashlib.sha256).digest()
    assert headers == {
        "webhook-id": MESSAGE,
        "webhook-timestamp": "1614265330",
        "webhook-signature": f"{SIGNATURE} v1,{base64.b64encode(theirs).decode()}",
    }
