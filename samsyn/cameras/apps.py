from django.apps import AppConfig


class CamerasConfig(AppConfig):
    name = "samsyn.cameras"
    label = "cameras"
