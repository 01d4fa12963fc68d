package io.quell.infra.function;

import io.quell.lambda.QuellHandler;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import software.amazon.awscdk.services.lambda.Runtime;

/// The function as built: one jar with all its classes.
///
/// The Lambda runtime is that of the handler's own class file, so that the compiler's release and
/// the runtime cannot disagree.
///
/// @param path where the jar is
public record FunctionJar(Path path) {
  /// The class that Lambda calls with events.
  public static final String HANDLER = QuellHandler.class.getName();

  /// The class that Lambda calls with the messages of a reconciliation.
  public static final String RECONCILIATION_HANDLER =
      "io.quell.lambda.reconciliation.ReconciliationHandler";

  // Java 1.1 has class file version 45 (JVMS, table 4.1-A).
  private static final int RELEASE_ZERO = 44;

  public FunctionJar {
    if (!Files.isRegularFile(path)) {
      throw new IllegalArgumentException(
          "There is no function at %s: build it with 'mvn package'."
              .formatted(path.toAbsolutePath()));
    }
  }

  /// The Lambda runtime for the Java release that the handler was compiled for.
  ///
  /// @throws IllegalArgumentException where the jar has no handler, or Lambda has no runtime for
  ///     its release
  public Runtime runtime() {
    return switch (release()) {
      case 25 -> Runtime.JAVA_25;
      case 21 -> Runtime.JAVA_21;
      case 17 -> Runtime.JAVA_17;
      default ->
          throw new IllegalArgumentException(
              "%s is compiled for Java %d, for which Lambda has no runtime."
                  .formatted(path, release()));
    };
  }

  private int release() {
    try (ZipFile jar = new ZipFile(path.toFile())) {
      ZipEntry handler = jar.getEntry(HANDLER.replace('.', '/') + ".class");
      if (handler == null) {
        throw new IllegalArgumentException("%s has no class %s.".formatted(path, HANDLER));
      }
      try (InputStream bytes = jar.getInputStream(handler);
          DataInputStream header = new DataInputStream(bytes)) {
        // u4 magic, u2 minor_version, u2 major_version (JVMS, 4.1)
        header.skipNBytes(6);
        return header.readUnsignedShort() - RELEASE_ZERO;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("%s is no jar that can be read.".formatted(path), e);
    }
  }
}
