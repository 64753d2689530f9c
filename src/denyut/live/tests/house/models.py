from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Person(AbstractBaseUser):
    """Somebody with an account."""

    email = models.CharField(max_length=80, unique=True)
    language = models.CharField(max_length=10, default="en")
    is_active = models.BooleanField(default=True)

    objects: ClassVar[BaseUserManager["Person"]] = BaseUserManager()

    USERNAME_FIELD = "email"

    def __str__(self) -> str:
        return self.email
