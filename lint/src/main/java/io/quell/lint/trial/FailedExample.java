package io.quell.lint.trial;

import io.quell.finding.Format;
import io.quell.rule.Example;
import java.util.List;
import java.util.stream.Collectors;

/// An example that does not hold.
///
/// @param rule the id of the rule whose example it is
/// @param example the example
/// @param formats the formats in which it does not hold; none where no finding is like the example
/// @param reason the criterion that failed and what the finding has instead, or why there is no
///     such finding
public record FailedExample(String rule, Example example, List<Format> formats, String reason) {
  public FailedExample {
    formats = List.copyOf(formats);
  }

  /// What is wrong, as a sentence without its full stop.
  public String sentence() {
    String expected =
        example.isMatched()
            ? "it should match this example, and does not"
            : "it should not match this example, and does";
    String which =
        example.given() instanceof Example.FindingInFile(var path) ? " (%s)".formatted(path) : "";
    return formats.isEmpty()
        ? "no finding is like this example: " + reason
        : "%s%s, in %s: %s"
            .formatted(
                expected,
                which,
                formats.stream().map(Format::name).collect(Collectors.joining(" and ")),
                reason);
  }
}
