package io.quell.testing.samplebook;

/// Another rule, whose test tests nothing.
public final class SuppressForgotten extends SuppressListed {}
