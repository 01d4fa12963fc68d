package io.quell.importers;

/// A source file that is none: no JSON or YAML, or without the rules that it should hold. The
/// message names the file.
public final class UnreadableSourceException extends Exception {
  public UnreadableSourceException(String file, String reason) {
    super(file + ": " + reason);
  }
}
