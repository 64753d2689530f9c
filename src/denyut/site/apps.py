from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "denyut.site"
    label = "site_shell"
