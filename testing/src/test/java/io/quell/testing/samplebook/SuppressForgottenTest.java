package io.quell.testing.samplebook;

/// No method of it is a test.
final class SuppressForgottenTest {
  private SuppressForgottenTest() {}
}
