package io.quell.value;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/// Which Quell this is.
public final class QuellBuild {
  private static final String FILE = "build.properties";

  private QuellBuild() {}

  /// The version of this build, such as `1.0.0`.
  ///
  /// @throws IllegalStateException where Quell was built without it
  public static String version() {
    return property("version");
  }

  /// The address of the project, under which its releases are.
  ///
  /// @throws IllegalStateException where Quell was built without it
  public static String address() {
    return property("address");
  }

  private static String property(String name) {
    try (InputStream file = QuellBuild.class.getResourceAsStream(FILE)) {
      var properties = new Properties();
      if (file != null) {
        properties.load(file);
      }
      String value = properties.getProperty(name);
      if (value == null) {
        throw new IllegalStateException("Quell was built without its %s".formatted(FILE));
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(FILE, e);
    }
  }
}
