"""Samsyn: one shared picture for those who prevent crime in a Swedish municipality."""

__version__ = "0.1.0"
