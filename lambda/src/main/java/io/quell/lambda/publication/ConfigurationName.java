package io.quell.lambda.publication;

import java.util.List;
import java.util.stream.Stream;

/// Which configuration of AppConfig it is. Each part is a name or an id of 1 to 128 characters
/// (StartConfigurationSession).
///
/// @param application what the configuration belongs to
/// @param environment where it is deployed
/// @param profile the configuration among those of the application
public record ConfigurationName(String application, String environment, String profile) {
  private static final int LONGEST = 128;

  /// @throws IllegalArgumentException where a part is blank, too long or has a slash
  public ConfigurationName {
    if (!Stream.of(application, environment, profile).allMatch(ConfigurationName::isIdentifier)) {
      throw new IllegalArgumentException(
          "an application, an environment and a profile have 1 to %d characters each and no slash"
              .formatted(LONGEST));
    }
  }

  private static boolean isIdentifier(String part) {
    return !part.isBlank() && part.length() <= LONGEST && !part.contains("/");
  }

  /// Reads `APPLICATION/ENVIRONMENT/PROFILE`.
  ///
  /// @throws IllegalArgumentException where the text has another form
  public static ConfigurationName of(String text) {
    List<String> parts = List.of(text.split("/", -1));
    if (parts.size() != 3) {
      throw new IllegalArgumentException(
          "a configuration is named by APPLICATION/ENVIRONMENT/PROFILE");
    }
    return new ConfigurationName(
        parts.getFirst().strip(), parts.get(1).strip(), parts.getLast().strip());
  }

  @Override
  public String toString() {
    return "%s/%s/%s".formatted(application, environment, profile);
  }
}
