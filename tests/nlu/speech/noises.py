"""Sounds in which nobody speaks, made on the spot."""

from collections.abc import Callable, Mapping

import numpy as np
import numpy.typing as npt

from nlu.speech.decoding import RATE_HZ, Samples

Wave = npt.NDArray[np.float64]
_DICE = np.random.default_rng(3)
_SCALE = (262, 294, 330, 349, 392, 440, 494, 523)


def _coloured(size: int, power: float) -> Wave:
    """White (0), pink (1) or brown (2) noise."""
    spectrum = np.fft.rfft(_DICE.standard_normal(size))
    spectrum /= np.maximum(np.arange(len(spectrum)), 1) ** (power / 2)
    return np.fft.irfft(spectrum, size)


def _voice(size: int, hz: float, partials: int) -> Wave:
    at = np.arange(size) / RATE_HZ
    phase = 2 * np.pi * hz * (at + 0.0005 * np.sin(2 * np.pi * 5.5 * at))
    return np.asarray(sum(np.sin(n * phase) / n for n in range(1, partials)))


def _melody(size: int) -> Wave:
    """Notes with a vibrato, as a violin plays them."""
    notes = np.array_split(np.zeros(size), max(1, size // 6000))
    return np.concatenate(
        [
            _voice(len(note), float(_DICE.choice(_SCALE)), 12) * np.hanning(len(note)) ** 0.3
            for note in notes
        ]
    )


def _drums(size: int) -> Wave:
    out = np.zeros(size)
    for begin in range(0, size, RATE_HZ // 4):
        at = np.arange(min(2400, size - begin)) / RATE_HZ
        out[begin : begin + len(at)] += np.sin(2 * np.pi * 80 * at) * np.exp(-18 * at)
        out[begin : begin + len(at)] += 0.4 * _DICE.standard_normal(len(at)) * np.exp(-35 * at)
    return out


def _engine(size: int) -> Wave:
    return _voice(size, 38, 25) + 3 * _coloured(size, 1)


def _street(size: int) -> Wave:
    """Traffic, two horns and things that fall."""
    out = _coloured(size, 1.2) / 0.02 + 0.3 * _engine(size)
    for begin in (size // 8, size // 2):
        out[begin : begin + 5000] += _voice(len(out[begin : begin + 5000]), 430, 6)
    for begin in _DICE.integers(0, size, 10):
        out[begin : begin + 300] += 2 * np.exp(-np.arange(len(out[begin : begin + 300])) / 40)
    return out


NOISES: Mapping[str, Callable[[int], Wave]] = {
    "silence": np.zeros,
    "white": lambda size: _coloured(size, 0),
    "pink": lambda size: _coloured(size, 1),
    "brown": lambda size: _coloured(size, 2),
    "chord": lambda size: _voice(size, 220, 6) + _voice(size, 277, 6) + _voice(size, 330, 6),
    "melody": _melody,
    "band": lambda size: _melody(size) + 2 * _drums(size),
    "engine": _engine,
    "street": _street,
}


def noise(name: str, seconds: float, level: float) -> Samples:
    """A noise whose loudest sample is at ``level``."""
    wave = NOISES[name](int(seconds * RATE_HZ))
    loudest = float(np.abs(wave).max())
    return np.asarray(wave * (level / loudest if loudest else 0.0), dtype=np.float32)


def backwards(speech: Samples, voices: int) -> Samples:
    """A crowd that says nothing: voices played backwards over each other."""
    shifted = [np.roll(speech[::-1], int(_DICE.integers(len(speech)))) for _ in range(voices)]
    mixed = np.sum(shifted, axis=0)
    return np.asarray(mixed / max(1e-6, float(np.abs(mixed).max())), dtype=np.float32)
