package io.quell.cli.input;

import io.quell.cli.terminal.Progress;
import io.quell.finding.Finding;
import io.quell.finding.UnreadableException;
import io.quell.lambda.event.Delivery;
import io.quell.lambda.event.EventReader;
import io.quell.lambda.event.Payload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads what is in a file: an event, a batch of queue messages, findings, or a list of them.
public final class InputReader {
  /// What tells an event, by the members of EventBridge's envelope.
  private static final Set<String> ENVELOPE = Set.of("detail-type", "source", "detail");
  /// What tells a finding, in ASFF or OCSF, though it may lack what names it.
  private static final Set<String> FINDING =
      Set.of(
          "Id",
          "ProductArn",
          "SchemaVersion",
          "GeneratorId",
          "AwsAccountId",
          "Resources",
          "finding_info",
          "class_uid");

  /// Gets each piece of JSON before it is read as an item.
  public interface Gate {
    /// Whether the piece is taken, and so no item.
    ///
    /// @param place where in the file it stands, or empty where it is the whole file
    boolean takes(String place, @Nullable Object json);
  }

  private final String file;
  private final Consumer<InputItem> taker;
  private final Gate gate;

  private InputReader(String file, Consumer<InputItem> taker, Gate gate) {
    this.file = file;
    this.taker = taker;
    this.gate = gate;
  }

  /// Reads files to their ends, one after the other. See [#read(InputFile, Progress, Consumer)].
  public static void read(List<InputFile> files, Consumer<InputItem> taker) {
    files.forEach(file -> read(file, Progress.none(), taker));
  }

  /// Reads a file to its end. What cannot be read is an item as well, which says why.
  public static void read(InputFile file, Progress progress, Consumer<InputItem> taker) {
    read(file, progress, taker, (_, _) -> false);
  }

  /// Reads a file to its end, without what the gate takes. See
  /// [#read(InputFile, Progress, Consumer)].
  public static void read(InputFile file, Progress progress, Consumer<InputItem> taker, Gate gate) {
    var items = new InputReader(file.name(), taker, gate);
    try (InputStream input = progress.counting(file.opening().open())) {
      JsonPieces.read(input, items::piece);
    } catch (UnreadableException e) {
      items.take("", new Delivery.Unreadable(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      items.take("", new Delivery.Unreadable(InputFile.reason(e)));
    }
  }

  private void piece(String place, @Nullable Object json) {
    if (gate.takes(place, json)) {
      return;
    }
    if (json instanceof Map<?, ?> members) {
      if (members.get("Records") instanceof List<?>) {
        payload(place, EventReader.payload(json));
        return;
      }
      if (ENVELOPE.stream().anyMatch(members::containsKey)) {
        taker.accept(new InputItem(file, place, EventReader.event(json)));
        return;
      }
      if (FINDING.stream().anyMatch(members::containsKey)) {
        take(place, finding(json));
        return;
      }
    }
    take(
        place,
        new Delivery.Unreadable(
            "neither an event nor a finding, a list of them, what get-findings prints, the detail"
                + " of an event, or a batch of queue messages"));
  }

  private void payload(String place, Payload payload) {
    String prefix = place.isEmpty() ? "" : place + ", ";
    for (Delivery delivery : payload.deliveries()) {
      taker.accept(
          switch (payload) {
            case Payload.Direct _ -> new InputItem(file, place, delivery);
            case Payload.Queue _ ->
                new InputItem(file, prefix + "message " + delivery.name(), delivery);
          });
    }
  }

  private static Delivery.Content finding(Object json) {
    try {
      return new Delivery.Findings(List.of(Finding.read(json)), List.of());
    } catch (UnreadableException e) {
      return new Delivery.Unreadable(String.valueOf(e.getMessage()));
    }
  }

  private void take(String place, Delivery.Content content) {
    taker.accept(new InputItem(file, place, new Delivery(file, content)));
  }
}
