package io.quell.cli.input;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// What a file seems to have, by its beginning: enough to tell somebody who gives one for the other
/// that it is one.
public enum FileKind {
  /// Rules, in YAML or JSON.
  RULES,
  /// Findings, or events with findings.
  FINDINGS,
  /// Something else, or nothing that can be read.
  OTHER;

  /// Rules may stand below a long comment.
  private static final int BEGINNING = 64 * 1024;

  private static final Pattern OF_RULES =
      Pattern.compile(
          "(?m)^(?:rules|\"rules\"|'rules')[ \\t]*:"
              + "|\\A\\s*\\{\\s*\"(?:rules\"\\s*:\\s*\\[|version\"\\s*:\\s*1\\b)");

  private static final Pattern OF_FINDINGS =
      Pattern.compile(
          "\\A\\s*[\\[{](?s:.*)\"(?:detail-type|SchemaVersion|ProductArn|Findings|Records"
              + "|finding_info|class_uid)\"\\s*:");

  /// What the file at this path has.
  public static FileKind at(String path) {
    try {
      Path file = Path.of(path);
      if (!Files.isRegularFile(file)) {
        return OTHER;
      }
      try (InputStream content = Files.newInputStream(file)) {
        return of(content.readNBytes(BEGINNING));
      }
    } catch (IOException | InvalidPathException unreadable) {
      return OTHER; // whoever reads the file says so
    }
  }

  /// What a file with this content has.
  public static FileKind of(byte[] content) {
    var beginning =
        new String(content, 0, Math.min(content.length, BEGINNING), StandardCharsets.UTF_8);
    if (OF_FINDINGS.matcher(beginning).find()) {
      return FINDINGS;
    }
    return OF_RULES.matcher(beginning).find() ? RULES : OTHER;
  }
}
