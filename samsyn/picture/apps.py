from django.apps import AppConfig


class PictureConfig(AppConfig):
    name = "samsyn.picture"
    label = "picture"
