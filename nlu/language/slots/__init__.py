"""The slots of a sentence: what a request is about, in canonical words."""

from nlu.language.slots.frame import slots_of

__all__ = ["slots_of"]
