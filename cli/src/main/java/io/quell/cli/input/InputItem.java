package io.quell.cli.input;

import io.quell.finding.Finding;
import io.quell.finding.JsonMembers;
import io.quell.lambda.event.Delivery;
import java.util.List;
import java.util.Optional;

/// One thing that was read: an event, a queue message, or a bare finding.
///
/// @param file the file it was read from
/// @param place where in the file it stands, or empty where it is the whole file
/// @param delivery what was read
public record InputItem(String file, String place, Delivery delivery) {
  /// File and place, for a person.
  public String where() {
    return place.isEmpty() ? file : file + ", " + place;
  }

  /// Something that is to be said of it, with file and place.
  public String says(String sentence) {
    return "%s: %s".formatted(where(), sentence);
  }

  /// The findings that could be read.
  public List<Finding> findings() {
    return delivery.findings();
  }

  /// Why it was skipped, if it was.
  public Optional<String> skipped() {
    return delivery.content() instanceof Delivery.Skipped(var reason)
        ? Optional.of(reason)
        : Optional.empty();
  }

  /// Why it could not be read, or a reason for each of its findings that could not.
  public List<String> unreadable() {
    return switch (delivery.content()) {
      case Delivery.Unreadable(var reason) -> List.of(reason);
      case Delivery.Findings(_, var reasons, _) -> reasons;
      case Delivery.Skipped _ -> List.of();
    };
  }

  /// The line for machines about an item that is not decided on, as the function logs it, with file
  /// and place.
  public JsonMembers event(String level, String message, String reason) {
    return JsonMembers.line(level, message)
        .with("event", delivery.name())
        .with("reason", reason)
        .with("file", file)
        .withPresent("place", Optional.of(place).filter(text -> !text.isEmpty()));
  }
}
