package io.quell.lint.forms;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The types of findings, `namespace/category/classifier`. What is wrong is told of ASFF's
/// namespaces alone: providers may have others, and AWS's own Patch Manager has.
final class TypeSpeller implements Speller {
  private static final List<String> NAMESPACES =
      List.of(
          "Software and Configuration Checks",
          "TTPs",
          "Effects",
          "Unusual Behaviors",
          "Sensitive Data Identifications");

  @Override
  public Optional<Correction> correct(String text, Extent extent) {
    String joined = text.replaceAll("\\s*[/\\\\]\\s*", "/");
    int slash = joined.indexOf('/');
    String namespace = slash < 0 ? joined : joined.substring(0, slash);
    return NAMESPACES.stream()
        .filter(known -> isMeant(known, namespace, slash < 0 ? extent : Extent.WHOLE))
        .findFirst()
        .map(known -> known.substring(0, Math.min(known.length(), namespace.length())))
        .map(known -> known + (slash < 0 ? "" : joined.substring(slash)))
        .filter(right -> !right.equals(text))
        .map(Correction::to);
  }

  private static boolean isMeant(String known, String namespace, Extent extent) {
    return switch (extent) {
      case WHOLE -> known.equalsIgnoreCase(namespace);
      case BEGINNING ->
          known.regionMatches(true, 0, namespace, 0, namespace.length())
              && Stream.of(known).noneMatch(name -> name.startsWith(namespace));
    };
  }
}
