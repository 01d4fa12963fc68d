package software.amazon.awssdk.regions;

import org.jspecify.annotations.Nullable;

/// Finds the SDK's class for a service or a Region by its name.
final class NamedMetadata {
  private NamedMetadata() {}

  /// An object of the SDK's class of that name, or null where there is none: the SDK then knows
  /// nothing of the service or the Region.
  static <T> @Nullable T of(Class<T> type, String className) {
    try {
      return type.cast(
          Class.forName(className, true, type.getClassLoader())
              .getDeclaredConstructor()
              .newInstance());
    } catch (ClassNotFoundException _) {
      return null;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("%s is not made as others are".formatted(className), e);
    }
  }

  /// `us-east-1` as `UsEast1`, `api.ecr-public` as `ApiEcrPublic`.
  static String camelCase(String id) {
    StringBuilder name = new StringBuilder(id.length());
    boolean isFirst = true;
    for (int at = 0; at < id.length(); at++) {
      char c = id.charAt(at);
      if (c == '-' || c == '.') {
        isFirst = true;
      } else {
        name.append(isFirst ? Character.toUpperCase(c) : c);
        isFirst = false;
      }
    }
    return name.toString();
  }
}
