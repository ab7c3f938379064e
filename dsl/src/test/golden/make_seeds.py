"""Golden values of Seed's named streams, from a second implementation; prints what SeedTest pins.

SplitMix64's finalizer over names and numbers; xoshiro256++ as its authors give it
(https://prng.di.unimi.it/xoshiro256plusplus.c). Plain Python 3, nothing to install.
"""

MASK = (1 << 64) - 1
GOLDEN = 0x9E3779B97F4A7C15


def mix(z):
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
    return z ^ (z >> 31)


def at(value, use, *numbers):
    mixed = value
    for letter in use:
        mixed = mix((mixed + GOLDEN * (ord(letter) + 1)) & MASK)
    value = mix(mixed ^ len(use))
    for number in numbers:
        value = mix((value + GOLDEN * (number + 1)) & MASK)
    return value


def stream(value, count):
    s = [mix((value + i * GOLDEN) & MASK) for i in range(4)]
    rotl = lambda x, k: ((x << k) | (x >> (64 - k))) & MASK
    for _ in range(count):
        yield (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)


def signed(x):
    return x - (1 << 64) if x >> 63 else x


for path in [("batch",), ("batch", 3), ("batch", 3, 7)]:
    print(path, signed(at(42, *path)))
print("stream", [signed(x) for x in stream(at(42, "batch", 3, 7), 3)])
